import type { Fact } from '../kernel/events/event.ts'
import type { AgentId, ContactId, Id } from '../kernel/ids.ts'

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

/** Which note, about whom; what it says is nobody's business but staff's. */
interface NoteFact {
  readonly contactNoteId: Id<'contact_note'>
  readonly contactId: ContactId
}

/** Staff wrote something down about a contact; `persons` of this and the next two is its responsible agent alone. */
export type ContactNoteAdded = Fact<'contact.note_added', NoteFact>

/** A note says something else. */
export type ContactNoteEdited = Fact<'contact.note_edited', NoteFact>

/** A note is gone. */
export type ContactNoteDeleted = Fact<'contact.note_deleted', NoteFact>

export type ContactNoteEvent = ContactNoteAdded | ContactNoteEdited | ContactNoteDeleted

export type ContactEvent = ContactCreated | ContactAssigned | ContactReviewed | ContactMerged | ContactNoteEvent
