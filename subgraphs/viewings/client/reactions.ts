import { noteClient, replaceClients, saveClient, type ClientTold } from '../../kernel/clients.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'
import type { FullPart } from '../../kernel/full-read.ts'
import type { ContactAssigned, ContactCreated } from '../../contacts/events.ts'
import { handOverRequests } from '../viewing/repository.ts'

/** A new contact's deals and viewings are seen by its responsible agent; once it is assigned, by the new one. */
const responsibleAgents: Reaction<ContactCreated | ContactAssigned> = {
  name: 'viewings.clients',
  source: 'contacts',
  types: ['contact.created', 'contact.assigned'],
  replayable: true,
  rebuild: {
    endpoint: 'responsibleAgents',
    async write(tx, part: FullPart<ClientTold>) {
      for (const { company, contactId, agentId } of await replaceClients(tx, part)) {
        if (agentId) await handOverRequests(tx, company, contactId, agentId)
      }
    },
  },
  async react(tx, { company, type, data }) {
    const { contactId, responsibleAgentId: agent } = data
    if (type === 'contact.created' || !agent) return noteClient(tx, company, contactId, agent)
    await saveClient(tx, company, contactId, agent)
    // What is agreed on stays with the agent who has the time for it in their calendar.
    await handOverRequests(tx, company, contactId, agent)
  },
}

export const reactions = [responsibleAgents]
