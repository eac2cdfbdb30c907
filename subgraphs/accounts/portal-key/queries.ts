import type { Context } from '../../kernel/context.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { maySet } from '../portal/policy.ts'
import { readLiveKeys } from './repository.ts'

/** A key under which a portal is reached. */
export interface PortalKeyView {
  readonly key: string
  readonly isCurrent: boolean
  readonly createdAt: Date
}

/** A company's live keys, newest first; the newest one is the current one. */
export async function portalKeysOf(ctx: Context, company: CompanyId): Promise<PortalKeyView[]> {
  maySet(ctx.actor)
  const keys = await readLiveKeys(ctx.db, company)
  return keys.map(({ key, createdAt }, index) => ({ key, createdAt, isCurrent: index === 0 }))
}
