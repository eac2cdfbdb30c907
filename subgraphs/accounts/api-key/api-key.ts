import type { Scope } from '../../kernel/actor.ts'
import type { AgentId, CompanyId } from '../../kernel/ids.ts'
import { nameOf } from '../agent/agent.ts'
import type { ApiKeyChanged, ApiKeyCreated, ApiKeyRevoked } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { ApiKeyRow } from './tables.ts'

/** What is said of a new key. */
export interface NewApiKey {
  readonly name: string
  readonly scopes: readonly Scope[]
  /** In 90 days if absent. */
  readonly expiresAt?: Date | null
}

/** What may be said anew; what is absent stays. */
export interface ApiKeyEdit {
  readonly name?: string | null
  readonly scopes?: readonly Scope[] | null
}

/** Who has a key made, for whom it acts, and what is known of its text. */
export interface Making {
  readonly company: CompanyId
  readonly id: ApiKeyRow['id']
  readonly hash: string
  readonly by: AgentId
  readonly agentId: AgentId
  /** How many keys of the company may be used at the moment. */
  readonly activeCount: number
}

export type ApiKeyStatus = 'ACTIVE' | 'EXPIRED' | 'REVOKED'

/** As many keys of a company may be active at a time. */
export const MOST_ACTIVE = 50
const DAY = 86_400_000
const LIFETIME = 90 * DAY
const LONGEST_LIFETIME = 366 * DAY

/** A new key, or a refusal that points at what is wrong. */
export function create(
  { company, id, hash, by, agentId, activeCount }: Making,
  given: NewApiKey,
  now: Date,
): { apiKey: ApiKeyRow; event: ApiKeyCreated } {
  const apiKey: ApiKeyRow = {
    ...{ companyId: company, id, hash, agentId, createdById: by, createdAt: now },
    name: nameOf(given.name, 'name'),
    scopes: scopesOf(given.scopes),
    expiresAt: expiryOf(given.expiresAt ?? new Date(now.getTime() + LIFETIME), now),
    ...{ lastUsedAt: null, revokedAt: null, revokedById: null, version: 1 },
  }
  if (activeCount >= MOST_ACTIVE) throw refuse('API_KEY_LIMIT_REACHED', { most: MOST_ACTIVE })
  return { apiKey, event: { type: 'api_key.created', ...about(apiKey), data: { apiKeyId: id, agentId } } }
}

/** Another name or other scopes; nothing happens where both are what they were. */
export function edit(
  apiKey: ApiKeyRow,
  given: ApiKeyEdit,
  now: Date,
): { change: Partial<ApiKeyRow>; event: ApiKeyChanged } | null {
  if (!isActive(apiKey, now)) throw refuse('API_KEY_ENDED', { path: ['input', 'apiKeyId'] })
  const name = given.name == null ? apiKey.name : nameOf(given.name, 'name')
  const scopes = given.scopes == null ? apiKey.scopes : scopesOf(given.scopes)
  if (name === apiKey.name && isSame(scopes, apiKey.scopes)) return null
  const version = apiKey.version + 1
  return {
    change: { name, scopes, version },
    event: { type: 'api_key.changed', ...about(apiKey), data: { apiKeyId: apiKey.id, version, scopes } },
  }
}

/** Ends a key for good; nothing happens when that was done before. */
export function revoke(
  apiKey: ApiKeyRow,
  by: AgentId,
  now: Date,
): { change: Partial<ApiKeyRow>; event: ApiKeyRevoked } | null {
  if (apiKey.revokedAt) return null
  return {
    change: { revokedAt: now, revokedById: by, version: apiKey.version + 1 },
    event: { type: 'api_key.revoked', ...about(apiKey), data: { apiKeyId: apiKey.id } },
  }
}

/** What has become of a key by now; that its member may come in is another question. */
export function statusOf(
  { revokedAt, expiresAt }: Pick<ApiKeyRow, 'revokedAt' | 'expiresAt'>,
  now: Date,
): ApiKeyStatus {
  if (revokedAt) return 'REVOKED'
  return now < expiresAt ? 'ACTIVE' : 'EXPIRED'
}

/** Whether a key can still be used. */
export const isActive = (apiKey: Pick<ApiKeyRow, 'revokedAt' | 'expiresAt'>, now: Date): boolean =>
  statusOf(apiKey, now) === 'ACTIVE'

const about = ({ id, agentId }: ApiKeyRow) => ({ subject: id, persons: [agentId] })

/** Each once and in one order, so that the same scopes are written the same. */
function scopesOf(given: readonly Scope[]): ApiKeyRow['scopes'] {
  if (given.length === 0) throw refuse('SCOPES_MISSING', { path: ['input', 'scopes'] })
  return [...new Set(given)].sort()
}

function isSame(some: readonly Scope[], others: readonly Scope[]): boolean {
  return some.join() === others.join()
}

function expiryOf(wanted: Date, now: Date): Date {
  const path = ['input', 'expiresAt']
  if (wanted <= now) throw refuse('EXPIRES_IN_THE_PAST', { path })
  if (wanted.getTime() - now.getTime() > LONGEST_LIFETIME) throw refuse('EXPIRES_TOO_LATE', { path })
  return wanted
}
