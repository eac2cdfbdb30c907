import type { Fact } from '../kernel/events/event.ts'
import type { AccountId, AgentId, CompanyId, ContactId, SessionId } from '../kernel/ids.ts'

/** A company came to be, with its first administrator; `persons` is that agent. */
export type CompanyFounded = Fact<'company.founded', { companyId: CompanyId; administratorId: AgentId }>

/** Somebody became a member of staff; `persons` is the agent. */
export type AgentJoined = Fact<'agent.joined', { agentId: AgentId; role: 'ADMIN' | 'AGENT' | 'SUPPORT' }>

/** A contact got a portal account; `persons` are its owner, the contact and the account. */
export type AccountCreated = Fact<
  'account.created',
  { accountId: AccountId; contactId: ContactId; ownerId: AgentId; isActive: boolean }
>

/**
 * A session will not be refreshed any more: its person logged out or ended it, changed the password elsewhere, or one of
 * its refresh tokens came back. `persons` is the person.
 */
export type SessionEnded = Fact<'session.ended', { sessionId: SessionId; personId: AgentId | AccountId }>

export type AccountEvent = CompanyFounded | AgentJoined | AccountCreated | SessionEnded
