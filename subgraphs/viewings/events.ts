import type { Fact } from '../kernel/events/event.ts'
import type { AgentId, ContactId, Id } from '../kernel/ids.ts'

/** Somebody asked to see a property; `persons` are the contact and the agent. */
export type ViewingRequested = Fact<
  'viewing.requested',
  { viewingId: Id<'viewing'>; propertyId: Id<'property'>; contactId: ContactId; agentId: AgentId }
>

export type ViewingEvent = ViewingRequested
