import type { ContactAssigned, ContactCreated } from '../../contacts/events.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'
import { saveResponsibleAgent } from './repository.ts'

/** An agent sees the tickets of the contacts they are responsible for: that is kept here. */
const responsibility: Reaction<ContactCreated | ContactAssigned> = {
  name: 'tickets.clients',
  source: 'contacts',
  types: ['contact.created', 'contact.assigned'],
  react: (tx, { company, data }) => saveResponsibleAgent(tx, company, data.contactId, data.responsibleAgentId),
}

export const reactions = [responsibility]
