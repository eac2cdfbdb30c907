import { personOf, type Actor } from '../../kernel/actor.ts'
import type { Reader } from '../calendar/calendar.ts'
import type { HistoryRow, ViewingRow } from '../viewing/tables.ts'

/** What a mail is about. */
export type About = 'requested' | 'proposed' | 'confirmed' | 'rescheduled' | 'rejected' | 'cancelled' | 'reminder'

/** A mail that is to be written to somebody. */
export interface Letter {
  readonly to: Reader
  readonly about: About
}

const decided: Partial<Record<HistoryRow['change'], About>> = {
  CONFIRMED: 'confirmed',
  RESCHEDULED: 'rescheduled',
  REJECTED: 'rejected',
}
const asked: Partial<Record<HistoryRow['change'], About>> = { REQUESTED: 'requested', PROPOSED: 'proposed' }

/**
 * Who is written to about a change (VIE-14). Nobody hears of what they did themselves, but for a client who calls off what
 * was agreed on: their calendar must let go of it.
 */
export function lettersOf(change: HistoryRow['change'], viewing: ViewingRow, by: Actor): Letter[] {
  const isAgents = personOf(by) === viewing.agentId
  const letters: Letter[] = []
  const [toClient, toAgent] = [decided[change], asked[change]]
  if (toClient) letters.push({ to: 'client', about: toClient })
  if (toAgent && !isAgents) letters.push({ to: 'agent', about: toAgent })
  if (change === 'CANCELLED') {
    if (by.kind !== 'client' || viewing.startsAt) letters.push({ to: 'client', about: 'cancelled' })
    if (!isAgents) letters.push({ to: 'agent', about: 'cancelled' })
  }
  return letters
}

/** Which time a mail tells of, in milliseconds of Unix time; 0 for none. */
export function timeTold(about: About, viewing: ViewingRow): number {
  return (about === 'proposed' ? viewing.proposedStartsAt : viewing.startsAt)?.getTime() ?? 0
}

const statuses: Readonly<Record<Exclude<About, 'proposed'>, ViewingRow['status']>> = {
  requested: 'PENDING',
  confirmed: 'CONFIRMED',
  rescheduled: 'CONFIRMED',
  reminder: 'CONFIRMED',
  rejected: 'REJECTED',
  cancelled: 'CANCELLED',
}

/** Whether what a mail was to tell is still so: much may have happened before it is sent. */
export function isTrue(about: About, told: number, viewing: ViewingRow, now: Date): boolean {
  if (timeTold(about, viewing) !== told) return false
  if (about === 'proposed') return told > 0
  return viewing.status === statuses[about] && (about !== 'reminder' || told > now.getTime())
}

/** What a mail has its recipient's calendar do: a client's is told what was agreed on, and an agent has a feed for it. */
export function invites({ to, about }: Letter): 'REQUEST' | 'CANCEL' | null {
  if (to === 'agent') return null
  if (about === 'cancelled') return 'CANCEL'
  return about === 'confirmed' || about === 'rescheduled' ? 'REQUEST' : null
}
