import type { ContactAssigned, ContactCreated } from '../../contacts/events.ts'
import { noteClient, saveClient } from '../../kernel/clients.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'
import { saveOwner } from '../portal-account/repository.ts'

/** An account's owner is always its contact's responsible agent (ACC-1). */
const responsibleAgent: Reaction<ContactCreated | ContactAssigned> = {
  name: 'accounts.clients',
  source: 'contacts',
  types: ['contact.created', 'contact.assigned'],
  async react(tx, { company, type, data }) {
    const { contactId, responsibleAgentId: agent } = data
    if (type === 'contact.created' || !agent) return noteClient(tx, company, contactId, agent)
    await saveClient(tx, company, contactId, agent)
    await saveOwner(tx, company, contactId, agent)
  },
}

export const reactions = [responsibleAgent]
