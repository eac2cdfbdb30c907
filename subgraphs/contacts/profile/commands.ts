import type { Context } from '../../kernel/context.ts'
import type { AccountId, ContactId } from '../../kernel/ids.ts'
import { lockContact, readEmails, readPhones, saveContact } from '../contact/repository.ts'
import { follow, nothingSaid, type Profile } from './profile.ts'
import { readFollowed, replaceAddresses, saveFollowed } from './repository.ts'

/**
 * Has a contact say what its account says. While the account says what it was made with nothing is edited, only remembered:
 * what staff know of their contact stands until its person, or staff, change the account (ACC-17). They may have done so
 * before it was ever followed: then no former address is known, and the new one comes last.
 */
export async function followProfile(
  ctx: Context,
  accountId: AccountId,
  contactId: ContactId,
  told: Profile,
): Promise<void> {
  await ctx.transact(async (tx) => {
    const contact = await lockContact(tx, ctx.company, { see: 'all' }, contactId)
    if (!contact) return
    const before = await readFollowed(tx, ctx.company, accountId)
    if (before && before.version >= told.version) return
    const { by, ...said } = told
    await saveFollowed(tx, { companyId: ctx.company, accountId, ...said })
    if (!before && by === null) return
    const own = {
      emails: await readEmails(tx, ctx.company, contact.id),
      phones: await readPhones(tx, ctx.company, contact.id),
    }
    const followed = follow(contact, own, before ?? nothingSaid, told)
    await saveContact(tx, ctx.company, contact.id, followed.change)
    await replaceAddresses(tx, contact, followed.emails, followed.phones)
  })
}
