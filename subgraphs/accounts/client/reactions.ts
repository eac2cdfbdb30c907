import type { ContactAssigned, ContactCreated } from '../../contacts/events.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'
import { saveOwner } from '../portal-account/repository.ts'
import { saveClient } from './repository.ts'

/** An account's owner is always its contact's responsible agent (ACC-1). */
const responsibleAgent: Reaction<ContactCreated | ContactAssigned> = {
  name: 'accounts.clients',
  source: 'contacts',
  types: ['contact.created', 'contact.assigned'],
  async react(tx, { company, data: { contactId, responsibleAgentId } }) {
    await saveClient(tx, company, contactId, responsibleAgentId)
    if (responsibleAgentId) await saveOwner(tx, company, contactId, responsibleAgentId)
  },
}

export const reactions = [responsibleAgent]
