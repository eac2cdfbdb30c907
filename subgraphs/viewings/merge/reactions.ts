import type { ContactMerged } from '../../contacts/events.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'
import { lookAgainAt } from './merge.ts'

/**
 * What hangs on a contact that has become a part of another follows it (CON-4). It is looked at once more when no token
 * can name the former contact any longer: what a client did with one meanwhile follows then.
 */
const merges: Reaction<ContactMerged> = {
  name: 'viewings.merges',
  source: 'contacts',
  types: ['contact.merged'],
  async react(tx, { company, data }, { jobs, now }) {
    await jobs.enqueue(tx, 'followMerge', { company, ...data })
    await jobs.enqueue(tx, 'followMerge', { company, ...data }, { at: lookAgainAt(now()) })
  },
}

export const reactions = [merges]
