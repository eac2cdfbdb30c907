import type { FullKey, FullPart } from '../../kernel/full-read.ts'
import { newId, type AccountId, type CompanyId, type ContactId } from '../../kernel/ids.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'
import { appendAs } from '../../kernel/events/append.ts'
import type { AccountCreated } from '../../accounts/events.ts'
import type { TicketSubmitted } from '../../tickets/events.ts'
import type { ViewingRequested } from '../../viewings/events.ts'
import * as activity from '../activity/activity.ts'
import { recordActivity } from '../activity/repository.ts'
import * as contact from './contact.ts'
import {
  lockContact,
  markRequester,
  removePortalUsers,
  replaceRequesters,
  saveContact,
  savePortalUser,
} from './repository.ts'

/** What accounts tells of a contact that has a portal account. */
interface PortalUserTold {
  readonly company: CompanyId
  readonly contactId: ContactId
  readonly accountId: AccountId
  readonly isActive: boolean
}

/** A contact with a portal account is marked as portal user (ACC-4). */
const portalUsers: Reaction<AccountCreated> = {
  name: 'contacts.portal-users',
  source: 'accounts',
  types: ['account.created'],
  replayable: true,
  rebuild: {
    endpoint: 'portalUsers',
    async write(tx, part: FullPart<PortalUserTold>) {
      await removePortalUsers(tx, part)
      for (const { company, contactId, accountId, isActive } of part.rows) {
        await savePortalUser(tx, company, contactId, accountId, isActive)
      }
    },
  },
  react: (tx, { company, data }) => savePortalUser(tx, company, data.contactId, data.accountId, data.isActive),
}

/** A contact that gets a portal account and has no agent gets the account's owner (ACC-4). */
const accountCreated: Reaction<AccountCreated> = {
  name: 'contacts.accounts',
  source: 'accounts',
  types: ['account.created'],
  async react(tx, event, services) {
    const { company, data } = event
    const found = await lockContact(tx, company, { see: 'all' }, data.contactId)
    if (!found) return
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

export const reactions = [portalUsers, accountCreated, viewingRequested, requesters, ticketSubmitted]
