import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import { signOnLinks } from './tables.ts'

/** The links of the company's accounts. */
export const linksByAccount = (ctx: Context) =>
  oneById(
    (accounts) =>
      ctx.db
        .select()
        .from(signOnLinks)
        .where(and(eq(signOnLinks.companyId, ctx.company), sql`${signOnLinks.accountId} = ${anyOf(accounts)}`)),
    (row) => row.accountId,
  )
