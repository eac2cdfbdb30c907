import { forDevelopers } from '../../kernel/errors.ts'
import { idOf } from '../../kernel/ids.ts'
import type { Services } from '../../kernel/services.ts'
import { listDeleted } from './repository.ts'
import type { DeletedAccountRow } from './tables.ts'

/** How one who deleted their profile is shown; the time is a text on its way. */
export type DeletedAccountTold = Pick<DeletedAccountRow, 'id' | 'shownAs' | 'nickname'> & { readonly deletedAt: string }

/**
 * Those of up to a hundred accounts that were deleted, and how they are shown: accounts' internal endpoint
 * `deletedAccounts`. It takes the company, and the accounts' ids with commas between.
 */
export async function deletedAccounts(
  { db }: Services,
  params: Readonly<Record<string, string>>,
): Promise<DeletedAccountTold[]> {
  const company = idOf('company', params['company'] ?? '')
  const accounts = (params['accounts'] ?? '').split(',').map((id) => idOf('account', id))
  const known = accounts.filter((id) => id !== null)
  if (!company || known.length < accounts.length || known.length > MOST_AT_ONCE) {
    throw forDevelopers('BAD_USER_INPUT', `Name a company and 1 to ${MOST_AT_ONCE} of its accounts.`)
  }
  const found = await listDeleted(db, company, known)
  return found.map(({ id, shownAs, nickname, deletedAt }) => {
    return { id, shownAs, nickname, deletedAt: deletedAt.toISOString() }
  })
}

const MOST_AT_ONCE = 100
