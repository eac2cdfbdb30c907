import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { sessions } from '../session/tables.ts'
import { newestFirst } from './repository.ts'
import { clientViews } from './tables.ts'

export const viewsByAccount = (ctx: Context) =>
  pagesByParent<AccountId, typeof clientViews>(ctx.db, {
    table: clientViews,
    parent: clientViews.accountId,
    order: newestFirst,
    where: eq(clientViews.companyId, ctx.company),
  })

/** The sessions of views, to tell when they ended. */
export const sessionsById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select({ id: sessions.id, endedAt: sessions.endedAt })
        .from(sessions)
        .where(and(eq(sessions.companyId, ctx.company), sql`${sessions.id} = ${anyOf(ids)}`)),
    (row) => row.id,
  )
