import type { Actor, Scope } from '../../kernel/actor.ts'
import { Refusal, type forbidden } from '../../kernel/errors.ts'
import * as policy from '../client/policy.ts'
import { ensureOpen } from '../feedback/feedback.ts'
import type { FeedbackRow } from '../feedback/tables.ts'
import { journalGate, navigationGate } from '../gate/gate.ts'
import { ensureWritable } from '../journal/journal.ts'
import { mostDates, type Preference } from '../preference/preference.ts'
import { refuse } from '../refusals.ts'
import type { ViewingRow } from '../viewing/tables.ts'

/** What the rules look at: a viewing, the days that are preferred, and the time zone of its property. */
export type Judged = ViewingRow & {
  readonly preferred: readonly Preference[]
  readonly zone: string
  /** Whether its gates are there for who asks: they are for its client, and for nobody else who sees it. */
  readonly isGated?: boolean
  /** The feedback on it, where that is what is asked about. */
  readonly feedback?: FeedbackRow | null
}

/** When one thing may be done with a viewing that one sees. */
interface Rule {
  /** FORBIDDEN for who may never. */
  readonly who: (actor: Actor) => unknown
  /** Which scopes an API key needs for it. */
  readonly scopes: readonly Scope[]
  /** Refuses as things stand, whatever else is asked for. */
  readonly when: (viewing: Judged, now: Date, actor: Actor) => void
}

type Forbidden = ReturnType<typeof forbidden>
type Done = keyof typeof refuse.words.done

/** How long staff may say otherwise how a viewing went. */
const OUTCOME_DAYS = 30
const path = ['input', 'viewingId']
const toWrite: readonly Scope[] = ['VIEWINGS_WRITE']

const rules = {
  CONFIRM: { who: policy.mayArrange, scopes: toWrite, when: inState('confirmed', 'PENDING') },
  RESCHEDULE: { who: policy.mayArrange, scopes: toWrite, when: inState('rescheduled', 'CONFIRMED') },
  REJECT: { who: policy.mayArrange, scopes: toWrite, when: inState('rejected', 'PENDING') },
  // Once more has no effect, and is no error (VIE-12).
  CANCEL: {
    who: policy.mayTakePart,
    scopes: toWrite,
    when: inState('cancelled', 'PENDING', 'CONFIRMED', 'CANCELLED'),
  },
  COMPLETE: { who: policy.mayArrange, scopes: toWrite, when: inOutcomeTime('completed') },
  MARK_NO_SHOW: { who: policy.mayArrange, scopes: toWrite, when: inOutcomeTime('marked as missed') },
  PROPOSE: { who: policy.mayRequest, scopes: toWrite, when: inState('rescheduled', 'PENDING', 'CONFIRMED') },
  DECLINE_PROPOSAL: { who: policy.mayArrange, scopes: toWrite, when: withProposal },
  ADD_DATES: { who: policy.mayTakePart, scopes: toWrite, when: withRoomForDates },
  REASSIGN: {
    who: policy.mayArrange,
    // Accounts is asked whether there is such an agent.
    scopes: [...toWrite, 'ACCOUNTS_READ'],
    when: withOwnTime,
  },
  NAVIGATE: { who: policy.mayTakePart, scopes: [], when: withNavigation },
  READ_JOURNAL: { who: policy.mayTakePart, scopes: [], when: withJournal },
  WRITE_JOURNAL: { who: policy.mayKeepJournal, scopes: toWrite, when: ensureWritable },
  GIVE_FEEDBACK: { who: policy.mayTakePart, scopes: toWrite, when: openForFeedback },
  ARRANGE: { who: policy.mayArrange, scopes: toWrite, when: inState('arranged', 'PENDING', 'CONFIRMED', 'COMPLETED') },
} as const satisfies Readonly<Record<string, Rule>>

/** What can be done with a viewing. */
export type Action = keyof typeof rules
export const actions = Object.keys(rules) as readonly Action[]

/** Whether somebody may do something with a viewing: if not, why, and from when on if time alone is in the way. */
export interface Permission {
  readonly isAllowed: boolean
  readonly why: Refusal | Forbidden | null
  readonly allowedFrom: Date | null
}

