import { isUnanswered, question } from '../../kernel/ask.ts'
import { holdResponsibleAgent, noteClient } from '../../kernel/clients.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { Refusal } from '../../kernel/errors.ts'
import { append, appendAs } from '../../kernel/events/append.ts'
import { newId, type AccountId, type AgentId, type CompanyId, type ContactId } from '../../kernel/ids.ts'
import { openServiceContext } from '../../kernel/open-context.ts'
import type { Services } from '../../kernel/services.ts'
import { readAgent } from '../agent/repository.ts'
import { readCompany } from '../company/repository.ts'
import type { AccountWay } from '../events.ts'
import * as account from '../portal-account/portal-account.ts'
import {
  insertAccount,
  lockAccount,
  readAccount,
  readAccountOfContact,
  readAccountOfEmail,
  saveAccount,
} from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import * as activation from './activation.ts'
import { deleteDrafts, holdAddress, readVerifiedDraft } from './repository.ts'

/** Who has shown that an address is theirs, and how they came. */
export interface Verified extends activation.NewPerson {
  readonly company: CompanyId
  readonly via: AccountWay
}

/**
 * The account of somebody whose address another way has verified, such as single sign-on: the one there is, or a new one
 * that is settled at once (ACC-8). It is a draft still where staff must look at it first.
 */
export async function activateVerified(ctx: Context, { company, via, ...person }: Verified): Promise<PortalAccountRow> {
  const { services } = ctx
  const known = await readAccountOfEmail(ctx.db, company, person.email)
  if (known) return known
  const drafted = await ctx.transact(async (tx) => {
    await holdAddress(tx, company, person.email)
    const { email } = person
    const meanwhile = (await readAccountOfEmail(tx, company, email)) ?? (await readVerifiedDraft(tx, company, email))
    if (meanwhile) return meanwhile
    await deleteDrafts(tx, company, email)
    return verifyDraft(services, tx, await insertDraft(services, tx, company, person, via), false)
  })
  return (await activate(services, company, drafted.id)) ?? drafted
}

/** Makes a draft, which is forgotten in time if nothing becomes of it (ACC-10). */
export async function insertDraft(
  services: Services,
  tx: Tx,
  company: CompanyId,
  person: activation.NewPerson,
  via: AccountWay,
): Promise<PortalAccountRow> {
  const now = services.now()
  const made = activation.draft(company, newId('account'), person, via, now)
  const saved = await insertAccount(tx, made.account)
  await appendAs(tx, made.event, { company, by: null, at: now })
  await forgetInTime(services, tx, saved)
  return saved
}

/**
 * Marks a draft as verified, in the transaction that proved it, and has it settled: by a job, so that it is done whatever
 * becomes of this process. Who waits for the outcome calls `activate` after the commit.
 */
export async function verifyDraft(
  services: Services,
  tx: Tx,
  draft: PortalAccountRow,
  isModerated: boolean,
): Promise<PortalAccountRow> {
  const { companyId, id } = draft
  const saved = await saveAccount(tx, companyId, id, activation.verify(isModerated, services.now()))
  await forgetInTime(services, tx, saved)
  await settle(services, tx, saved)
  return saved
}

/** Has a draft settled after the commit. */
export async function settle(services: Services, tx: Tx, { companyId, id }: PortalAccountRow): Promise<void> {
  await services.jobs.enqueue(tx, 'activateAccount', { company: companyId, accountId: id }, { key: `activate:${id}` })
}

/**
 * Settles a verified draft, as far as that needs nobody's say: it becomes the account of the contact whose address it is
 * or of a new lead, or gets who is to look at it (ACC-8, ACC-24). Once more has no effect. Null where it is no more.
 */
export async function activate(
  services: Services,
  company: CompanyId,
  accountId: AccountId,
): Promise<PortalAccountRow | null> {
  const ctx = openServiceContext(services, company)
  const draft = await readAccount(ctx.db, company, accountId)
  if (!draft || !activation.isDue(draft)) return draft
  const { contactsOfAddress: contacts } = await services.ask('contacts', CONTACTS, { email: draft.email }, ctx)
  const finding = activation.find(contacts, await ownerAlready(ctx, draft, contacts))
  if (draft.awaitingApprovalSince || finding.is === 'TAKEN') return handOver(ctx, draft, finding)
  const contact = finding.is === 'CONTACT' ? finding.contact : await leadOf(ctx, draft, finding.candidateIds)
  try {
    return await ctx.transact((tx) => open(ctx, tx, draft.id, contact))
  } catch (error) {
    // The contact or the address got an account meanwhile, which is found now.
    if (error instanceof Refusal && takes.has(error.code)) return activate(services, company, accountId)
    throw error
  }
}

/**
 * Settles a verified draft at once for whoever waits for it, if the others it takes answer now; else its job does it later,
 * and null is given: what was proved is kept, and nobody is told that it went wrong.
 */
export async function activateNow(
  services: Services,
  company: CompanyId,
  accountId: AccountId,
): Promise<PortalAccountRow | null> {
  try {
    return await activate(services, company, accountId)
  } catch (error) {
    if (isUnanswered(error)) return null
    throw error
  }
}

/** A contact's name (CON-1). */
const LONGEST_NAME = 100

