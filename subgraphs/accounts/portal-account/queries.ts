import type { Context } from '../../kernel/context.ts'
import { fullPage, type FullPage } from '../../kernel/full-read.ts'
import { idOf, type CompanyId, type ContactId } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import type { Services } from '../../kernel/services.ts'
import { accountsByContact, accountsById } from './loaders.ts'
import * as policy from './policy.ts'
import { listAccounts, listAccountsOfContacts, newestFirst, type AccountsWanted } from './repository.ts'
import type { PortalAccountRow } from './tables.ts'

/** One account, as far as the asker sees it. */
export async function accountOf(ctx: Context, id: string): Promise<PortalAccountRow | null> {
  const accountId = ctx.actor.kind === 'anonymous' ? null : idOf('account', id)
  return accountId && ctx.loader(accountsById).load(accountId)
}

/** A contact's account, as far as the asker sees it. */
export async function accountOfContact(ctx: Context, contactId: ContactId): Promise<PortalAccountRow | null> {
  return ctx.actor.kind === 'anonymous' ? null : ctx.loader(accountsByContact).load(contactId)
}

export async function accountsOf(
  ctx: Context,
  wanted: AccountsWanted,
  args: PageArgs,
): Promise<ConnectionValue<PortalAccountRow>> {
  const sight = policy.sightOf(policy.mayList(ctx.actor))
  return listed(ctx, args, newestFirst, (page) => listAccounts(ctx.db, ctx.company, sight, wanted, page))
}

/** Which contacts have an account, page by page: contacts' full read. */
export function portalUsers({ db }: Services, params: Readonly<Record<string, string>>): Promise<FullPage> {
  const keyOf = ({ company, contactId }: { company: CompanyId; contactId: ContactId }) => ({ company, id: contactId })
  return fullPage(params, keyOf, async (after, limit) => {
    const found = await listAccountsOfContacts(db, after, limit)
    return found.map((row) => ({
      company: row.companyId,
      contactId: row.contactId!,
      accountId: row.id,
      isActive: row.status === 'ACTIVE',
      isDisabled: row.disabledAt !== null,
    }))
  })
}
