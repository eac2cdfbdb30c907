import { question } from '../../kernel/ask.ts'
import { holdResponsibleAgent, noteClient } from '../../kernel/clients.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId, type AccountId } from '../../kernel/ids.ts'
import { deleteDrafts, holdAddress } from '../activation/repository.ts'
import { readCompany } from '../company/repository.ts'
import { readPassword } from '../password/repository.ts'
import { isTemporary } from '../password/password.ts'
import { refuse } from '../refusals.ts'
import * as policy from './policy.ts'
import * as account from './portal-account.ts'
import { hasAccount, insertAccount, lockAccount } from './repository.ts'
import type { PortalAccountRow } from './tables.ts'

/** Gives a contact a portal account and mails a temporary password (ACC-1, ACC-2). */
export async function createAccount(
  ctx: Context,
  contactId: string,
  chosenEmail: string | null,
): Promise<PortalAccountRow> {
  policy.mayInvite(ctx.actor)
  const contact = await contactOf(ctx, contactId)
  if (await hasAccount(ctx.db, ctx.company, contact.id)) {
    throw refuse('PORTAL_USER_ALREADY_EXISTS', { path: ['input', 'contactId'] })
  }
  return openAccountFor(ctx, contact, account.emailFor(contact, chosenEmail))
}

/**
 * Makes a contact's account, active at once, and has a temporary password mailed (ACC-2). Whatever was begun to register its
 * address is over: its person has an account now, and staff nothing to decide.
 */
export function openAccountFor(ctx: Context, contact: account.ContactTold, email: string): Promise<PortalAccountRow> {
  return ctx.transact(async (tx) => {
    await holdAddress(tx, ctx.company, email)
    await deleteDrafts(tx, ctx.company, email)
    await noteClient(tx, ctx.company, contact.id, contact.responsibleAgent?.id ?? null)
    const agent = await holdResponsibleAgent(tx, ctx.company, contact.id)
    const owner = agent ?? (await readCompany(tx, ctx.company))!.administratorId
    const created = account.createForContact(ctx.company, newId('account'), contact, email, owner, ctx.now())
    const saved = await insertAccount(tx, created.account)
    await enqueueInvitation(tx, ctx, saved.id)
    await append(tx, created.event, ctx)
    return saved
  })
}

/** Mails a new temporary password in place of the one before (ACC-3). */
export async function resendInvitation(ctx: Context, accountId: string): Promise<PortalAccountRow> {
  policy.mayInvite(ctx.actor)
  const path = ['input', 'accountId']
  return ctx.transact(async (tx) => {
    const id = idOf('account', accountId)
    const found = id && (await lockAccount(tx, ctx.company, policy.sightOf(ctx.actor), id))
    if (!found || !account.isOpen(found)) throw refuse('NOT_FOUND', { noun: 'portal account', path })
    const password = await readPassword(tx, ctx.company, found.id)
    if (password && !isTemporary(password)) throw refuse('PASSWORD_ALREADY_CHOSEN', { path })
    await enqueueInvitation(tx, ctx, found.id)
    return found
  })
}

/** The password is made when the mail is sent, so the job is told the account, and when it was wanted. */
function enqueueInvitation(tx: Tx, ctx: Context, accountId: AccountId): Promise<void> {
  const askedAt = ctx.now().toISOString()
  return ctx.services.jobs.enqueue(tx, 'mailInvitation', { company: ctx.company, accountId, askedAt })
}

const CONTACT = question<{ contact: account.ContactTold | null }, { id: string }>(
  'query contactOfAccount($id: ID!) { contact(id: $id) { id firstName lastName emails language responsibleAgent { id } } }',
)

/** The contact, as far as the asker sees it. */
async function contactOf(ctx: Context, id: string): Promise<account.ContactTold> {
  const { contact } = await ctx.services.ask('contacts', CONTACT, { id }, ctx)
  if (!contact) throw refuse('NOT_FOUND', { noun: 'contact', path: ['input', 'contactId'] })
  return contact
}
