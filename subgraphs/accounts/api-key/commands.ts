import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId, type AgentId } from '../../kernel/ids.ts'
import { newKeyText } from '../../kernel/key-text.ts'
import { refuse } from '../refusals.ts'
import { identityOf } from '../session/repository.ts'
import * as apiKey from './api-key.ts'
import * as policy from './policy.ts'
import { countActive, insertApiKey, lockApiKey, lockKeysOf, saveApiKey } from './repository.ts'
import type { ApiKeyRow } from './tables.ts'

/** What `apiKeyCreate` is given; without a member the key acts for its maker. */
export interface ApiKeyDraft extends apiKey.NewApiKey {
  readonly memberId?: string | null
}

/** What `apiKeyUpdate` is given, and which version of the key the asker has read. */
export interface ApiKeyUpdate extends apiKey.ApiKeyEdit {
  readonly apiKeyId: string
  readonly expectedVersion?: number | null
}

/** A new key, and its text, which is known to nobody from now on but to whoever is answered (ACC-29). */
export async function createApiKey(
  ctx: Context,
  draft: ApiKeyDraft,
): Promise<{ readonly apiKey: ApiKeyRow; readonly secret: string }> {
  const { agent: by } = policy.mayManage(ctx.actor)
  const { company } = ctx
  const agentId = draft.memberId == null ? by : idOf('agent', draft.memberId)
  const id = newId('api_key')
  const { text, hash } = newKeyText(company, id)
  return ctx.transact(async (tx) => {
    // It holds the company, so that whoever it is for cannot leave meanwhile.
    const activeCount = await countActive(tx, company, ctx.now())
    const member = agentId && (await identityOf(tx, company, agentId, 'staff'))
    if (!member) throw refuse('NOT_FOUND', { noun: 'agent', path: ['input', 'memberId'] })
    const created = apiKey.create({ company, id, hash, by, agentId, activeCount }, draft, ctx.now())
    const saved = await insertApiKey(tx, created.apiKey)
    await append(tx, created.event, ctx)
    return { apiKey: saved, secret: text }
  })
}

export async function updateApiKey(ctx: Context, given: ApiKeyUpdate): Promise<ApiKeyRow> {
  policy.mayManage(ctx.actor)
  return change(ctx, given.apiKeyId, (found) => {
    if (given.expectedVersion != null && given.expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    return apiKey.edit(found, given, ctx.now())
  })
}

/** Ends a key: within a second nobody is served who comes with it. */
export async function revokeApiKey(ctx: Context, apiKeyId: string): Promise<ApiKeyRow> {
  const { agent } = policy.mayManage(ctx.actor)
  return change(ctx, apiKeyId, (found) => apiKey.revoke(found, agent, ctx.now()))
}

/** Ends all keys that act for somebody, in the transaction of their leaving. */
export async function revokeKeysOf(tx: Tx, ctx: Context, agentId: AgentId, by: AgentId): Promise<void> {
  for (const found of await lockKeysOf(tx, ctx.company, agentId)) {
    const decision = apiKey.revoke(found, by, ctx.now())
    if (!decision) continue
    await saveApiKey(tx, ctx.company, found.id, decision.change)
    await append(tx, decision.event, ctx)
  }
}

function change(
  ctx: Context,
  given: string,
  decide: (found: ApiKeyRow) => ReturnType<typeof apiKey.edit> | ReturnType<typeof apiKey.revoke>,
): Promise<ApiKeyRow> {
  return ctx.transact(async (tx) => {
    const id = idOf('api_key', given)
    const found = id && (await lockApiKey(tx, ctx.company, id))
    if (!found) throw refuse('NOT_FOUND', { noun: 'API key', path: ['input', 'apiKeyId'] })
    const decision = decide(found)
    if (!decision) return found
    const saved = await saveApiKey(tx, ctx.company, found.id, decision.change)
    await append(tx, decision.event, ctx)
    return saved
  })
}
