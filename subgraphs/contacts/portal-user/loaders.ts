import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import { portals, portalUsers } from './tables.ts'

/** Contacts' portal accounts, and whether one may come in with them. */
export const portalUserByContact = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select({
          contactId: portalUsers.contactId,
          isActive: portalUsers.isActive,
          hasAccess: sql<boolean>`${portalUsers.isActive} and not ${portalUsers.isDisabled} and coalesce(${portals.isOn}, true)`,
        })
        .from(portalUsers)
        .leftJoin(portals, eq(portals.companyId, portalUsers.companyId))
        .where(and(eq(portalUsers.companyId, ctx.company), sql`${portalUsers.contactId} = ${anyOf(ids)}`)),
    (row) => row.contactId,
  )
