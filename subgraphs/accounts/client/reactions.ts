import type { ContactAssigned, ContactCreated } from '../../contacts/events.ts'
import { noteClient, replaceClients, saveClient, type ClientTold } from '../../kernel/clients.ts'
import { endLostViews } from '../client-view/commands.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'
import type { FullPart } from '../../kernel/full-read.ts'
import { readAccountOfContact, saveOwner } from '../portal-account/repository.ts'

/** An account's owner is always its contact's responsible agent (ACC-1). */
export const responsibleAgent: Reaction<ContactCreated | ContactAssigned> = {
  name: 'accounts.clients',
  source: 'contacts',
  types: ['contact.created', 'contact.assigned'],
  replayable: true,
  rebuild: {
    endpoint: 'responsibleAgents',
    async write(tx, part: FullPart<ClientTold>) {
      for (const { company, contactId, agentId } of await replaceClients(tx, part)) {
        if (agentId) await saveOwner(tx, company, contactId, agentId)
      }
    },
  },
  async react(tx, { company, type, data, by, at }) {
    const { contactId, responsibleAgentId: agent } = data
    if (type === 'contact.created' || !agent) return noteClient(tx, company, contactId, agent)
    await saveClient(tx, company, contactId, agent)
    await saveOwner(tx, company, contactId, agent)
    const account = await readAccountOfContact(tx, company, contactId)
    if (account) await endLostViews(tx, { company, by, at }, account.id)
  },
}
