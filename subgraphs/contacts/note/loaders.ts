import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { seenBy } from '../contact/repository.ts'
import { contacts } from '../contact/tables.ts'
import { sightOf } from './policy.ts'
import { newestFirst } from './repository.ts'
import { contactNotes } from './tables.ts'

/** Notes by id, as far as the asker sees those whom they are about. */
export const notesById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select(getTableColumns(contactNotes))
        .from(contactNotes)
        .innerJoin(
          contacts,
          and(eq(contacts.companyId, contactNotes.companyId), eq(contacts.id, contactNotes.contactId)),
        )
        .where(
          and(
            eq(contactNotes.companyId, ctx.company),
            sql`${contactNotes.id} = ${anyOf(ids)}`,
            seenBy(sightOf(ctx.actor), ctx.company),
          ),
        ),
    (row) => row.id,
  )

/** What is written about each contact, which the asker sees. */
export const notesByContact = (ctx: Context) =>
  pagesByParent<ContactId, typeof contactNotes>(ctx.db, {
    table: contactNotes,
    parent: contactNotes.contactId,
    order: newestFirst,
    where: eq(contactNotes.companyId, ctx.company),
  })
