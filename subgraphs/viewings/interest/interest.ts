import type { Decision } from '../../kernel/events/event.ts'
import type { AccountId, CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import { lengthOf } from '../../kernel/text.ts'
import type { ReactionChanged, RatingChanged } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { RejectionReasonRow } from '../rejection-reason/tables.ts'
import type { InterestHistoryRow, InterestRow, Reason } from './tables.ts'

/** Whose interest in what. */
export interface About {
  readonly contactId: ContactId
  readonly propertyId: Id<'property'>
}

export type InterestEvent = ReactionChanged | RatingChanged
export type Change = InterestHistoryRow['change']

/** What a client said: what it changes, and by which name the history keeps it. */
export interface Said extends Decision<InterestRow, InterestEvent> {
  readonly what: Change
}

const SHORTEST_TEXT = 3
const LONGEST_TEXT = 500

/** Nothing is said of the property yet. */
export function silent(company: CompanyId, id: Id<'interest'>, { contactId, propertyId }: About): InterestRow {
  const nothing = { reaction: null, reasons: [], reactedAt: null, rating: null, ratedAt: null, version: 0 }
  return { companyId: company, id, contactId, propertyId, ...nothing }
}

/** The reasons as they are kept: the texts that the company's have now, and the client's own (VIE-3). */
export function reasons(listed: readonly RejectionReasonRow[], given: string | null | undefined): Reason[] {
  const text = given?.trim() ?? ''
  const path = ['input', 'text']
  if (text !== '' && lengthOf(text) < SHORTEST_TEXT) throw refuse('TEXT_TOO_SHORT', { path, least: SHORTEST_TEXT })
  if (lengthOf(text) > LONGEST_TEXT) throw refuse('TEXT_TOO_LONG', { path, most: LONGEST_TEXT })
  const chosen = listed.map(({ id, text }) => ({ rejectionReasonId: id, text }))
  return text === '' ? chosen : [...chosen, { rejectionReasonId: null, text }]
}

/** A client likes a property, or says why not; null when they said the very same before (VIE-3). */
export function react(
  interest: InterestRow,
  reaction: 'INTERESTED' | 'REJECTED',
  given: readonly Reason[],
  now: Date,
): Said | null {
  if (reaction === 'REJECTED' && given.length === 0) throw refuse('REASON_MISSING', { path: ['input', 'text'] })
  if (reaction === 'INTERESTED' && given.length > 0) throw refuse('REASON_UNWANTED', { path: ['input', 'reaction'] })
  if (interest.reaction === reaction && isSame(interest.reasons, given)) return null
  return said(reaction, interest, { reaction, reasons: given, reactedAt: now })
}

/** A client takes their reaction back; null when there is none (VIE-3). */
export function clear(interest: InterestRow): Said | null {
  if (interest.reaction === null) return null
  return said('REACTION_CLEARED', interest, { reaction: null, reasons: [], reactedAt: null })
}

/** A change as it is decided, under the next version. */
export function said(what: Change, interest: InterestRow, given: Partial<InterestRow>): Said {
  const change = { ...given, version: interest.version + 1 }
  return { what, change, event: eventOf(what, { ...interest, ...change }) }
}

/** What the history keeps of a change: who, what, when. */
export function historyOf(interest: InterestRow, what: Change, by: AccountId, at: Date): InterestHistoryRow {
  const { companyId, id: interestId, version } = interest
  const isReaction = what === 'INTERESTED' || what === 'REJECTED'
  const { reasons, rating } = interest
  return {
    companyId,
    interestId,
    version,
    change: what,
    reasons: isReaction ? reasons : [],
    rating: what === 'RATED' ? rating : null,
    byId: by,
    at,
  }
}

function isSame(one: readonly Reason[], other: readonly Reason[]): boolean {
  const textsOf = (reasons: readonly Reason[]) => JSON.stringify(reasons.map(({ text }) => text).toSorted())
  return textsOf(one) === textsOf(other)
}

function eventOf(what: Change, { id, contactId, propertyId, reaction, rating }: InterestRow): InterestEvent {
  const concerning = { subject: id, persons: [contactId] }
  return what === 'RATED' || what === 'RATING_CLEARED'
    ? { type: 'rating.changed', ...concerning, data: { contactId, propertyId, rating } }
    : { type: 'reaction.changed', ...concerning, data: { contactId, propertyId, reaction } }
}
