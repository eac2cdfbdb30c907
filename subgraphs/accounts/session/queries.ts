import { personOf } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { forDevelopers } from '../../kernel/errors.ts'
import { idOf } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import type { Services } from '../../kernel/services.ts'
import type { PersonState, SessionState } from '../../kernel/session-news.ts'
import { apiKeyState } from '../api-key/queries.ts'
import { readPassword } from '../password/repository.ts'
import { without } from '../portal/portal.ts'
import { readPortal } from '../portal/repository.ts'
import * as policy from './policy.ts'
import { identityOf, listSessions, newestFirst, readSession } from './repository.ts'
import * as session from './session.ts'
import type { SessionRow } from './tables.ts'

/** The asker's own sessions that are alive. */
export async function sessionsOf(ctx: Context, args: PageArgs): Promise<ConnectionValue<SessionRow>> {
  const person = personOf(policy.mayManage(ctx.actor))!
  return listed(ctx, args, newestFirst, (page) => listSessions(ctx.db, ctx.company, person, ctx.now(), page))
}

/** What is true of a session or an API key at this moment, for a gateway: accounts' internal endpoint `session`. */
export async function sessionState(
  services: Services,
  params: Readonly<Record<string, string>>,
): Promise<SessionState> {
  const { db, now } = services
  const company = idOf('company', params['company'] ?? '')
  const key = idOf('api_key', params['session'] ?? '')
  if (company && key) return (await apiKeyState(services, company, key)) ?? gone
  const id = idOf('session', params['session'] ?? '')
  if (!company || !id) throw forDevelopers('BAD_USER_INPUT', 'A session is named by its company and its id.')
  const found = await readSession(db, company, id)
  if (!found) return gone
  const { personId, idleUntil, seenBy } = found
  const identity = await identityOf(db, company, personId, session.kindOf(personId), seenBy)
  const password = await readPassword(db, company, personId)
  if (!identity || !session.isLive(found, now())) return gone
  const role = identity.kind === 'staff' ? identity.role : identity.seer?.role
  const blocks = session.blocksOf(identity, password)
  const features = identity.kind === 'client' ? { featuresOff: without(identity.features) } : {}
  return { isLive: true, until: idleUntil.getTime(), blocks, ...features, ...(role && { role }) }
}

/**
 * Who somebody is; null while they may not come in, or have something to mend first, such as a portal that is off:
 * accounts' internal endpoint `person`.
 */
export async function personState(
  { db }: Services,
  params: Readonly<Record<string, string>>,
): Promise<PersonState | null> {
  const company = idOf('company', params['company'] ?? '')
  const person = idOf('agent', params['person'] ?? '') ?? idOf('account', params['person'] ?? '')
  if (!company || !person) throw forDevelopers('BAD_USER_INPUT', 'A person is named by their company and their id.')
  const identity = await identityOf(db, company, person, session.kindOf(person))
  const password = await readPassword(db, company, person)
  if (!identity || session.blocksOf(identity, password).length > 0) return null
  if (identity.kind === 'client') {
    const { contact, language, features } = identity
    return { kind: 'client', contact, language, featuresOff: without(features) }
  }
  const { defaultLanguage: language } = await readPortal(db, company)
  return { kind: 'staff', agent: identity.person, role: identity.role, language }
}

const gone: SessionState = { isLive: false, until: 0, blocks: [] }
