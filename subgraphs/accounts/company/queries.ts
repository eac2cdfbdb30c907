import type { Context } from '../../kernel/context.ts'
import { forDevelopers } from '../../kernel/errors.ts'
import { idOf, type CompanyId } from '../../kernel/ids.ts'
import type { Letterhead } from '../../kernel/letterhead.ts'
import type { Services } from '../../kernel/services.ts'
import { agentOf } from '../agent/queries.ts'
import type { AgentRow } from '../agent/tables.ts'
import { readPortal } from '../portal/repository.ts'
import { companiesById } from './loaders.ts'
import { readCompany } from './repository.ts'

/** Who looks after a company and what is nobody's in it, for those who see its agents. */
export async function administratorOf(ctx: Context, company: CompanyId): Promise<AgentRow | null> {
  const found = await ctx.loader(companiesById).load(company)
  return found && agentOf(ctx, found.administratorId)
}

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
