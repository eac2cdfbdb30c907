import type { Decision } from '../../kernel/events/event.ts'
import type { AgentId, CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import type { BlockRow } from '../block/tables.ts'
import type { ViewingEvent } from '../events.ts'
import { ensure, type Judged } from '../permission/permission.ts'
import { isOutside, type PreferenceDraft } from '../preference/preference.ts'
import { refuse } from '../refusals.ts'
import type { Slot } from '../slot/slot.ts'
import { atMost } from '../text/text.ts'
import { addDays, dateIn, instantIn } from '../zone/zone.ts'
import type { HistoryRow, SlotRow, ViewingRow } from './tables.ts'

/** A viewing and who looks after its contact now: that agent, too, hears of what happens to it. */
type Concerning = ViewingRow & { readonly responsibleAgentId: AgentId | null }

/** All that is decided by. */
export type Viewing = Concerning & Judged

/** Who asks for which property, and who is to show it. */
export interface Request {
  readonly propertyId: Id<'property'>
  readonly contactId: ContactId
  readonly agentId: AgentId
  readonly responsibleAgentId: AgentId | null
  /** The block in which a place is asked for. */
  readonly blockId?: Id<'viewing_block'> | null
}

/** The time that a viewing gets, and who shows it: a slot of its own, or that of a block. */
export interface Place extends Slot {
  readonly slotId: Id<'slot'>
  readonly blockId: Id<'viewing_block'> | null
  readonly agentId: AgentId
}

/** The lists in which a client's page shows viewings (VIE-14). */
export type ViewingGroup = 'UPCOMING' | 'UNCONFIRMED' | 'RECENT'

/** What narrows a list of viewings; an id that is none finds nothing. */
export interface ViewingsWanted {
  readonly groups?: readonly ViewingGroup[] | null
  readonly statuses?: readonly ViewingRow['status'][] | null
  /** Whether it is agreed on and not over. */
  readonly isUpcoming?: boolean | null
  /** Whether it was and there is no feedback on it. */
  readonly lacksFeedback?: boolean | null
  readonly propertyId?: string | null
  readonly contactId?: string | null
}

type Change = HistoryRow['change']
export type Decided = Decision<ViewingRow, ViewingEvent>

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
  DATES_ADDED: 'viewing.dates_added',
  PROPOSED: 'viewing.proposed',
  PROPOSAL_DECLINED: 'viewing.proposal_declined',
  REASSIGNED: 'viewing.reassigned',
  NO_SHOW: 'viewing.no_show',
}

/** What a client proposed is gone as soon as staff have decided on a time, or on none. */
export const withoutProposal = { proposedStartsAt: null, proposedEndsAt: null, proposedAt: null }

/** A new viewing without a time (VIE-6). */
export function request(
  company: CompanyId,
  id: Id<'viewing'>,
  { propertyId, contactId, agentId, responsibleAgentId, blockId = null }: Request,
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
    blockId,
    startsAt: null,
    endsAt: null,
    outsidePreferred: false,
    reason: null,
    cancelledAt: null,
    outcome: null,
    ...withoutProposal,
    navigationOpenedAt: null,
    journalOpenedAt: null,
    journalUnlockedAt: null,
    version: 1,
    createdAt: now,
  }
  return { viewing, event: eventOf('REQUESTED', { ...viewing, responsibleAgentId }) }
}

/** Staff agree on a time for a request (VIE-7). */
export function confirm(viewing: Viewing, place: Place, now: Date): Decided {
  ensure('CONFIRM', viewing, now)
  return decide('CONFIRMED', viewing, { status: 'CONFIRMED', ...agreed(viewing, place, now) })
}

/** Staff move it to another time; it stays the same viewing (VIE-7). */
export function reschedule(viewing: Viewing, place: Place, now: Date): Decided {
  ensure('RESCHEDULE', viewing, now)
  return decide('RESCHEDULED', viewing, agreed(viewing, place, now))
}

/** Staff decline a request, and say why (VIE-7). */
export function reject(viewing: Viewing, reason: string, now: Date): Decided {
  ensure('REJECT', viewing, now)
  const why = reasonOf(reason)
  if (!why) throw refuse('TEXT_MISSING', { path: ['input', 'reason'] })
  return decide('REJECTED', viewing, { status: 'REJECTED', reason: why, ...withoutProposal })
}

/** Either side calls it off, until it has taken place or was declined; null when it was called off already (VIE-12). */
export function cancel(viewing: Viewing, reason: string | null, now: Date): Decided | null {
  ensure('CANCEL', viewing, now)
  if (viewing.status === 'CANCELLED') return null
  const change = { status: 'CANCELLED', slotId: null, reason: reasonOf(reason), cancelledAt: now } as const
  return decide('CANCELLED', viewing, { ...change, ...withoutProposal })
}

/** More days that would suit, as long as no time is agreed on (VIE-6). */
export function addDates(viewing: Viewing, now: Date): Decided {
  ensure('ADD_DATES', viewing, now)
  return decide('DATES_ADDED', viewing, {})
}

/** Another agent shows it, who must have the time; null when they do already (VIE-7). */
export function reassign(viewing: Viewing, agentId: AgentId, now: Date): Decided | null {
  ensure('REASSIGN', viewing, now)
  return agentId === viewing.agentId ? null : decide('REASSIGNED', viewing, { agentId })
}

