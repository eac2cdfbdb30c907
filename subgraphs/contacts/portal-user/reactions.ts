import type {
  AccountCreated,
  AccountDeleted,
  AccountDisabled,
  AccountEnabled,
  AccountProfileChanged,
  PortalSwitchedOff,
  PortalSwitchedOn,
} from '../../accounts/events.ts'
import { appendAs } from '../../kernel/events/append.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'
import type { FullPart } from '../../kernel/full-read.ts'
import { newId, type AccountId, type CompanyId, type ContactId } from '../../kernel/ids.ts'
import * as activity from '../activity/activity.ts'
import { recordActivity } from '../activity/repository.ts'
import * as contact from '../contact/contact.ts'
import { lockContact, saveContact } from '../contact/repository.ts'
import { deleteFollowed } from '../profile/repository.ts'
import {
  removePortals,
  removePortalUser,
  removePortalUsers,
  saveDisabled,
  savePortal,
  savePortalUser,
} from './repository.ts'

/** What accounts tells of a contact that has a portal account. */
interface PortalUserTold {
  readonly company: CompanyId
  readonly contactId: ContactId
  readonly accountId: AccountId
  readonly isActive: boolean
  readonly isDisabled: boolean
}

/** What accounts tells of a company's portal. */
interface PortalTold {
  readonly company: CompanyId
  readonly isOn: boolean
}

/** A contact with a portal account is marked as portal user (ACC-4), and as one who may come in or may not (CON-2). */
const portalUsers: Reaction<AccountCreated | AccountDisabled | AccountEnabled | AccountDeleted> = {
  name: 'contacts.portal-users',
  source: 'accounts',
  types: ['account.created', 'account.disabled', 'account.enabled', 'account.deleted'],
  replayable: true,
  rebuild: {
    endpoint: 'portalUsers',
    async write(tx, part: FullPart<PortalUserTold>) {
      await removePortalUsers(tx, part)
      for (const { company: companyId, ...user } of part.rows) await savePortalUser(tx, { companyId, ...user })
    },
  },
  async react(tx, { company, type, data }) {
    const { accountId, contactId } = data
    if (type === 'account.created') {
      return savePortalUser(tx, {
        companyId: company,
        contactId,
        accountId,
        isActive: data.isActive,
        isDisabled: false,
      })
    }
    if (type === 'account.deleted') return removePortalUser(tx, company, accountId)
    await saveDisabled(tx, company, accountId, type === 'account.disabled')
  },
}

/** While a company's portal is off none of its contacts may come in (CON-2). */
const portals: Reaction<PortalSwitchedOn | PortalSwitchedOff> = {
  name: 'contacts.portals',
  source: 'accounts',
  types: ['portal.switched_on', 'portal.switched_off'],
  replayable: true,
  rebuild: {
    endpoint: 'portals',
    async write(tx, part: FullPart<PortalTold>) {
      await removePortals(tx, part)
      for (const { company, isOn } of part.rows) await savePortal(tx, company, isOn)
    },
  },
  react: (tx, { company, type }) => savePortal(tx, company, type === 'portal.switched_on'),
}

/**
 * What happens to a contact's account stands on its timeline (CON-3), and the contact follows what it says (ACC-17). A
 * contact that gets an account and has no agent gets the account's owner (ACC-4).
 */
const accounts: Reaction<AccountCreated | AccountProfileChanged | AccountDeleted> = {
  name: 'contacts.accounts',
  source: 'accounts',
  types: ['account.created', 'account.profile_changed', 'account.deleted'],
  async react(tx, event, services) {
    const { company, type, data } = event
    if (type === 'account.deleted') await deleteFollowed(tx, company, data.accountId)
    else
      await services.jobs.enqueue(tx, 'followProfile', {
        company,
        accountId: data.accountId,
        contactId: data.contactId,
      })
    const found = await lockContact(tx, company, { see: 'all' }, data.contactId)
    if (!found) return
    await recordActivity(tx, activity.ofAccount(newId('activity'), event, found))
    const assigned = type !== 'account.created' || found.responsibleAgentId ? null : contact.assign(found, data.ownerId)
    if (!assigned) return
    const at = services.now()
    await saveContact(tx, company, found.id, assigned.change)
    await recordActivity(tx, activity.ofChange(newId('activity'), company, found.id, 'CONTACT_ASSIGNED', null, at))
    await appendAs(tx, assigned.event, { company, by: null, at })
  },
}

export const reactions = [portalUsers, portals, accounts]
