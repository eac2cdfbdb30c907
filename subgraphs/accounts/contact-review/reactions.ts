import type { ContactMerged, ContactReviewed } from '../../contacts/events.ts'
import { holdResponsibleAgent } from '../../kernel/clients.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import type { Reaction } from '../../kernel/events/consumer.ts'
import type { CompanyId, ContactId } from '../../kernel/ids.ts'
import { openServiceContext } from '../../kernel/open-context.ts'
import type { Services } from '../../kernel/services.ts'
import { isToldOf } from '../client/repository.ts'
import * as account from '../portal-account/portal-account.ts'
import { lockAccount, readAccountOfContact, saveAccount } from '../portal-account/repository.ts'
import { endSessionsOf } from '../session/commands.ts'

/** Staff want nothing of a lead: whoever registered as it may not come in any more (CON-4). */
export const contactReviewed: Reaction<ContactReviewed> = {
  name: 'accounts.reviews',
  source: 'contacts',
  types: ['contact.reviewed'],
  async react(tx, { company, data: { contactId, decision } }, services) {
    if (decision !== 'REJECTED' && decision !== 'SPAM') return
    const found = await lockAccountOf(tx, company, contactId)
    const decided = found && account.disable(found, services.now())
    if (!decided) return
    const ctx = openServiceContext(services, company)
    await append(tx, decided.event, ctx)
    await endSessionsOf(tx, ctx, found.id, null)
    await saveAccount(tx, company, found.id, decided.change)
  },
}

/**
 * A contact's account follows it into another one. Its sessions end, since what they carry names the contact. Contacts does
 * not merge two who both have an account; where that happened all the same, the constraint has the event parked.
 */
export const contactMerged: Reaction<ContactMerged> = {
  name: 'accounts.merges',
  source: 'contacts',
  types: ['contact.merged'],
  async react(tx, { company, data: { contactId, intoContactId } }, services) {
    const found = await lockAccountOf(tx, company, contactId)
    if (found) await moveTo(tx, services, company, found, intoContactId)
  },
}

async function moveTo(
  tx: Tx,
  services: Services,
  company: CompanyId,
  found: account.ActiveAccount,
  contactId: ContactId,
): Promise<void> {
  // Another reaction hears of it, at its own pace; this one is tried again after it.
  if (!(await isToldOf(tx, company, contactId))) throw new Error(`It was not told yet whose ${contactId} is.`)
  const ownerId = (await holdResponsibleAgent(tx, company, contactId)) ?? found.ownerId
  await endSessionsOf(tx, openServiceContext(services, company), found.id, null)
  await saveAccount(tx, company, found.id, { contactId, ownerId, version: found.version + 1 })
}

async function lockAccountOf(tx: Tx, company: CompanyId, contactId: ContactId): Promise<account.ActiveAccount | null> {
  const known = await readAccountOfContact(tx, company, contactId)
  const found = known && (await lockAccount(tx, company, { see: 'all' }, known.id))
  return found?.contactId === contactId ? account.active(found) : null
}
