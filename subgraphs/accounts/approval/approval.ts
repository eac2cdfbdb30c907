import { lengthOf } from '../../kernel/text.ts'
import { isWaiting } from '../activation/activation.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { refuse } from '../refusals.ts'

const LONGEST_REASON = 1_000
const DAY = 24 * 3_600_000
/** By then a mail that could not be sent is given up. */
const KEPT_DAYS = 3

/** Staff approve somebody who waits: the account is settled anew, with nothing in its way (ACC-24). */
export function approve(draft: PortalAccountRow, now: Date): Partial<PortalAccountRow> {
  mustWait(draft)
  return { approvedAt: now, awaitingApprovalSince: null, review: null, reviewerId: null, version: draft.version + 1 }
}

/** Throws where nobody waits for staff to decide. */
export function mustWait(draft: PortalAccountRow): void {
  if (isWaiting(draft)) return
  throw refuse('NOT_AWAITING_APPROVAL', { path: ['input', 'accountId'] })
}

/** What the applicant is told of why not; null for nothing. */
export function reasonOf(given: string): string | null {
  const reason = given.trim()
  if (lengthOf(reason) <= LONGEST_REASON) return reason || null
  throw refuse('TEXT_TOO_LONG', { path: ['input', 'reason'], most: LONGEST_REASON })
}

/** Whoever was declined before and could not be mailed is forgotten. */
export function keptSince(now: Date): Date {
  return new Date(now.getTime() - KEPT_DAYS * DAY)
}
