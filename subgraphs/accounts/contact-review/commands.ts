import { question } from '../../kernel/ask.ts'
import type { Context } from '../../kernel/context.ts'
import { idOf, type ContactId } from '../../kernel/ids.ts'
import { openServiceContext } from '../../kernel/open-context.ts'
import { readAccount } from '../portal-account/repository.ts'

/** Whether an account is of a lead whom staff rejected or called spam, and have not accepted since (CON-4). */
export async function isOfShutLead(ctx: Context, accountId: string): Promise<boolean> {
  const id = idOf('account', accountId)
  const account = id && (await readAccount(ctx.db, ctx.company, id))
  // Whom nobody has shut out nobody has to let in.
  if (!account?.contactId || !account.disabledAt) return false
  const own = openServiceContext(ctx.services, ctx.company)
  const { contact } = await ctx.services.ask('contacts', CONTACT, { id: account.contactId }, own)
  return contact?.isShut ?? false
}

const CONTACT = question<{ contact: { readonly isShut: boolean } | null }, { id: ContactId }>(
  'query contactOfShut($id: ID!) { contact(id: $id) { isShut } }',
)
