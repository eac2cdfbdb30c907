import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { sightOf } from '../portal-account/policy.ts'
import { newestLinked, seenBy } from './repository.ts'
import { clientAccountLinks, clientAccounts, type ClientAccountRow } from './tables.ts'

/** Client accounts by id, as far as the asker sees them. */
export const clientAccountsById = (ctx: Context) =>
  oneById<ClientAccountRow['id'], ClientAccountRow>(
    (ids) =>
      ctx.db
        .select()
        .from(clientAccounts)
        .where(and(sql`${clientAccounts.id} = ${anyOf(ids)}`, seenBy(sightOf(ctx.actor), ctx.company))),
    (row) => row.id,
  )

/** Which client accounts are whose, by accounts that the asker sees. */
export const linksByAccount = (ctx: Context) =>
  pagesByParent<AccountId, typeof clientAccountLinks>(ctx.db, {
    table: clientAccountLinks,
    parent: clientAccountLinks.accountId,
    order: newestLinked,
    where: eq(clientAccountLinks.companyId, ctx.company),
  })