const takes: ReadonlySet<string> = new Set(['PORTAL_USER_ALREADY_EXISTS', 'EMAIL_IN_USE'])

/** Who owns the account that the address or its only contact has already; undefined for none. */
async function ownerAlready(
  ctx: Context,
  { email }: PortalAccountRow,
  contacts: readonly activation.ContactFound[],
): Promise<AgentId | null | undefined> {
  const [only, ...others] = contacts
  const ofEmail = await readAccountOfEmail(ctx.db, ctx.company, email)
  if (ofEmail || !only || others.length > 0) return ofEmail?.ownerId
  return (await readAccountOfContact(ctx.db, ctx.company, only.id))?.ownerId
}

/** Gives a draft to the member of staff who is to look at it, and tells them by mail; its person, too, the first time. */
async function handOver(
  ctx: Context,
  { id }: PortalAccountRow,
  finding: activation.Finding,
): Promise<PortalAccountRow | null> {
  return ctx.transact(async (tx) => {
    const draft = await lockAccount(tx, ctx.company, { see: 'all' }, id)
    if (!draft || !activation.isDue(draft)) return draft
    const { administratorId } = (await readCompany(tx, ctx.company))!
    const reviewer = await readAgent(tx, ctx.company, activation.reviewerOf(finding, administratorId))
    const reviewerId = reviewer && !reviewer.leftAt ? reviewer.id : administratorId
    const review = draft.awaitingApprovalSince ? null : ('ALREADY_HAS_ACCOUNT' as const)
    const told = { company: ctx.company, accountId: id }
    await ctx.services.jobs.enqueue(tx, 'mailReviewer', told)
    if (!draft.approvedAt) await ctx.services.jobs.enqueue(tx, 'mailApplicant', told)
    return saveAccount(tx, ctx.company, id, { reviewerId, review })
  })
}

async function open(
  ctx: Context,
  tx: Tx,
  id: AccountId,
  contact: activation.ContactFound,
): Promise<PortalAccountRow | null> {
  await noteClient(tx, ctx.company, contact.id, contact.responsibleAgentId)
  const agent = await holdResponsibleAgent(tx, ctx.company, contact.id)
  const draft = await lockAccount(tx, ctx.company, { see: 'all' }, id)
  if (!draft || !activation.isDue(draft)) return draft
  const owner = agent ?? (await readCompany(tx, ctx.company))!.administratorId
  const { change, event } = activation.open(draft, contact.id, owner)
  const made = await saveAccount(tx, ctx.company, id, change)
  await append(tx, event, ctx)
  const saved = contact.isShut ? await shut(ctx, tx, made) : made
  await ctx.services.jobs.cancel(tx, expiryKey(id))
  const told = { company: ctx.company, accountId: id }
  await ctx.services.jobs.enqueue(tx, 'registerWatch', told)
  if (saved.approvedAt) await ctx.services.jobs.enqueue(tx, 'mailApproval', told)
  return saved
}

/** Whom staff wanted nothing of before their account was open does not come in with it (CON-4). */
async function shut(ctx: Context, tx: Tx, made: PortalAccountRow): Promise<PortalAccountRow> {
  const decision = account.disable(account.active(made), ctx.now())
  if (!decision) return made
  await append(tx, decision.event, ctx)
  return saveAccount(tx, ctx.company, made.id, decision.change)
}

/** A lead for somebody whom no contact is known to be, or several (ACC-8). */
async function leadOf(
  ctx: Context,
  { id: accountId, firstName, lastName, email, language }: PortalAccountRow,
  candidateIds: readonly ContactId[],
): Promise<activation.ContactFound> {
  const { administratorId: responsibleAgentId } = (await readCompany(ctx.db, ctx.company))!
  // Who comes by single sign-on or a request for support may have told no name, and a contact needs one.
  const name =
    firstName || lastName ? { firstName, lastName } : { firstName: '', lastName: email.slice(0, LONGEST_NAME) }
  const input = { accountId, ...name, email, language, candidateIds, responsibleAgentId }
  const { leadRegister } = await ctx.services.ask('contacts', LEAD, { input }, ctx)
  if (leadRegister.contact) return leadRegister.contact
  throw new Error(`No lead was registered: ${leadRegister.userErrors.map(({ code }) => code).join()}.`)
}

/** Its key is the draft's: verified, it has its whole time anew. */
async function forgetInTime(services: Services, tx: Tx, draft: PortalAccountRow): Promise<void> {
  const { companyId, id } = draft
  const payload = { company: companyId, accountId: id }
  const timed = { at: activation.expiryOf(draft), key: expiryKey(id) }
  await services.jobs.enqueue(tx, 'forgetDraft', payload, timed)
}

const expiryKey = (id: AccountId) => `draft:${id}`

const CONTACTS = question<{ contactsOfAddress: readonly activation.ContactFound[] }, { email: string }>(
  'query contactsOfAccount($email: String!) { contactsOfAddress(email: $email) { id responsibleAgentId isShut } }',
)
const LEAD = question<
  {
    leadRegister: {
      contact: activation.ContactFound | null
      userErrors: readonly { readonly code: string }[]
    }
  },
  { input: object }
>(
  'mutation leadOfAccount($input: LeadRegisterInput!) { leadRegister(input: $input) { contact { id responsibleAgentId isShut } userErrors { code } } }',
)
