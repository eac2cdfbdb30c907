import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../batch.ts'
import type { Context } from '../context.ts'
import { files } from './tables.ts'

/** The company's files that something uses, by id. */
export const usedFilesById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(files)
        .where(and(eq(files.companyId, ctx.company), sql`${files.id} = ${anyOf(ids)}`, eq(files.state, 'USED'))),
    (row) => row.id,
  )
