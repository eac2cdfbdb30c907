import type { Context } from '../../kernel/context.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import { append, appendAs } from '../../kernel/events/append.ts'
import { idOf, newId, type AgentId, type CompanyId } from '../../kernel/ids.ts'
import { transact } from '../../kernel/transaction.ts'
import * as agent from '../agent/agent.ts'
import { mayManage } from '../agent/policy.ts'
import { insertAgent, lockAgent } from '../agent/repository.ts'
import type { AgentRow } from '../agent/tables.ts'
import { isCommon } from '../password/common-passwords.ts'
import { hashOf } from '../password/hashing.ts'
import * as password from '../password/password.ts'
import { savePassword } from '../password/repository.ts'
import * as portal from '../portal/portal.ts'
import { insertPortal } from '../portal/repository.ts'
import { newPortalKey } from '../portal-key/commands.ts'
import * as portalKeys from '../portal-key/portal-key.ts'
import { insertPortalKey } from '../portal-key/repository.ts'
import { constraints, refuse } from '../refusals.ts'
import * as company from './company.ts'
import { hasCompany, holdDirectory, insertCompany, lockCompany, saveCompany } from './repository.ts'

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
  const { founded, save } = await prepare(founding, now)
  await transact(db, constraints, save)
  return founded
}

/**
 * The same for whoever comes to a new server first; refused as soon as there is any company. Of two who come at once one
 * founds theirs, and the other one is refused when that is done.
 */
export async function foundFirstCompany(ctx: Context, founding: Founding): Promise<Founded> {
  if (await hasCompany(ctx.db)) throw refuse('COMPANY_EXISTS')
  const { founded, save } = await prepare(founding, ctx.now())
  return ctx.transact(async (tx) => {
    await holdDirectory(tx)
    if (await hasCompany(tx)) throw refuse('COMPANY_EXISTS')
    await save(tx)
    return founded
  })
}

/** Makes one of those who are ADMIN the company's administrator, who gets the contacts that are nobody's (ACC-4). */
export async function appointAdministrator(ctx: Context, agentId: string): Promise<AgentRow> {
  mayManage(ctx.actor)
  return ctx.transact(async (tx) => {
    const before = await lockCompany(tx, ctx.company)
    const id = idOf('agent', agentId)
    const found = id && (await lockAgent(tx, ctx.company, id))
    if (!found) throw refuse('NOT_FOUND', { noun: 'agent', path: ['input', 'agentId'] })
    const decision = company.appoint(before, found)
    if (decision) {
      await saveCompany(tx, ctx.company, decision.change)
      await append(tx, decision.event, ctx)
    }
    return found
  })
}

/** A founding that is checked and hashed, and what saves it. */
async function prepare(
  founding: Founding,
  now: Date,
): Promise<{ readonly founded: Founded; save(tx: Tx): Promise<void> }> {
  const ids = { company: newId('company'), administrator: newId('agent') }
  const portalKey = founding.portalKey ?? newPortalKey()
  const founded = company.found(ids.company, ids.administrator, founding.company, now)
  const joined = agent.join(ids.company, ids.administrator, { ...founding.administrator, role: 'ADMIN' }, now)
  const hash = await hashOf(password.choose(founding.password, isCommon, 'password'))
  return {
    founded: { ...ids, portalKey },
    async save(tx) {
      await insertCompany(tx, founded.company)
      await insertPortal(tx, portal.open(ids.company, founded.company.name))
      await insertPortalKey(tx, portalKeys.first(ids.company, portalKey, now))
      await insertAgent(tx, joined.agent)
      await savePassword(tx, password.chosen(ids.company, ids.administrator, hash, now))
      const author = { company: ids.company, by: null, at: now }
      await appendAs(tx, founded.event, author)
      await appendAs(tx, joined.event, author)
    },
  }
}
