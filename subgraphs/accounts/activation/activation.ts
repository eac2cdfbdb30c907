import type { AccountId, AgentId, CompanyId, ContactId } from '../../kernel/ids.ts'
import type { Decision } from '../../kernel/events/event.ts'
import type { AccountCreated, AccountDrafted, AccountWay } from '../events.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'

/** Whom an account shall be of, before any contact is known to be. */
export interface NewPerson {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly language: string
  readonly location: string | null
}

/** A contact as contacts tells of it to accounts. */
export interface ContactFound {
  readonly id: ContactId
  readonly responsibleAgentId: AgentId | null
  /** Whether staff rejected it as a lead, or called it spam, and have not accepted it since. */
  readonly isShut: boolean
}

/** Whose a verified address is among the company's contacts (ACC-8). */
export type Finding =
  | { readonly is: 'CONTACT'; readonly contact: ContactFound }
  | { readonly is: 'TAKEN'; readonly ownerId: AgentId | null }
  | { readonly is: 'NEW'; readonly candidateIds: readonly ContactId[] }

const DRAFT_DAYS = 30

/** An account of nobody yet, with which nobody can log in (ACC-7). */
export function draft(
  company: CompanyId,
  id: AccountId,
  person: NewPerson,
  via: AccountWay,
  now: Date,
): { account: PortalAccountRow; event: AccountDrafted } {
  return {
    account: {
      companyId: company,
      id,
      status: 'DRAFT',
      ...person,
      phone: null,
      contactId: null,
      ownerId: null,
      verifiedAt: null,
      awaitingApprovalSince: null,
      disabledAt: null,
      termsVersion: 0,
      pictureId: null,
      via,
      review: null,
      reviewerId: null,
      approvedAt: null,
      createdAt: now,
      version: 1,
      editedBy: null,
    },
    event: { type: 'account.drafted', subject: id, persons: [id], data: { accountId: id } },
  }
}

/** It was shown that the draft's person reads its address; where staff have the last word, it waits for them (ACC-24). */
export function verify(isModerated: boolean, now: Date): Partial<PortalAccountRow> {
  return { verifiedAt: now, awaitingApprovalSince: isModerated ? now : null }
}

/** When a draft that has become nothing is forgotten; waiting for staff begins with the verification (ACC-10). */
export function expiryOf({ verifiedAt, createdAt }: Pick<PortalAccountRow, 'verifiedAt' | 'createdAt'>): Date {
  return new Date((verifiedAt ?? createdAt).getTime() + DRAFT_DAYS * 86_400_000)
}

/** Whether a draft's time is over. */
export function isOver(draft: Pick<PortalAccountRow, 'status' | 'verifiedAt' | 'createdAt'>, now: Date): boolean {
  return draft.status === 'DRAFT' && expiryOf(draft) <= now
}

/** Whether it waits for staff to decide. */
export function isWaiting({ status, awaitingApprovalSince, review }: PortalAccountRow): boolean {
  return status === 'DRAFT' && (awaitingApprovalSince !== null || review !== null)
}

/** Whether there is something to do for a draft without anybody's say: to make it somebody's, or to find who has a say. */
export function isDue(draft: PortalAccountRow): boolean {
  if (draft.status !== 'DRAFT' || draft.verifiedAt === null) return false
  return draft.reviewerId === null
}

/**
 * Whose the address is. `owner` is who owns the account that the address or its only contact has already; undefined where
 * neither has one.
 */
export function find(contacts: readonly ContactFound[], owner: AgentId | null | undefined): Finding {
  if (owner !== undefined) return { is: 'TAKEN', ownerId: owner }
  const [only, ...others] = contacts
  return only && others.length === 0
    ? { is: 'CONTACT', contact: only }
    : { is: 'NEW', candidateIds: contacts.map(({ id }) => id) }
}

/** Who is to look at a draft that waits: whose contact it most likely is, else the administrator. */
export function reviewerOf(finding: Finding, administrator: AgentId): AgentId {
  if (finding.is === 'TAKEN') return finding.ownerId ?? administrator
  return (finding.is === 'CONTACT' && finding.contact.responsibleAgentId) || administrator
}

/** Makes a draft the account of a contact, whose owner is the contact's responsible agent (ACC-1). */
export function open(
  draft: PortalAccountRow,
  contactId: ContactId,
  ownerId: AgentId,
): Decision<PortalAccountRow, AccountCreated> {
  const { id, via } = draft
  return {
    change: { status: 'ACTIVE', contactId, ownerId, reviewerId: null, version: draft.version + 1 },
    event: {
      type: 'account.created',
      version: 2,
      subject: id,
      persons: [ownerId, contactId, id],
      data: { accountId: id, contactId, ownerId, isActive: true, via },
    },
  }
}
