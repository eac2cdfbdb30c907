import { newId } from '../../kernel/ids.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'
import { appendAs } from '../../kernel/events/append.ts'
import type { AccountCreated } from '../../accounts/events.ts'
import type { TicketSubmitted } from '../../tickets/events.ts'
import type { ViewingRequested } from '../../viewings/events.ts'
import * as activity from '../activity/activity.ts'
import { recordActivity } from '../activity/repository.ts'
import * as contact from './contact.ts'
import { lockContact, markRequester, saveContact, savePortalUser } from './repository.ts'

/** A contact with a portal account is marked as portal user and, without an agent, gets the account's owner (ACC-4). */
const accountCreated: Reaction<AccountCreated> = {
  name: 'contacts.portal-users',
  source: 'accounts',
  types: ['account.created'],
  async react(tx, event, services) {
    const { company, data } = event
    const found = await lockContact(tx, company, { see: 'all' }, data.contactId)
    if (!found) return
    await savePortalUser(tx, company, data.contactId, data.accountId, data.isActive)
    await recordActivity(
      tx,
      activity.ofEvent(newId('activity'), event, data.contactId, 'ACCOUNT_CREATED', data.accountId),
    )
    const assigned = found.responsibleAgentId ? null : contact.assign(found, data.ownerId)
    if (!assigned) return
    const at = services.now()
    await saveContact(tx, company, found.id, assigned.change)
    await recordActivity(tx, activity.ofChange(newId('activity'), company, found.id, 'CONTACT_ASSIGNED', null, at))
    await appendAs(tx, assigned.event, { company, by: null, at })
  },
}

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

const ticketSubmitted: Reaction<TicketSubmitted> = {
  name: 'contacts.tickets',
  source: 'tickets',
  types: ['ticket.submitted'],
  async react(tx, event) {
    const { contactId, ticketId } = event.data
    if (!contactId) return
    await markRequester(tx, event.company, contactId)
    await recordActivity(tx, activity.ofEvent(newId('activity'), event, contactId, 'TICKET_OPENED', ticketId))
  },
}

export const reactions = [accountCreated, viewingRequested, ticketSubmitted]