/** When a viewing's day is over: that on which it ends, where its property is. */
export function endOfDay({ endsAt }: Slot, zone: string): Date {
  const lastInstant = new Date(endsAt.getTime() - 1)
  return instantIn(zone, addDays(dateIn(zone, lastInstant), 1))
}

/** What is wanted for a viewing: the time of a block, or one of its own, which is held by `slotId`; never both. */
export function placeOf(
  { agentId }: ViewingRow,
  slotId: Id<'slot'>,
  { startsAt, endsAt }: Partial<Slot>,
  block: BlockRow | null,
): Place {
  if (block && !startsAt && !endsAt) return { ...block, blockId: block.id }
  if (block || !startsAt || !endsAt) throw refuse('TIME_OR_BLOCK', { path: ['input', 'startsAt'] })
  return { slotId, blockId: null, agentId, startsAt, endsAt }
}

/** The days that are preferred: those given, or that of the block in which a place is asked for; never both. */
export function datesOf(
  given: readonly PreferenceDraft[],
  ofBlock: PreferenceDraft | null,
): readonly PreferenceDraft[] {
  if (!ofBlock) return given
  if (given.length > 0) throw refuse('TIME_OR_BLOCK', { path: ['input', 'preferredDates'] })
  return [ofBlock]
}

/** The slot that a viewing has for itself; null where it has none, or shares that of a block. */
export function ownSlot({ slotId, blockId }: ViewingRow): Id<'slot'> | null {
  return blockId ? null : slotId
}

/** The time that a place of its own takes of a viewing's agent and property. */
export function slotOf(
  { companyId, propertyId }: ViewingRow,
  { slotId: id, agentId, startsAt, endsAt }: Place,
): SlotRow {
  return { companyId, id, agentId, propertyId, startsAt, endsAt }
}

/** What the history keeps of a change: who, what, when. */
export function historyOf(viewing: ViewingRow, event: ViewingEvent, by: HistoryRow['byId'], at: Date): HistoryRow {
  const { companyId, id: viewingId, version } = viewing
  const proposed = event.type === 'viewing.proposed' ? viewing : null
  const startsAt = proposed ? proposed.proposedStartsAt : viewing.startsAt
  const endsAt = proposed ? proposed.proposedEndsAt : viewing.endsAt
  const reason = event.type === 'viewing.rejected' || event.type === 'viewing.cancelled' ? viewing.reason : null
  return { companyId, viewingId, version, change: changeOf(event.type), byId: by, at, startsAt, endsAt, reason }
}

/** Who hears of what happens to a viewing: its contact, its agent and the contact's. */
export function personsOf({ contactId, agentId, responsibleAgentId }: Concerning): (ContactId | AgentId)[] {
  return [...new Set([contactId, agentId, responsibleAgentId])].filter((person) => person !== null)
}

/** Which change an event tells of. */
export function changeOf(type: ViewingEvent['type']): Change {
  return type.replace('viewing.', '').toUpperCase() as Change
}

/** The types of all events of viewings. */
export const allEvents: readonly ViewingEvent['type'][] = Object.values(eventTypes)

/** What changes, and the fact that it has. */
export function decide(what: Change, viewing: Viewing, given: Partial<ViewingRow>): Decided {
  const change = { ...given, version: viewing.version + 1 }
  return { change, event: eventOf(what, { ...viewing, ...change }) }
}

function agreed({ preferred, zone, blockId: asked }: Viewing, place: Place, now: Date): Partial<ViewingRow> {
  const { slotId, blockId, agentId, startsAt, endsAt } = place
  // That of a block was checked when it was made; whether it is over is asked with its places.
  const time = blockId ? { startsAt, endsAt } : checkTime(place, now)
  const outsidePreferred = !(blockId && blockId === asked) && isOutside(time, preferred, zone)
  return { slotId, blockId, agentId, ...time, outsidePreferred, ...withoutProposal }
}

/** A time at which a viewing can be. */
export function checkTime({ startsAt, endsAt }: Slot, now: Date): Slot {
  if (endsAt <= startsAt) throw refuse('SLOT_REVERSED', { path: ['input', 'endsAt'] })
  if (startsAt <= now) throw refuse('SLOT_IN_THE_PAST', { path: ['input', 'startsAt'] })
  if (endsAt.getTime() - startsAt.getTime() > LONGEST_HOURS * 3_600_000) {
    throw refuse('SLOT_TOO_LONG', { path: ['input', 'endsAt'], hours: LONGEST_HOURS })
  }
  if (startsAt.getTime() - now.getTime() > FURTHEST_YEARS * 365 * 24 * 3_600_000) {
    throw refuse('TOO_FAR', { path: ['input', 'startsAt'], years: FURTHEST_YEARS })
  }
  return { startsAt, endsAt }
}

/** Why it is called off or declined, as it is kept; null where nothing is said. */
export function reasonOf(given: string | null): string | null {
  return atMost(given?.trim() ?? '', LONGEST_REASON, 'reason') || null
}

function eventOf(what: Change, viewing: Concerning): ViewingEvent {
  const { id, propertyId, contactId, agentId, status, startsAt, endsAt } = viewing
  return {
    type: eventTypes[what],
    subject: id,
    persons: personsOf(viewing),
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
