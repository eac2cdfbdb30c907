import type { Reader } from '../../kernel/db.ts'
import { idOf, type CompanyId } from '../../kernel/ids.ts'
import { readAgent } from '../agent/repository.ts'
import { readCompany } from '../company/repository.ts'
import type { PersonId } from '../password/tables.ts'
import { readAccount } from '../portal-account/repository.ts'
import { readPortal } from '../portal/repository.ts'
import type { Addressee } from './addressee.ts'

/** Who somebody is to a mail; null for one who is not there any more. */
export async function readAddressee(db: Reader, company: CompanyId, person: PersonId): Promise<Addressee | null> {
  const host = await readCompany(db, company)
  const agentId = idOf('agent', person)
  const accountId = idOf('account', person)
  const agent = agentId && (await readAgent(db, company, agentId))
  if (host && agent && !agent.leftAt) {
    return { email: agent.email, firstName: agent.firstName, language: null, company: host.name, portalKey: null }
  }
  const account = accountId && (await readAccount(db, company, accountId))
  if (!host || !account) return null
  const { email, firstName, language } = account
  const { key } = await readPortal(db, company)
  return { email, firstName, language, company: host.name, portalKey: key }
}
