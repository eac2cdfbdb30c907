import { forDevelopers } from '../../kernel/errors.ts'
import { idOf } from '../../kernel/ids.ts'
import type { Services } from '../../kernel/services.ts'
import { readAccount } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'

/** What an account says of its person, and who said so last; a number rises with each change of the account. */
export interface ProfileTold extends Pick<
  PortalAccountRow,
  'firstName' | 'lastName' | 'email' | 'phone' | 'language' | 'version'
> {
  readonly by: PortalAccountRow['editedBy']
}

/**
 * What an account says of its person at this moment, for whoever follows it; null where there is none such: accounts'
 * internal endpoint `profile`.
 */
export async function profileTold(
  { db }: Services,
  params: Readonly<Record<string, string>>,
): Promise<ProfileTold | null> {
  const company = idOf('company', params['company'] ?? '')
  const id = idOf('account', params['account'] ?? '')
  if (!company || !id) throw forDevelopers('BAD_USER_INPUT', 'An account is named by its company and its id.')
  const found = await readAccount(db, company, id)
  if (!found) return null
  const { firstName, lastName, email, phone, language, version, editedBy } = found
  return { firstName, lastName, email, phone, language, version, by: editedBy }
}
