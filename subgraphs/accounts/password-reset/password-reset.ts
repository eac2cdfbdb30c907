import { isEmailAddress } from '../../kernel/email-address.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { refuse } from '../refusals.ts'

/** Why somebody gets no code or link, and is told in their mail what to do instead (ACC-12). */
export type Instead = 'NOT_VERIFIED' | 'AWAITING_APPROVAL' | 'DISABLED' | 'SIGN_ON'

/** The address somebody wants a mail at: whether anybody is behind it is not looked at (ACC-9). */
export function addressOf(given: string): string {
  const email = given.trim()
  if (!isEmailAddress(email)) throw refuse('EMAIL_INVALID', { path: ['input', 'email'] })
  return email
}

/**
 * What keeps an account's person from coming back by a mail; null for nothing. Who has no other way in than
 * single sign-on has no password to reset; a mailed one that is over keeps nobody out.
 */
export function insteadFor(
  { status, verifiedAt, disabledAt }: Pick<PortalAccountRow, 'status' | 'verifiedAt' | 'disabledAt'>,
  isSignOnOnly: boolean,
): Instead | null {
  if (status === 'DRAFT') return verifiedAt ? 'AWAITING_APPROVAL' : 'NOT_VERIFIED'
  if (disabledAt) return 'DISABLED'
  return isSignOnOnly ? 'SIGN_ON' : null
}
