import { lengthOf, readable } from '../../kernel/text.ts'
import type { AccountDeleted } from '../events.ts'
import { mustLeadNowhere } from '../name/name.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { refuse } from '../refusals.ts'
import type { DeletedAccountRow, FarewellRow, ProfileDeletionRow } from './tables.ts'

/** How the support team is to see somebody from then on. */
export interface Appearance {
  readonly showAs: DeletedAccountRow['shownAs']
  readonly nickname?: string | null
}

const CONFIRM_WITHIN_MS = 10 * 60_000
const LONGEST_NICKNAME = 50

/** Somebody asks to have their profile deleted: so far nothing changes but that they may confirm it. */
export function ask({ companyId, id }: PortalAccountRow, hash: string, now: Date): ProfileDeletionRow {
  return { companyId, accountId: id, hash, expiresAt: new Date(now.getTime() + CONFIRM_WITHIN_MS) }
}

/** Refuses what is not the confirmation of what was asked for, or comes too late; which it is would help to guess. */
export function confirm(asked: ProfileDeletionRow | null, isRight: boolean, now: Date): void {
  if (asked && isRight && now < asked.expiresAt) return
  throw refuse('CONFIRMATION_WRONG', { path: ['input', 'confirmationToken'] })
}

/** What stays of an account, what is told of its end, and to whom that is mailed a last time. */
export function remove(
  account: PortalAccountRow,
  { showAs, nickname }: Appearance,
  now: Date,
): { left: DeletedAccountRow; event: AccountDeleted; farewell: FarewellRow } {
  const { companyId, id, contactId, ownerId, email, firstName, language } = account
  const shown = showAs === 'NICKNAME' ? nicknameOf(nickname ?? '') : null
  return {
    left: { companyId, id, shownAs: showAs, nickname: shown, deletedAt: now },
    event: {
      type: 'account.deleted',
      subject: id,
      persons: [id, contactId, ownerId].filter((person) => person !== null),
      data: { accountId: id, contactId: contactId! },
    },
    farewell: { companyId, accountId: id, email, firstName, language },
  }
}

function nicknameOf(given: string): string {
  const path = ['input', 'nickname']
  const nickname = readable(given)
  mustLeadNowhere(nickname, path)
  if (nickname === '') throw refuse('VALUE_MISSING', { path })
  if (lengthOf(nickname) > LONGEST_NICKNAME) throw refuse('TEXT_TOO_LONG', { path, most: LONGEST_NICKNAME })
  return nickname
}
