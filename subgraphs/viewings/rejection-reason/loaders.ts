import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import { rejectionReasons } from './tables.ts'

/** The company's reasons by id, also those retired. */
export const reasonsById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(rejectionReasons)
        .where(and(eq(rejectionReasons.companyId, ctx.company), sql`${rejectionReasons.id} = ${anyOf(ids)}`)),
    (row) => row.id,
  )
