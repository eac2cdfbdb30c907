import { eq } from 'drizzle-orm'
import type { Context } from '../../kernel/context.ts'
import type { AccountId, AgentId } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { newestFirst } from './repository.ts'
import { signIns } from './tables.ts'

/** Pages of accounts' sign-ins. */
export const signInsByAccount = (ctx: Context) =>
  pagesByParent<AccountId, typeof signIns>(ctx.db, {
    table: signIns,
    parent: signIns.accountId,
    order: newestFirst,
    where: eq(signIns.companyId, ctx.company),
  })

/** Pages of agents' sign-ins. */
export const signInsByAgent = (ctx: Context) =>
  pagesByParent<AgentId, typeof signIns>(ctx.db, {
    table: signIns,
    parent: signIns.agentId,
    order: newestFirst,
    where: eq(signIns.companyId, ctx.company),
  })
