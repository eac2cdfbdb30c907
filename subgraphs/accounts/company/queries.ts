import { forDevelopers } from '../../kernel/errors.ts'
import { idOf } from '../../kernel/ids.ts'
import type { Letterhead } from '../../kernel/letterhead.ts'
import type { Services } from '../../kernel/services.ts'
import { readPortal } from '../portal/repository.ts'
import { readCompany } from './repository.ts'

/** What stands on a company's mails, whoever writes them: accounts' internal endpoint `letterhead`. Null for none. */
export async function letterhead(
  { db }: Services,
  params: Readonly<Record<string, string>>,
): Promise<Letterhead | null> {
  const company = idOf('company', params['company'] ?? '')
  if (!company) throw forDevelopers('BAD_USER_INPUT', 'Say of which company.')
  const found = await readCompany(db, company)
  if (!found) return null
  const { key, defaultLanguage } = await readPortal(db, company)
  return { company: found.name, portalKey: key, language: defaultLanguage }
}