/** Who may do this with viewings at all; FORBIDDEN for anybody else. Each mutation asks before it looks for the viewing. */
export function may<A extends Action>(action: A, actor: Actor): ReturnType<(typeof rules)[A]['who']> {
  return rules[action].who(actor) as ReturnType<(typeof rules)[A]['who']>
}

/** Refuses what cannot be done as things stand. Each mutation's rule begins with it; feedback's with its own part of it. */
export function ensure(action: Exclude<Action, 'GIVE_FEEDBACK'>, viewing: Judged, now: Date): void {
  rules[action].when(viewing, now)
}

/** The scopes that an API key needs for this. */
export function scopesFor(action: Action): readonly Scope[] {
  return rules[action].scopes
}

/** What the mutation would say before it looks at the rest of its input; `guard` refuses what goes before all rules. */
export function permissionOf(
  action: Action,
  actor: Actor,
  viewing: Judged,
  now: Date,
  guard: () => void = () => {},
): Permission {
  try {
    guard()
    may(action, actor)
    const { when }: Rule = rules[action]
    when(viewing, now, actor)
    return { isAllowed: true, why: null, allowedFrom: null }
  } catch (error) {
    if (!(error instanceof Refusal) && !isForbidden(error)) throw error
    const from = error instanceof Refusal ? error.data.allowedFrom : null
    return { isAllowed: false, why: error, allowedFrom: from instanceof Date ? from : null }
  }
}

function isForbidden(error: unknown): error is Forbidden {
  return error instanceof Error && (error as Partial<Forbidden>).extensions?.code === 'FORBIDDEN'
}

function inState(done: Done, ...statuses: readonly ViewingRow['status'][]): (viewing: Judged) => void {
  return ({ status }) => {
    if (!statuses.includes(status)) throw refuse('INVALID_STATE', { path, status, done })
  }
}

/** Staff say how it went from its start on, and may say otherwise for a while (VIE-7). */
function inOutcomeTime(done: Done): (viewing: Judged, now: Date) => void {
  const isAgreed = inState(done, 'CONFIRMED', 'COMPLETED')
  return (viewing, now) => {
    isAgreed(viewing)
    const { status, startsAt, endsAt } = viewing
    if (startsAt && now < startsAt) throw refuse('NOT_STARTED', { path, allowedFrom: startsAt })
    const finalAt = (endsAt?.getTime() ?? 0) + OUTCOME_DAYS * 24 * 3_600_000
    if (status === 'COMPLETED' && now.getTime() >= finalAt) throw refuse('OUTCOME_FINAL', { path, days: OUTCOME_DAYS })
  }
}

/** A block has one agent, who shows it to all. */
function withOwnTime(viewing: Judged): void {
  inState('given to another agent', 'PENDING', 'CONFIRMED')(viewing)
  if (viewing.status === 'CONFIRMED' && viewing.blockId) throw refuse('IN_BLOCK', { path })
}

function withProposal({ proposedAt }: Judged): void {
  if (!proposedAt) throw refuse('NO_PROPOSAL', { path })
}

function withNavigation(viewing: Judged, now: Date): void {
  const gate = navigationGate(viewing, viewing.zone, now)
  if (viewing.isGated && gate.state === 'CLOSED') {
    throw refuse('NAVIGATION_CLOSED', { path, allowedFrom: gate.opensAt })
  }
}

function withJournal(viewing: Judged, now: Date): void {
  const gate = journalGate(viewing, viewing.zone, now)
  if (viewing.isGated && gate.state === 'CLOSED') throw refuse('JOURNAL_UNOPENED', { path, allowedFrom: gate.opensAt })
}

/** Until a time is agreed on, and only as many as a request may have (VIE-6). */
function withRoomForDates(viewing: Judged): void {
  inState('given more dates', 'PENDING')(viewing)
  if (viewing.preferred.length >= mostDates) {
    throw refuse('TOO_MANY_DATES', { path: ['input', 'preferredDates', '0'], most: mostDates })
  }
}

function openForFeedback(viewing: Judged, now: Date, actor: Actor): void {
  ensureOpen(viewing, viewing.feedback ?? null, { isOnBehalf: actor.kind === 'staff' }, now)
}
