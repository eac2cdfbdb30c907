import type { Context } from '../../kernel/context.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { linksByAccount } from './loaders.ts'
import type { SignOnLinkRow } from './tables.ts'

/** How an account that the asker sees signs on; null for one that never did. */
export function linkOf(ctx: Context, accountId: AccountId): Promise<SignOnLinkRow | null> {
  return ctx.loader(linksByAccount).load(accountId)
}
