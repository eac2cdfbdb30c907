import type { ContactMerged } from '../../contacts/events.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'
import { lookAgainAt } from './merge.ts'
import { moveTickets } from './repository.ts'

/**
 * The tickets of a contact that has become a part of another are that one's (CON-4). It is looked at once more when no token
 * can name the former contact any longer: what a client asked with one meanwhile follows then.
 */
const merges: Reaction<ContactMerged> = {
  name: 'tickets.merges',
  source: 'contacts',
  types: ['contact.merged'],
  async react(tx, { company, data }, { jobs, now }) {
    await moveTickets(tx, company, data.contactId, data.intoContactId)
    await jobs.enqueue(tx, 'followMerge', { company, ...data }, { at: lookAgainAt(now()) })
  },
}

export const reactions = [merges]
