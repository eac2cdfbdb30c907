import type { Context } from '../../kernel/context.ts'
import type { AccountId, AgentId } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { signInsByAccount, signInsByAgent } from './loaders.ts'
import * as policy from './policy.ts'
import { newestFirst } from './repository.ts'
import type { SignInRow } from './tables.ts'

/** How an account was and was not logged in with; whoever sees the account sees it. */
export function signInsOfAccount(ctx: Context, parent: AccountId, args: PageArgs): Promise<ConnectionValue<SignInRow>> {
  return listed(ctx, args, newestFirst, (page) => ctx.loader(signInsByAccount).load({ parent, page }))
}

/** The same of a member of staff; null for whoever does not see it. */
export async function signInsOfAgent(
  ctx: Context,
  parent: AgentId,
  args: PageArgs,
): Promise<ConnectionValue<SignInRow> | null> {
  if (!policy.seesSignInsOfStaff(ctx.actor)) return null
  return listed(ctx, args, newestFirst, (page) => ctx.loader(signInsByAgent).load({ parent, page }))
}
