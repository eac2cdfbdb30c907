import type { CompanyId, Id } from '../../kernel/ids.ts'
import type { RejectionReasonsChanged } from '../events.ts'
import { refuse } from '../refusals.ts'
import { wanted } from '../text/text.ts'
import type { RejectionReasonRow } from './tables.ts'

/** What an administrator says of a reason; what is not given stays as it is. */
export interface ReasonChange {
  readonly text?: string | null
  readonly position?: number | null
}

/** How many reasons clients may choose from. */
export const MOST_REASONS = 50
const LONGEST_TEXT = 100
const FURTHEST_PLACE = 1_000_000

/** A reason that clients may choose from now on; behind the others if no place is given (VIE-3). */
export function create(
  company: CompanyId,
  id: Id<'rejection_reason'>,
  { text, position }: ReasonChange,
  inUse: { readonly count: number; readonly last: number },
  now: Date,
): RejectionReasonRow {
  if (inUse.count >= MOST_REASONS) throw refuse('TOO_MANY', { path: ['input'], most: MOST_REASONS })
  const place = position == null ? inUse.last + 1 : placeOf(position)
  const made = { text: wanted(text ?? '', LONGEST_TEXT, 'text'), position: place }
  return { companyId: company, id, ...made, version: 1, createdAt: now, retiredAt: null }
}

/** What changes of a reason; clients who gave it before are still known to have given it as it was. */
export function update(reason: RejectionReasonRow, { text, position }: ReasonChange): Partial<RejectionReasonRow> {
  return {
    ...(text == null ? {} : { text: wanted(text, LONGEST_TEXT, 'text') }),
    ...(position == null ? {} : { position: placeOf(position) }),
    version: reason.version + 1,
  }
}

/** A reason that nobody can choose any more; null when it is retired already. */
export function retire(reason: RejectionReasonRow, now: Date): Partial<RejectionReasonRow> | null {
  return reason.retiredAt ? null : { retiredAt: now, version: reason.version + 1 }
}

export function changed({ id }: RejectionReasonRow): RejectionReasonsChanged {
  return { type: 'rejection_reasons.changed', subject: id, data: { rejectionReasonId: id } }
}

function placeOf(given: number): number {
  if (given < 0 || given > FURTHEST_PLACE) {
    throw refuse('POSITION_INVALID', { path: ['input', 'position'], most: FURTHEST_PLACE })
  }
  return given
}
