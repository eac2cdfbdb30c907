import type { Decision } from '../../kernel/events/event.ts'
import type { AccountId, AgentId, CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import type { AccountCreated, AccountDisabled, AccountEnabled } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { PortalAccountRow } from './tables.ts'

/** A contact as contacts tells of it: what an account takes over. */
export interface ContactTold {
  readonly id: ContactId
  readonly firstName: string
  readonly lastName: string
  readonly emails: readonly string[]
  readonly language: string
  readonly responsibleAgent: { readonly id: AgentId } | null
}

/** An account that staff make for a contact (route A, ACC-2): active at once. */
export function createForContact(
  company: CompanyId,
  id: AccountId,
  contact: ContactTold,
  email: string,
  ownerId: AgentId,
  now: Date,
): { account: PortalAccountRow; event: AccountCreated } {
  const { id: contactId, firstName, lastName, language } = contact
  return {
    account: {
      companyId: company,
      id,
      status: 'ACTIVE',
      email,
      firstName,
      lastName,
      phone: null,
      language,
      contactId,
      ownerId,
      verifiedAt: null,
      awaitingApprovalSince: null,
      disabledAt: null,
      termsVersion: 0,
      pictureId: null,
      via: 'STAFF',
      location: null,
      review: null,
      reviewerId: null,
      approvedAt: null,
      createdAt: now,
      version: 1,
      editedBy: null,
    },
    event: {
      type: 'account.created',
      version: 2,
      subject: id,
      persons: [ownerId, contactId, id],
      data: { accountId: id, contactId, ownerId, isActive: true, via: 'STAFF' },
    },
  }
}

/** The address an account is made with: the contact's only one, or the one of several that staff chose. */
export function emailFor({ emails }: Pick<ContactTold, 'emails'>, chosen: string | null): string {
  const [only, ...others] = emails
  if (only === undefined) throw refuse('CONTACT_HAS_NO_EMAIL', { path: ['input', 'contactId'] })
  const path = ['input', 'email']
  if (chosen === null) {
    if (others.length === 0) return only
    throw refuse('EMAIL_CHOICE_REQUIRED', { path, type: 'EmailChoiceRequired', emails })
  }
  const found = emails.find((email) => email.toLowerCase() === chosen.trim().toLowerCase())
  if (found === undefined) throw refuse('EMAIL_NOT_OF_CONTACT', { path })
  return found
}

/** Whether somebody can log in with this account now, once a password is theirs. */
export function isOpen({ status, disabledAt }: Pick<PortalAccountRow, 'status' | 'disabledAt'>): boolean {
  return status === 'ACTIVE' && disabledAt === null
}

/** An account that is some contact's, as every one is that is no draft. */
export type ActiveAccount = PortalAccountRow & { readonly contactId: ContactId; readonly ownerId: AgentId }

/** The account, if it is active; what staff do to accounts they cannot do to a draft. */
export function active(account: PortalAccountRow): ActiveAccount {
  if (account.status === 'ACTIVE') return account as ActiveAccount
  throw refuse('ACCOUNT_NOT_ACTIVE', { path: ['input', 'accountId'] })
}

/** Shuts an account (ACC-15); nothing happens to one that is shut. Whoever saves this ends its sessions with it. */
export function disable(account: ActiveAccount, now: Date): Decision<PortalAccountRow, AccountDisabled> | null {
  const { id: accountId, contactId, disabledAt, version } = account
  if (disabledAt) return null
  const told = { subject: accountId, persons: personsOf(account), data: { accountId, contactId } }
  return { change: { disabledAt: now, version: version + 1 }, event: { type: 'account.disabled', ...told } }
}

/** Opens an account that was shut: its person may log in again; their old sessions stay ended. */
export function enable(account: ActiveAccount): Decision<PortalAccountRow, AccountEnabled> | null {
  const { id: accountId, contactId, disabledAt, version } = account
  if (!disabledAt) return null
  const told = { subject: accountId, persons: personsOf(account), data: { accountId, contactId } }
  return { change: { disabledAt: null, version: version + 1 }, event: { type: 'account.enabled', ...told } }
}

/** Whom it concerns what happens to an account. */
export function personsOf({ id, contactId, ownerId }: ActiveAccount): Id<string>[] {
  return [id, contactId, ownerId]
}
