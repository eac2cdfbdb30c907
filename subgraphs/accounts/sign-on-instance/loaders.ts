import { and, asc, eq, sql } from 'drizzle-orm'
import { anyOf, manyById, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import { signOnInstances } from './tables.ts'

/** The instances of companies, in the order in which they were made. */
export const instancesByCompany = (ctx: Context) =>
  manyById(
    (companies) =>
      ctx.db
        .select()
        .from(signOnInstances)
        .where(sql`${signOnInstances.companyId} = ${anyOf(companies)}`)
        .orderBy(asc(signOnInstances.id)),
    (row) => row.companyId,
  )

/** The company's instances by id. */
export const instancesById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(signOnInstances)
        .where(and(eq(signOnInstances.companyId, ctx.company), sql`${signOnInstances.id} = ${anyOf(ids)}`)),
    (row) => row.id,
  )
