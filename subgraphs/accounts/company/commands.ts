import type { Db } from '../../kernel/db.ts'
import { appendAs } from '../../kernel/events/append.ts'
import { newId, type AgentId, type CompanyId } from '../../kernel/ids.ts'
import { transact } from '../../kernel/transaction.ts'
import * as agent from '../agent/agent.ts'
import { insertAgent } from '../agent/repository.ts'
import { isCommon } from '../password/common-passwords.ts'
import { hashOf } from '../password/hashing.ts'
import * as password from '../password/password.ts'
import { savePassword } from '../password/repository.ts'
import * as portal from '../portal/portal.ts'
import { insertPortal } from '../portal/repository.ts'
import { newPortalKey } from '../portal-key/commands.ts'
import * as portalKeys from '../portal-key/portal-key.ts'
import { insertPortalKey } from '../portal-key/repository.ts'
import { constraints } from '../refusals.ts'
import * as company from './company.ts'
import { insertCompany } from './repository.ts'

/** A company and its first administrator, who chooses this password. */
export interface Founding {
  readonly company: company.NewCompany
  readonly administrator: Omit<agent.NewAgent, 'role'>
  readonly password: string
  /** What clients' log-in names the portal by; made up if absent. It is no secret. */
  readonly portalKey?: string
}

/** What was founded, as whoever goes on needs it. */
export interface Founded {
  readonly company: CompanyId
  readonly administrator: AgentId
  readonly portalKey: string
}

/** Makes a company with its first administrator and its portal, all or none (ACC-27). Needs no server, only accounts' database. */
export async function foundCompany(db: Db, founding: Founding, now: Date): Promise<Founded> {
  const ids = { company: newId('company'), administrator: newId('agent') }
  const portalKey = founding.portalKey ?? newPortalKey()
  const founded = company.found(ids.company, ids.administrator, founding.company, now)
  const joined = agent.join(ids.company, ids.administrator, { ...founding.administrator, role: 'ADMIN' }, now)
  const hash = await hashOf(password.choose(founding.password, isCommon, 'password'))
  await transact(db, constraints, async (tx) => {
    await insertCompany(tx, founded.company)
    await insertPortal(tx, portal.open(ids.company, founded.company.name))
    await insertPortalKey(tx, portalKeys.first(ids.company, portalKey, now))
    await insertAgent(tx, joined.agent)
    await savePassword(tx, password.chosen(ids.company, ids.administrator, hash, now))
    const author = { company: ids.company, by: null, at: now }
    await appendAs(tx, founded.event, author)
    await appendAs(tx, joined.event, author)
  })
  return { ...ids, portalKey }
}
