import { and, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { sightOf } from './policy.ts'
import { seenBy } from './repository.ts'
import { portalAccounts } from './tables.ts'

/** Accounts by id, as far as the asker sees them: null looks the same for a foreign one and for none. */
export const accountsById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(portalAccounts)
        .where(and(sql`${portalAccounts.id} = ${anyOf(ids)}`, seenBy(sightOf(ctx.actor), ctx.company))),
    (row) => row.id,
  )

/** Accounts by contact, as far as the asker sees them. */
export const accountsByContact = (ctx: Context) =>
  oneById<ContactId, typeof portalAccounts.$inferSelect>(
    (contacts) =>
      ctx.db
        .select()
        .from(portalAccounts)
        .where(and(sql`${portalAccounts.contactId} = ${anyOf(contacts)}`, seenBy(sightOf(ctx.actor), ctx.company))),
    (row) => row.contactId!,
  )
