import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { anyOf, manyById, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import { sightOf } from './policy.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import type { AgentId } from '../../kernel/ids.ts'
import { newestFirst, seenBy } from './repository.ts'
import { contactEmails, contactPhones, contacts } from './tables.ts'

/**
 * Contacts by id, as far as the asker sees them: null looks the same for a foreign one and for none. One who was merged is
 * whom they have become.
 */
export const contactsById = (ctx: Context) =>
  oneById(
    (ids) => {
      const asked = alias(contacts, 'asked')
      const isMeant = sql`${contacts.id} = coalesce(${asked.mergedIntoId}, ${asked.id})`
      return ctx.db
        .select({ askedId: asked.id, ...getTableColumns(contacts) })
        .from(asked)
        .innerJoin(contacts, and(eq(contacts.companyId, asked.companyId), isMeant))
        .where(
          and(
            eq(asked.companyId, ctx.company),
            sql`${asked.id} = ${anyOf(ids)}`,
            seenBy(sightOf(ctx.actor), ctx.company),
          ),
        )
    },
    (row) => row.askedId,
  )

export const emailsByContact = (ctx: Context) =>
  manyById(
    (ids) =>
      ctx.db
        .select()
        .from(contactEmails)
        .where(and(eq(contactEmails.companyId, ctx.company), sql`${contactEmails.contactId} = ${anyOf(ids)}`))
        .orderBy(asc(contactEmails.position)),
    (row) => row.contactId,
  )

export const phonesByContact = (ctx: Context) =>
  manyById(
    (ids) =>
      ctx.db
        .select()
        .from(contactPhones)
        .where(and(eq(contactPhones.companyId, ctx.company), sql`${contactPhones.contactId} = ${anyOf(ids)}`))
        .orderBy(asc(contactPhones.position)),
    (row) => row.contactId,
  )

/** Each agent's contacts, as far as the asker sees them. */
export const contactsByAgent = (ctx: Context) =>
  pagesByParent<AgentId, typeof contacts>(ctx.db, {
    table: contacts,
    parent: contacts.responsibleAgentId,
    order: newestFirst,
    where: seenBy(sightOf(ctx.actor), ctx.company),
  })
