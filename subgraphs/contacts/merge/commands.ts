import { question } from '../../kernel/ask.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId, type AccountId, type ContactId } from '../../kernel/ids.ts'
import * as activity from '../activity/activity.ts'
import { recordActivity } from '../activity/repository.ts'
import * as policy from '../contact/policy.ts'
import { insertEmails, insertPhones, readContact, readEmails, readPhones, saveContact } from '../contact/repository.ts'
import * as contact from '../contact/contact.ts'
import type { ContactRow } from '../contact/tables.ts'
import { refuse } from '../refusals.ts'
import { added, mergeLead } from './merge.ts'
import { isKnownPortalUser, lockContacts, moveContact } from './repository.ts'

/** Which lead was known to staff already, as whom, and which version of it they have read. */
export interface MergeDraft {
  readonly contactId: string
  readonly intoContactId: string
  readonly expectedVersion?: number | null
}

/**
 * Makes a lead a part of the contact that staff knew already (CON-4). Two accounts are never merged: accounts is asked
 * first, and whoever makes one for that contact at this very moment is met by accounts' own constraint.
 */
export async function mergeContact(ctx: Context, given: MergeDraft): Promise<ContactRow> {
  const { agent } = policy.mayWrite(ctx.actor)
  const intoId = await standing(ctx, given.intoContactId)
  const hasAccount = intoId !== null && (await isPortalUser(ctx, intoId))
  return ctx.transact(async (tx) => {
    const { lead, into } = await lockBoth(ctx, tx, given, intoId)
    const merge = mergeLead(lead, into, agent, ctx.now())
    if (hasAccount || (await isKnownPortalUser(tx, ctx.company, into.id))) {
      throw refuse('CONTACT_HAS_PORTAL_ACCOUNT', { path: ['input', 'intoContactId'] })
    }
    await moveContact(tx, ctx.company, lead.id, into.id)
    await addAddresses(ctx, tx, lead, into)
    await saveContact(tx, ctx.company, lead.id, merge.lead)
    const saved = await saveContact(tx, ctx.company, into.id, merge.into)
    await recordActivity(tx, {
      ...activity.ofChange(newId('activity'), ctx.company, into.id, 'MERGED', agent, ctx.now()),
      aboutId: lead.id,
    })
    for (const event of merge.events) await append(tx, event, ctx)
    return giveAgent(ctx, tx, saved, lead)
  })
}

/** Under which id a contact is found that the asker sees; null where there is none such. */
async function standing(ctx: Context, given: string): Promise<ContactId | null> {
  const id = idOf('contact', given)
  return (id && (await readContact(ctx.db, ctx.company, policy.sightOf(ctx.actor), id)))?.id ?? null
}

async function lockBoth(
  ctx: Context,
  tx: Tx,
  given: MergeDraft,
  intoId: ContactId | null,
): Promise<{ readonly lead: ContactRow; readonly into: ContactRow }> {
  const leadId = idOf('contact', given.contactId)
  const ids = [leadId, intoId].filter((id) => id !== null)
  const found = await lockContacts(tx, ctx.company, policy.sightOf(ctx.actor), ids)
  const lead = found.find(({ id }) => id === leadId)
  if (!lead) throw refuse('NOT_FOUND', { noun: 'contact', path: ['input', 'contactId'] })
  const into = found.find(({ id, mergedIntoId }) => id === intoId && mergedIntoId === null)
  if (!into) throw refuse('NOT_FOUND', { noun: 'contact', path: ['input', 'intoContactId'] })
  if (given.expectedVersion != null && given.expectedVersion !== lead.version) {
    throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
  }
  return { lead, into }
}

/** The contact is reached where the lead was, too; its own addresses stay first. */
async function addAddresses(ctx: Context, tx: Tx, lead: ContactRow, into: ContactRow): Promise<void> {
  const emails = await readEmails(tx, ctx.company, into.id)
  const phones = await readPhones(tx, ctx.company, into.id)
  const more = {
    emails: added(emails, await readEmails(tx, ctx.company, lead.id)),
    phones: added(phones, await readPhones(tx, ctx.company, lead.id)),
  }
  await insertEmails(tx, into, more.emails, emails.length)
  await insertPhones(tx, into, more.phones, phones.length)
}

/** A portal user is always somebody's: one who had no agent gets the lead's (ACC-4). */
async function giveAgent(ctx: Context, tx: Tx, into: ContactRow, lead: ContactRow): Promise<ContactRow> {
  if (into.responsibleAgentId || !lead.responsibleAgentId) return into
  const decision = contact.assign(into, lead.responsibleAgentId)
  if (!decision) return into
  const saved = await saveContact(tx, ctx.company, into.id, decision.change)
  await recordActivity(
    tx,
    activity.ofChange(newId('activity'), ctx.company, into.id, 'CONTACT_ASSIGNED', null, ctx.now()),
  )
  await append(tx, decision.event, ctx)
  return saved
}

const ACCOUNT = question<
  { _entities: readonly ({ readonly portalAccount: { readonly id: AccountId } | null } | null)[] },
  { contacts: readonly object[] }
>(
  'query accountOfContact($contacts: [_Any!]!) { _entities(representations: $contacts) { ... on Contact { portalAccount { id } } } }',
)

/** Whether a contact has a portal account, whoever sees it. */
async function isPortalUser(ctx: Context, id: ContactId): Promise<boolean> {
  const actor = { kind: 'service', company: ctx.company } as const
  const { requestId } = ctx
  const contacts = [{ __typename: 'Contact', id }]
  const { _entities: found } = await ctx.services.ask('accounts', ACCOUNT, { contacts }, { actor, requestId })
  return found.some((each) => each?.portalAccount != null)
}
