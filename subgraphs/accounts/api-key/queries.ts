import { timingSafeEqual } from 'node:crypto'
import type { Staff } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { forDevelopers } from '../../kernel/errors.ts'
import { idOf, type ApiKeyId, type CompanyId } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import type { Services } from '../../kernel/services.ts'
import type { KeyAnswer, SessionState } from '../../kernel/session-news.ts'
import { readPassword } from '../password/repository.ts'
import { identityOf } from '../session/repository.ts'
import { blocksOf } from '../session/session.ts'
import { isActive } from './api-key.ts'
import { apiKeysById } from './loaders.ts'
import * as policy from './policy.ts'
import { listApiKeys, newestFirst, noteUse, readApiKey, type ApiKeysWanted } from './repository.ts'
import type { ApiKeyRow } from './tables.ts'

/** One of the company's keys; null for whoever may not look after them, and where there is none. */
export async function apiKeyOf(ctx: Context, id: string): Promise<ApiKeyRow | null> {
  const apiKeyId = policy.seesKeys(ctx.actor) ? idOf('api_key', id) : null
  return apiKeyId && ctx.loader(apiKeysById).load(apiKeyId)
}

export async function apiKeysOf(
  ctx: Context,
  wanted: ApiKeysWanted,
  args: PageArgs,
): Promise<ConnectionValue<ApiKeyRow>> {
  policy.mayManage(ctx.actor)
  return listed(ctx, args, newestFirst, (page) => listApiKeys(ctx.db, ctx.company, wanted, ctx.now(), page))
}

/** The key that asks for a member of staff; null where they ask in person. */
export async function askingKey(ctx: Context, { session }: Staff): Promise<ApiKeyRow | null> {
  const id = idOf('api_key', session)
  return id && ctx.loader(apiKeysById).load(id)
}

type Params = Readonly<Record<string, string>>

const UNKNOWN: KeyAnswer = { is: 'unknown' }
const ENDED: KeyAnswer = { is: 'ended' }

/**
 * For whom a key acts that a gateway was shown: accounts' internal endpoint `apiKey`, which is told the hash of its secret.
 * A key that does not exist and one whose secret is wrong take the same statement and get the same answer.
 */
export async function apiKeyAnswer({ db, now }: Services, params: Params): Promise<KeyAnswer> {
  const { company, id } = named(params)
  const found = await readApiKey(db, company, id)
  if (!isHashOf(found?.hash ?? '', params['hash'] ?? '') || !found) return UNKNOWN
  const known = await ownerOf({ db, now }, found)
  return known ? { is: 'live', agent: found.agentId, role: known.role!, state: known } : ENDED
}

/** What is true of a key at this moment, whoever shows it: see `sessionState`. Null when it counts no more. */
export async function apiKeyState(services: Services, company: CompanyId, id: ApiKeyId): Promise<SessionState | null> {
  const found = await readApiKey(services.db, company, id)
  return found && ownerOf(services, found)
}

const MINUTE = 60_000

/** A key was used: accounts' internal endpoint `apiKeyUsed`. It is written down once a minute at most. */
export async function apiKeyUsed({ db, now }: Services, params: Params): Promise<null> {
  const { company, id } = named(params)
  await noteUse(db, company, id, new Date(now().getTime() - (now().getTime() % MINUTE)))
  return null
}

/** What a key's member may do, and how much of it the key; null when one of them counts no more. */
async function ownerOf({ db, now }: Pick<Services, 'db' | 'now'>, found: ApiKeyRow): Promise<SessionState | null> {
  const { companyId, agentId, expiresAt, version, scopes } = found
  if (!isActive(found, now())) return null
  const identity = await identityOf(db, companyId, agentId, 'staff')
  const password = await readPassword(db, companyId, agentId)
  if (identity?.kind !== 'staff') return null
  const { role } = identity
  return {
    isLive: true,
    until: expiresAt.getTime(),
    role,
    blocks: blocksOf(identity, password),
    key: { version, scopes },
  }
}

function named(params: Params): { readonly company: CompanyId; readonly id: ApiKeyId } {
  const company = idOf('company', params['company'] ?? '')
  const id = idOf('api_key', params['id'] ?? '')
  if (!company || !id) throw forDevelopers('BAD_USER_INPUT', 'An API key is named by its company and its id.')
  return { company, id }
}

const HASH_BYTES = 32

/** Whether two hashes are the same, in a time that tells nothing of where they differ. */
function isHashOf(kept: string, given: string): boolean {
  const bytes = (hash: string) => Buffer.concat([Buffer.from(hash, 'base64url'), Buffer.alloc(HASH_BYTES)], HASH_BYTES)
  return timingSafeEqual(bytes(kept), bytes(given)) && kept.length === given.length
}
