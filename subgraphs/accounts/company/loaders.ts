import { sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import { companies } from './tables.ts'

export const companiesById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(companies)
        .where(sql`${companies.companyId} = ${anyOf(ids)}`),
    (row) => row.companyId,
  )
