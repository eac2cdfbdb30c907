import type { LoggedEvent } from '../../kernel/events/event.ts'
import { prefixOf, type AccountId, type AgentId, type CompanyId, type ContactId, type Id } from '../../kernel/ids.ts'
import type { AccountCreated, AccountDeleted, AccountProfileChanged } from '../../accounts/events.ts'
import type { ContactRow } from '../contact/tables.ts'
import type { ActivityRow } from './tables.ts'

type ActivityId = ActivityRow['id']
type Kind = ActivityRow['kind']

/** A change of the contact itself, by a member of staff or, without one, by the system. */
export function ofChange(
  id: ActivityId,
  company: CompanyId,
  contactId: ContactId,
  kind: Kind,
  by: AgentId | null,
  at: Date,
): ActivityRow {
  return { companyId: company, id, contactId, kind, via: viaOf(by), byId: by, aboutId: null, at }
}

/** What a client did in the portal, with which account. */
export function ofClient(
  id: ActivityId,
  company: CompanyId,
  contactId: ContactId,
  kind: Kind,
  by: AccountId,
  at: Date,
): ActivityRow {
  return { companyId: company, id, contactId, kind, via: 'PORTAL', byId: by, aboutId: by, at }
}

/** What another part of the product tells of a contact; who did it says through what: staff, the portal, the system. */
export function ofEvent(
  id: ActivityId,
  event: LoggedEvent,
  contactId: ContactId,
  kind: Kind,
  aboutId: Id<string>,
): ActivityRow {
  const { company, by, at } = event
  const byId = by as ActivityRow['byId']
  return { companyId: company, id, contactId, kind, via: viaOf(by), byId, aboutId, at }
}

type AccountFact = AccountCreated | AccountProfileChanged | AccountDeleted

/** What accounts tells of a contact's account; an account that a client has made for themselves was their own deed. */
export function ofAccount(
  id: ActivityId,
  event: LoggedEvent<AccountFact>,
  contact: Pick<ContactRow, 'id' | 'registeredAccountId'>,
): ActivityRow {
  const { type, data } = event
  const isByStaff = (type === 'account.created' && data.via === 'STAFF') || ('by' in data && data.by === 'STAFF')
  const by = event.by ?? (isByStaff ? null : data.accountId)
  return ofEvent(id, { ...event, by }, contact.id, kindOf(event, contact), data.accountId)
}

function kindOf(
  { type, data }: LoggedEvent<AccountFact>,
  { registeredAccountId }: Pick<ContactRow, 'registeredAccountId'>,
): Kind {
  if (type === 'account.deleted') return 'ACCOUNT_DELETED'
  if (type === 'account.profile_changed') return data.by === 'STAFF' ? 'EDITED_BY_STAFF' : 'EDITED_BY_CLIENT'
  return data.via === 'STAFF' || registeredAccountId === data.accountId ? 'ACCOUNT_CREATED' : 'ACCOUNT_LINKED'
}

function viaOf(by: Id<string> | null): ActivityRow['via'] {
  if (by === null) return 'SYSTEM'
  return prefixOf(by) === 'agent' ? 'STAFF' : 'PORTAL'
}
