import type { Decision } from '../../kernel/events/event.ts'
import type { AgentId, CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import { lengthOf } from '../../kernel/text.ts'
import type { ViewingEvent } from '../events.ts'
import { isOutside, type Preference } from '../preference/preference.ts'
import { refuse } from '../refusals.ts'
import type { Slot } from '../slot/slot.ts'
import { addDays, dateIn, instantIn } from '../zone/zone.ts'
import type { HistoryRow, SlotRow, ViewingRow } from './tables.ts'

/** A viewing and who looks after its contact now: that agent, too, hears of what happens to it. */
type Concerning = ViewingRow & { readonly responsibleAgentId: AgentId | null }

/** All that is decided by: a viewing, who hears of it, and the time zone of its property. */
export type Viewing = Concerning & { readonly zone: string }

/** Who asks for which property, and who is to show it. */
export interface Request {
  readonly propertyId: Id<'property'>
  readonly contactId: ContactId
  readonly agentId: AgentId
  readonly responsibleAgentId: AgentId | null
}

/** The lists in which a client's page shows viewings (VIE-14). */
export type ViewingGroup = 'UPCOMING' | 'UNCONFIRMED' | 'RECENT'

/** What narrows a list of viewings; an id that is none finds nothing. */
export interface ViewingsWanted {
  readonly group?: ViewingGroup | null
  readonly statuses?: readonly ViewingRow['status'][] | null
  /** Whether it is agreed on and not over. */
  readonly isUpcoming?: boolean | null
  readonly propertyId?: string | null
  readonly contactId?: string | null
}

type Change = HistoryRow['change']
type Decided = Decision<ViewingRow, ViewingEvent>

const LONGEST_HOURS = 8
const LONGEST_REASON = 500
const FURTHEST_YEARS = 100

const eventTypes: Readonly<Record<Change, ViewingEvent['type']>> = {
  REQUESTED: 'viewing.requested',
  CONFIRMED: 'viewing.confirmed',
  REJECTED: 'viewing.rejected',
  RESCHEDULED: 'viewing.rescheduled',
  CANCELLED: 'viewing.cancelled',
  COMPLETED: 'viewing.completed',
}

/** A new viewing without a time (VIE-6). */
export function request(
  company: CompanyId,
  id: Id<'viewing'>,
  { propertyId, contactId, agentId, responsibleAgentId }: Request,
  now: Date,
): { readonly viewing: ViewingRow; readonly event: ViewingEvent } {
  const viewing: ViewingRow = {
    companyId: company,
    id,
    propertyId,
    contactId,
    agentId,
    status: 'PENDING',
    slotId: null,
    startsAt: null,
    endsAt: null,
    outsidePreferred: false,
    reason: null,
    cancelledAt: null,
    outcome: null,
    version: 1,
    createdAt: now,
  }
  return { viewing, event: eventOf('REQUESTED', { ...viewing, responsibleAgentId }) }
}

/** Staff agree on a time for a request (VIE-7). */
export function confirm(viewing: Viewing, slot: SlotRow, preferred: readonly Preference[], now: Date): Decided {
  if (viewing.status !== 'PENDING') throw wrongState(viewing, 'confirmed')
  return decide('CONFIRMED', viewing, {
    status: 'CONFIRMED',
    slotId: slot.id,
    ...agreed(viewing, slot, preferred, now),
  })
}

/** Staff move it to another time; it stays the same viewing (VIE-7). */
export function reschedule(viewing: Viewing, slot: Slot, preferred: readonly Preference[], now: Date): Decided {
  if (viewing.status !== 'CONFIRMED') throw wrongState(viewing, 'rescheduled')
  return decide('RESCHEDULED', viewing, agreed(viewing, slot, preferred, now))
}

/** Staff decline a request, and say why (VIE-7). */
export function reject(viewing: Viewing, reason: string): Decided {
  if (viewing.status !== 'PENDING') throw wrongState(viewing, 'rejected')
  const why = reasonOf(reason)
  if (!why) throw refuse('TEXT_MISSING', { path: ['input', 'reason'] })
  return decide('REJECTED', viewing, { status: 'REJECTED', reason: why })
}

/** Either side calls it off, until it has taken place or was declined; null when it was called off already (VIE-12). */
export function cancel(viewing: Viewing, reason: string | null, now: Date): Decided | null {
  if (viewing.status === 'CANCELLED') return null
  if (viewing.status === 'COMPLETED' || viewing.status === 'REJECTED') throw wrongState(viewing, 'cancelled')
  const change = { status: 'CANCELLED', slotId: null, reason: reasonOf(reason), cancelledAt: now } as const
  return decide('CANCELLED', viewing, change)
}

/** Nobody has said how it went; at the end of its day it is taken to have been (VIE-7). */
export function assume(viewing: Viewing): Decided {
  return decide('COMPLETED', viewing, { status: 'COMPLETED', outcome: 'ASSUMED' })
}

/** When a viewing's day is over: that on which it ends, where its property is. */
export function endOfDay({ endsAt }: Slot, zone: string): Date {
  const lastInstant = new Date(endsAt.getTime() - 1)
  return instantIn(zone, addDays(dateIn(zone, lastInstant), 1))
}

/** The time that a viewing takes of its agent and its property. */
export function slotOf(viewing: ViewingRow, id: Id<'slot'>, { startsAt, endsAt }: Slot): SlotRow {
  const { companyId, agentId, propertyId } = viewing
  return { companyId, id, agentId, propertyId, startsAt, endsAt }
}

/** What the history keeps of a change: who, what, when. */
export function historyOf(viewing: ViewingRow, event: ViewingEvent, by: HistoryRow['byId'], at: Date): HistoryRow {
  const { companyId, id: viewingId, version, startsAt, endsAt } = viewing
  const reason = event.type === 'viewing.rejected' || event.type === 'viewing.cancelled' ? viewing.reason : null
  return { companyId, viewingId, version, change: changeOf(event.type), byId: by, at, startsAt, endsAt, reason }
}

/** Which change an event tells of. */
export function changeOf(type: ViewingEvent['type']): Change {
  return type.replace('viewing.', '').toUpperCase() as Change
}

/** The types of all events of viewings. */
export const allEvents: readonly ViewingEvent['type'][] = Object.values(eventTypes)

function decide(what: Change, viewing: Viewing, given: Partial<ViewingRow>): Decided {
  const change = { ...given, version: viewing.version + 1 }
  return { change, event: eventOf(what, { ...viewing, ...change }) }
}

function agreed(
  { zone }: Viewing,
  { startsAt, endsAt }: Slot,
  preferred: readonly Preference[],
  now: Date,
): Partial<ViewingRow> {
  if (endsAt <= startsAt) throw refuse('SLOT_REVERSED', { path: ['input', 'endsAt'] })
  if (startsAt <= now) throw refuse('SLOT_IN_THE_PAST', { path: ['input', 'startsAt'] })
  if (endsAt.getTime() - startsAt.getTime() > LONGEST_HOURS * 3_600_000) {
    throw refuse('SLOT_TOO_LONG', { path: ['input', 'endsAt'], hours: LONGEST_HOURS })
  }
  if (startsAt.getTime() - now.getTime() > FURTHEST_YEARS * 365 * 24 * 3_600_000) {
    throw refuse('TOO_FAR', { path: ['input', 'startsAt'], years: FURTHEST_YEARS })
  }
  return { startsAt, endsAt, outsidePreferred: isOutside({ startsAt, endsAt }, preferred, zone) }
}

function reasonOf(given: string | null): string | null {
  const reason = given?.trim() || null
  if (reason && lengthOf(reason) > LONGEST_REASON) {
    throw refuse('TEXT_TOO_LONG', { path: ['input', 'reason'], most: LONGEST_REASON })
  }
  return reason
}

function wrongState({ status }: Viewing, done: 'confirmed' | 'rescheduled' | 'rejected' | 'cancelled') {
  return refuse('INVALID_STATE', { path: ['input', 'viewingId'], status, done })
}

function eventOf(what: Change, viewing: Concerning): ViewingEvent {
  const { id, propertyId, contactId, agentId, responsibleAgentId, status, startsAt, endsAt } = viewing
  return {
    type: eventTypes[what],
    subject: id,
    persons: [...new Set([contactId, agentId, responsibleAgentId])].filter((person) => person !== null),
    data: {
      viewingId: id,
      propertyId,
      contactId,
      agentId,
      status,
      startsAt: startsAt?.toISOString() ?? null,
      endsAt: endsAt?.toISOString() ?? null,
    },
  }
}
