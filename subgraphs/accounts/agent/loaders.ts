import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import { agents } from './tables.ts'

/** The company's agents by id. */
export const agentsById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(agents)
        .where(and(eq(agents.companyId, ctx.company), sql`${agents.id} = ${anyOf(ids)}`)),
    (row) => row.id,
  )
