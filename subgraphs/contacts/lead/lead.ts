import type { AccountId, AgentId, CompanyId, ContactId } from '../../kernel/ids.ts'
import * as contact from '../contact/contact.ts'

/** What accounts says of somebody who has registered and is not known, or may be one of several (ACC-8). */
export interface NewLead {
  readonly accountId: AccountId
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly language: string
  readonly phone?: string | null
  /** The company's administrator. */
  readonly responsibleAgentId: AgentId
  /** Whom the address stands for already. */
  readonly candidateIds: readonly ContactId[]
}

/** A lead of somebody who registered: nobody writes to them until staff have looked (CON-4). */
export function register(
  company: CompanyId,
  id: ContactId,
  { accountId, email, phone, candidateIds, ...names }: NewLead,
  now: Date,
): contact.CreatedContact {
  const created = contact.create(company, id, { ...names, emails: [email], phones: phone ? [phone] : [] }, now)
  return {
    ...created,
    contact: {
      ...created.contact,
      kind: 'LEAD',
      source: 'REGISTRATION',
      registeredAccountId: accountId,
      doNotContactSince: now,
      doNotContactReason: 'SELF_REGISTRATION',
      reviewState: 'PENDING',
      candidateIds: [...candidateIds],
    },
  }
}
