import type { Decision } from '../../kernel/events/event.ts'
import { lengthOf } from '../../kernel/text.ts'
import type { FeedbackGiven } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { personsOf, type Viewing } from '../viewing/viewing.ts'
import type { FeedbackRow } from './tables.ts'

/** What somebody thought of a viewing; one of both at least. What is left out stays as they gave it; null empties it. */
export interface Opinion {
  /** From 1 to 5. */
  readonly overall?: number | null
  readonly text?: string | null
}

/** Who writes it down: the client, or staff for them. */
export type Writer = Pick<FeedbackRow, 'byId' | 'isOnBehalf'>

const BEST = 5
const SHORTEST = 3
const LONGEST = 5_000
const CHANGEABLE_DAYS = 30
const path = ['input', 'viewingId']

/** Gives feedback on a viewing, or other feedback than before. */
export function give(
  viewing: Viewing,
  before: FeedbackRow | null,
  opinion: Opinion,
  writer: Writer,
  now: Date,
): Decision<FeedbackRow, FeedbackGiven> & { readonly change: FeedbackRow } {
  ensureOpen(viewing, before, writer, now)
  const { companyId, id: viewingId, propertyId, contactId, agentId } = viewing
  const givenAt = before?.givenAt ?? now
  // What staff wrote down is not what the client says.
  const ownBefore = before?.isOnBehalf === writer.isOnBehalf ? before : null
  return {
    change: { companyId, viewingId, ...said(opinion, ownBefore), ...writer, givenAt, changedAt: now },
    event: {
      type: 'viewing.feedback_given',
      subject: viewingId,
      persons: personsOf(viewing),
      data: { viewingId, propertyId, contactId, agentId, isOnBehalf: writer.isOnBehalf },
    },
  }
}

/** Refuses where no feedback can be given, or none but what was: a viewing must have been, and words stay after a while. */
export function ensureOpen(
  { status, outcome, endsAt }: Pick<ViewingRow, 'status' | 'outcome' | 'endsAt'>,
  before: FeedbackRow | null,
  { isOnBehalf }: Pick<Writer, 'isOnBehalf'>,
  now: Date,
): void {
  const isHeld = status === 'CONFIRMED' || (status === 'COMPLETED' && outcome !== 'NO_SHOW')
  if (!isHeld) throw refuse('VIEWING_NOT_HELD', { path })
  if (status === 'CONFIRMED' && endsAt && now < endsAt) {
    throw refuse('FEEDBACK_TOO_EARLY', { path, allowedFrom: endsAt })
  }
  if (!before) return
  if (now.getTime() - before.givenAt.getTime() >= CHANGEABLE_DAYS * 24 * 3_600_000) {
    throw refuse('FEEDBACK_FINAL', { path, days: CHANGEABLE_DAYS })
  }
  // Nobody speaks for somebody who has spoken.
  if (isOnBehalf && !before.isOnBehalf) throw refuse('FEEDBACK_OF_CLIENT', { path })
}

/** What is kept of an opinion, and of the one before. */
function said(
  given: Opinion,
  before: Pick<FeedbackRow, 'overall' | 'text'> | null,
): Pick<FeedbackRow, 'overall' | 'text'> {
  const { overall = before?.overall ?? null, text = before?.text } = given
  const words = text?.trim() || null
  const isEmpty = given.overall === undefined && given.text === undefined
  if (isEmpty || (overall === null && words === null)) throw refuse('FEEDBACK_EMPTY', { path: ['input'] })
  if (overall !== null && !(overall >= 1 && overall <= BEST)) {
    throw refuse('OVERALL_INVALID', { path: ['input', 'overall'], most: BEST })
  }
  const length = words === null ? SHORTEST : lengthOf(words)
  if (length < SHORTEST) throw refuse('FEEDBACK_TOO_SHORT', { path: ['input', 'text'], least: SHORTEST })
  if (length > LONGEST) throw refuse('TEXT_TOO_LONG', { path: ['input', 'text'], most: LONGEST })
  return { overall, text: words }
}
