import { and, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { AccountId, AgentId, ContactId } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { sightOf } from './policy.ts'
import { newestFirst, seenBy } from './repository.ts'
import { tickets } from './tables.ts'

/** Tickets by id, as far as the asker sees them: null looks the same for a foreign one and for none. */
export const ticketsById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(tickets)
        .where(and(inSight(ctx), sql`${tickets.id} = ${anyOf(ids)}`)),
    (row) => row.id,
  )

/** What was asked with each account, as far as the asker sees it. */
export const ticketsByAccount = (ctx: Context) =>
  pagesByParent<AccountId, typeof tickets>(ctx.db, {
    table: tickets,
    parent: tickets.accountId,
    order: newestFirst,
    where: inSight(ctx),
  })

/** What each contact asked, as far as the asker sees it. */
export const ticketsByContact = (ctx: Context) =>
  pagesByParent<ContactId, typeof tickets>(ctx.db, {
    table: tickets,
    parent: tickets.contactId,
    order: newestFirst,
    where: inSight(ctx),
  })

/** What each agent has to work on, as far as the asker sees it. */
export const ticketsByAssignee = (ctx: Context) =>
  pagesByParent<AgentId, typeof tickets>(ctx.db, {
    table: tickets,
    parent: tickets.assigneeId,
    order: newestFirst,
    where: inSight(ctx),
  })

const inSight = (ctx: Context) => seenBy(sightOf(ctx.actor), ctx.company)
