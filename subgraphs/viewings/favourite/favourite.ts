import type { Client } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/ids.ts'
import type { FavouriteAdded, FavouriteRemoved } from '../events.ts'
import type { FavouriteRow } from './tables.ts'

/**
 * A property that a client keeps at hand (VIE-4). It is the account's, and remembers whose account that was: so staff who
 * see the contact see it without accounts being asked for each. An account that is given to another contact takes it along.
 */
export function add(
  { company, account, contact }: Client,
  id: Id<'favourite'>,
  propertyId: Id<'property'>,
  now: Date,
): FavouriteRow {
  return { companyId: company, id, accountId: account, contactId: contact, propertyId, createdAt: now }
}

export function added({ id, contactId, propertyId }: FavouriteRow): FavouriteAdded {
  return { type: 'favourite.added', subject: id, persons: [contactId], data: { contactId, propertyId } }
}

export function removed({ id, contactId, propertyId }: FavouriteRow): FavouriteRemoved {
  return { type: 'favourite.removed', subject: id, persons: [contactId], data: { contactId, propertyId } }
}
