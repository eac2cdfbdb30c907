import type { AccountId, AgentId, CompanyId, ContactId } from '../../kernel/ids.ts'
import type { AccountCreated } from '../events.ts'
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
