import type { Fact } from '../kernel/events/event.ts'
import type { AccountId, AgentId, ContactId } from '../kernel/ids.ts'

/** A contact got a portal account; `persons` are its owner, the contact and the account. */
export type AccountCreated = Fact<
  'account.created',
  { accountId: AccountId; contactId: ContactId; ownerId: AgentId; isActive: boolean }
>

export type AccountEvent = AccountCreated
