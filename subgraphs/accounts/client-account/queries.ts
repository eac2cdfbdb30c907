import type { Context } from '../../kernel/context.ts'
import { idOf } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { sightOf } from '../portal-account/policy.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { clientAccountsById, linksByAccount } from './loaders.ts'
import * as policy from './policy.ts'
import { listClientAccounts, newestFirst, newestLinked, type ClientAccountsWanted } from './repository.ts'
import type { ClientAccountRow } from './tables.ts'

/** One client account, as far as the asker sees it. */
export async function clientAccountOf(ctx: Context, id: string): Promise<ClientAccountRow | null> {
  const known = ctx.actor.kind === 'anonymous' ? null : idOf('client_account', id)
  return known && ctx.loader(clientAccountsById).load(known)
}

export function clientAccountsOf(
  ctx: Context,
  wanted: ClientAccountsWanted,
  args: PageArgs,
): Promise<ConnectionValue<ClientAccountRow>> {
  const sight = sightOf(policy.mayList(ctx.actor))
  return listed(ctx, args, newestFirst, (page) => listClientAccounts(ctx.db, ctx.company, sight, wanted, page))
}

/** Those that are an account's; whoever sees the account sees them. */
export async function clientAccountsOfAccount(
  ctx: Context,
  { id: parent }: PortalAccountRow,
  args: PageArgs,
): Promise<ConnectionValue<ClientAccountRow>> {
  const linked = await listed(ctx, args, newestLinked, (page) => ctx.loader(linksByAccount).load({ parent, page }))
  const edges = linked.edges.map(async ({ cursor, node }) => {
    return { cursor, node: (await ctx.loader(clientAccountsById).load(node.clientAccountId))! }
  })
  return { ...linked, edges: await Promise.all(edges) }
}
