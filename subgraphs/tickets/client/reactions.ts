import type { ContactAssigned, ContactCreated } from '../../contacts/events.ts'
import { noteClient, replaceClients, saveClient, type ClientTold } from '../../kernel/clients.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'
import type { FullPart } from '../../kernel/full-read.ts'

/** An agent sees the tickets of the contacts they are responsible for: that is kept here. */
const responsibility: Reaction<ContactCreated | ContactAssigned> = {
  name: 'tickets.clients',
  source: 'contacts',
  types: ['contact.created', 'contact.assigned'],
  replayable: true,
  rebuild: {
    endpoint: 'responsibleAgents',
    write: async (tx, part: FullPart<ClientTold>) => void (await replaceClients(tx, part)),
  },
  async react(tx, { company, type, data }) {
    const { contactId, responsibleAgentId: agent } = data
    if (type === 'contact.created' || !agent) return noteClient(tx, company, contactId, agent)
    await saveClient(tx, company, contactId, agent)
  },
}

export const reactions = [responsibility]
