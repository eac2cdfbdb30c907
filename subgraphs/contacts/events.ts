import type { Fact } from '../kernel/events/event.ts'
import type { AgentId, ContactId } from '../kernel/ids.ts'

/** A contact came to be known; `persons` is its responsible agent. */
export type ContactCreated = Fact<'contact.created', { contactId: ContactId; responsibleAgentId: AgentId | null }>

/** A contact got another responsible agent; `persons` are the new one and the one before. */
export type ContactAssigned = Fact<'contact.assigned', { contactId: ContactId; responsibleAgentId: AgentId }>

export type ContactEvent = ContactCreated | ContactAssigned
