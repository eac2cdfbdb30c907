import type { ContactAssigned, ContactCreated } from '../../contacts/events.ts'
import { noteClient, saveClient } from '../../kernel/clients.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'

/** An agent sees the tickets of the contacts they are responsible for: that is kept here. */
const responsibility: Reaction<ContactCreated | ContactAssigned> = {
  name: 'tickets.clients',
  source: 'contacts',
  types: ['contact.created', 'contact.assigned'],
  async react(tx, { company, type, data }) {
    const { contactId, responsibleAgentId: agent } = data
    if (type === 'contact.created' || !agent) return noteClient(tx, company, contactId, agent)
    await saveClient(tx, company, contactId, agent)
  },
}

export const reactions = [responsibility]
