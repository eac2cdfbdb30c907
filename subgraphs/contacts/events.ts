import type { Fact } from '../kernel/events/event.ts'
import type { AgentId, ContactId } from '../kernel/ids.ts'

/** A contact came to be known; `persons` is its responsible agent. */
export type ContactCreated = Fact<'contact.created', { contactId: ContactId; responsibleAgentId: AgentId | null }>

/** A contact got another responsible agent; `persons` are the new one and the one before. */
export type ContactAssigned = Fact<'contact.assigned', { contactId: ContactId; responsibleAgentId: AgentId }>

/** Staff have looked at a lead that registered by itself; `persons` are the lead and its responsible agent. */
export type ContactReviewed = Fact<
  'contact.reviewed',
  { contactId: ContactId; decision: 'ACCEPTED' | 'MERGED' | 'REJECTED' | 'SPAM'; by: AgentId }
>

/**
 * A contact has become a part of another one, under whose id it is found from then on: all that hangs on it follows, in
 * each subgraph. `persons` are both, and their responsible agents.
 */
export type ContactMerged = Fact<'contact.merged', { contactId: ContactId; intoContactId: ContactId }>

export type ContactEvent = ContactCreated | ContactAssigned | ContactReviewed | ContactMerged
