import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { inTimeOrder } from './repository.ts'
import { entries } from './tables.ts'

/** A ticket's whole history, for staff. */
export const entriesByTicket = (ctx: Context) =>
  pagesByParent<Id<'ticket'>, typeof entries>(ctx.db, {
    table: entries,
    parent: entries.ticketId,
    order: inTimeOrder,
    where: eq(entries.companyId, ctx.company),
  })

/** The part of a ticket's history that its client may see. */
export const publicEntriesByTicket = (ctx: Context) =>
  pagesByParent<Id<'ticket'>, typeof entries>(ctx.db, {
    table: entries,
    parent: entries.ticketId,
    order: inTimeOrder,
    where: and(eq(entries.companyId, ctx.company), entries.isPublic),
  })

/** Entries by id, of a ticket that the asker is known to see; which of them are for whom is decided by who shows them. */
export const entriesById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(entries)
        .where(and(eq(entries.companyId, ctx.company), sql`${entries.id} = ${anyOf(ids)}`)),
    (row) => row.id,
  )
