import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import { apiKeys } from './tables.ts'

/** The company's API keys by id. */
export const apiKeysById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(apiKeys)
        .where(and(eq(apiKeys.companyId, ctx.company), sql`${apiKeys.id} = ${anyOf(ids)}`)),
    (row) => row.id,
  )
