import { sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import { keyedPortal } from './repository.ts'
import { portals } from './tables.ts'

/** Portals by their companies. */
export const portalsByCompany = (ctx: Context) =>
  oneById(
    (companies) =>
      ctx.db
        .select(keyedPortal)
        .from(portals)
        .where(sql`${portals.companyId} = ${anyOf(companies)}`),
    (row) => row.companyId,
  )
