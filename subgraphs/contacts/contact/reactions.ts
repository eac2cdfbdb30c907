import type { FullKey, FullPart } from '../../kernel/full-read.ts'
import { newId } from '../../kernel/ids.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'
import type { TicketSubmitted } from '../../tickets/events.ts'
import type { ViewingRequested } from '../../viewings/events.ts'
import * as activity from '../activity/activity.ts'
import { recordActivity } from '../activity/repository.ts'
import { markRequester, replaceRequesters } from './repository.ts'

const viewingRequested: Reaction<ViewingRequested> = {
  name: 'contacts.viewings',
  source: 'viewings',
  types: ['viewing.requested'],
  react: (tx, event) =>
    recordActivity(
      tx,
      activity.ofEvent(newId('activity'), event, event.data.contactId, 'VIEWING_REQUESTED', event.data.viewingId),
    ),
}

/** Who ever opened a ticket is what SUPPORT may read. */
const requesters: Reaction<TicketSubmitted> = {
  name: 'contacts.requesters',
  source: 'tickets',
  types: ['ticket.submitted'],
  replayable: true,
  rebuild: { endpoint: 'requesters', write: (tx, part: FullPart<FullKey>) => replaceRequesters(tx, part) },
  async react(tx, { company, data: { contactId } }) {
    if (contactId) await markRequester(tx, company, contactId)
  },
}

const ticketSubmitted: Reaction<TicketSubmitted> = {
  name: 'contacts.tickets',
  source: 'tickets',
  types: ['ticket.submitted'],
  async react(tx, event) {
    const { contactId, ticketId } = event.data
    if (contactId) {
      await recordActivity(tx, activity.ofEvent(newId('activity'), event, contactId, 'TICKET_OPENED', ticketId))
    }
  },
}

export const reactions = [viewingRequested, requesters, ticketSubmitted]
