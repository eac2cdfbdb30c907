import type { Staff } from '../../kernel/actor.ts'
import { question } from '../../kernel/ask.ts'
import type { Context } from '../../kernel/context.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { openServiceContext } from '../../kernel/open-context.ts'
import type { ContactFound } from '../activation/activation.ts'
import { openAccountFor } from '../portal-account/commands.ts'
import { mayInvite } from '../portal-account/policy.ts'
import { hasAccount, readAccountOfEmail } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { refuse } from '../refusals.ts'
import * as access from './password-access.ts'
import * as policy from './policy.ts'

/**
 * Staff give somebody access by a password who has no account: the contact of that address whom they see, or a new one of
 * the asker's, gets one as if staff had invited them (ACC-23).
 */
export async function givePasswordAccess(ctx: Context, given: access.AccessPerson): Promise<PortalAccountRow> {
  const maker = mayInvite(ctx.actor)
  const person = access.check(given)
  const { email, language, ...names } = person
  const path = ['input', 'email']
  const only = access.onlyOf(await contactsSeen(ctx, maker, email))
  if (only && (await hasAccount(ctx.db, ctx.company, only.id))) throw refuse('PORTAL_USER_ALREADY_EXISTS', { path })
  if (await readAccountOfEmail(ctx.db, ctx.company, email)) throw refuse('EMAIL_IN_USE', { path })
  const id = only?.id ?? (await newContact(ctx, person))
  const agentId = only ? only.responsibleAgentId : maker.agent
  const contact = { id, ...names, language, emails: [email], responsibleAgent: agentId && { id: agentId } }
  return openAccountFor(ctx, contact, email)
}

/** The contacts of an address that a member of staff sees: of a colleague's, an agent is not even told that there are any. */
export async function contactsSeen(ctx: Context, by: Staff, email: string): Promise<ContactFound[]> {
  const own = openServiceContext(ctx.services, ctx.company)
  const { contactsOfAddress } = await ctx.services.ask('contacts', CONTACTS, { email }, own)
  return contactsOfAddress.filter((contact) => policy.seesContact(by, contact))
}

async function newContact(ctx: Context, { email, ...person }: access.AccessPerson): Promise<ContactId> {
  const input = { ...person, emails: [email] }
  const { contactCreate } = await ctx.services.ask('contacts', CONTACT, { input }, ctx)
  if (contactCreate.contact) return contactCreate.contact.id
  throw new Error(`No contact was made: ${contactCreate.userErrors.map(({ code }) => code).join()}.`)
}

const CONTACTS = question<{ contactsOfAddress: readonly ContactFound[] }, { email: string }>(
  'query contactsOfAccess($email: String!) { contactsOfAddress(email: $email) { id responsibleAgentId isShut } }',
)
const CONTACT = question<
  { contactCreate: { contact: { id: ContactId } | null; userErrors: readonly { readonly code: string }[] } },
  { input: object }
>(
  'mutation contactOfAccess($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } userErrors { code } } }',
)
