import { and, asc, eq, sql } from 'drizzle-orm'
import { anyOf, manyById, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import { sightOf } from './policy.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import type { AgentId } from '../../kernel/ids.ts'
import { newestFirst, seenBy } from './repository.ts'
import { contactEmails, contactPhones, contacts } from './tables.ts'

/** Contacts by id, as far as the asker sees them: null looks the same for a foreign one and for none. */
export const contactsById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(contacts)
        .where(and(sql`${contacts.id} = ${anyOf(ids)}`, seenBy(sightOf(ctx.actor), ctx.company))),
    (row) => row.id,
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
