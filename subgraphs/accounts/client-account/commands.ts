import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { checkAll, checkEach } from '../../kernel/errors.ts'
import { idOf, newId, type AccountId } from '../../kernel/ids.ts'
import { sightOf } from '../portal-account/policy.ts'
import { refuse } from '../refusals.ts'
import * as clientAccount from './client-account.ts'
import * as policy from './policy.ts'
import {
  countLinks,
  insertClientAccount,
  knownAmong,
  link,
  lockClientAccount,
  saveClientAccount,
  unlink,
} from './repository.ts'
import type { ClientAccountRow } from './tables.ts'

/** What `clientAccountUpdate` is given: which one, which version of it was read, and what is wanted of it. */
export interface ClientAccountUpdate extends clientAccount.ClientAccountWish {
  readonly clientAccountId: string
  readonly expectedVersion?: number | null
}

/** Whose client accounts are to be whose. */
export interface LinksWanted {
  readonly linkClientAccountIds?: readonly string[] | null
  readonly unlinkClientAccountIds?: readonly string[] | null
}

export async function createClientAccount(
  ctx: Context,
  given: clientAccount.NewClientAccount,
): Promise<ClientAccountRow> {
  const { agent } = policy.mayWrite(ctx.actor)
  const made = clientAccount.create(ctx.company, newId('client_account'), given, agent, ctx.now())
  return ctx.transact((tx) => insertClientAccount(tx, made))
}

export async function updateClientAccount(ctx: Context, given: ClientAccountUpdate): Promise<ClientAccountRow> {
  policy.mayWrite(ctx.actor)
  return ctx.transact(async (tx) => {
    const id = idOf('client_account', given.clientAccountId)
    const found = id && (await lockClientAccount(tx, ctx.company, sightOf(ctx.actor), id))
    if (!found) throw refuse('NOT_FOUND', { noun: 'client account', path: ['input', 'clientAccountId'] })
    if (given.expectedVersion != null && given.expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    const change = clientAccount.change(found, given)
    return change ? saveClientAccount(tx, ctx.company, found.id, change) : found
  })
}

/** Links and unlinks an account's client accounts in the transaction of its save; whether anything changed by it. */
export async function saveLinks(ctx: Context, tx: Tx, accountId: AccountId, wanted: LinksWanted): Promise<boolean> {
  const { linkClientAccountIds: linking, unlinkClientAccountIds: unlinking } = wanted
  if (!linking?.length && !unlinking?.length) return false
  const idsOf = (field: string, given: readonly string[] | null | undefined) => {
    const most = clientAccount.MOST_LINKS
    if ((given?.length ?? 0) > most) throw refuse('TOO_MANY', { path: ['input', field], most })
    return (given ?? []).map((text) => idOf('client_account', text))
  }
  const ids = checkAll({
    link: () => idsOf('linkClientAccountIds', linking),
    unlink: () => idsOf('unlinkClientAccountIds', unlinking),
  })
  const wellFormed = [...ids.link, ...ids.unlink].filter((id) => id !== null)
  const known = await knownAmong(tx, ctx.company, sightOf(ctx.actor), wellFormed)
  const knownOf = (field: string, given: readonly (ClientAccountRow['id'] | null)[]) =>
    checkEach(given, (id, index) => {
      if (id && known.has(id)) return id
      throw refuse('NOT_FOUND', { noun: 'client account', path: ['input', field, `${index}`] })
    })
  const wantedIds = checkAll({
    link: () => knownOf('linkClientAccountIds', ids.link),
    unlink: () => knownOf('unlinkClientAccountIds', ids.unlink),
  })
  const unlinked = await unlink(tx, ctx.company, accountId, wantedIds.unlink)
  const linked = await link(tx, ctx.company, accountId, wantedIds.link)
  if ((await countLinks(tx, ctx.company, accountId)) > clientAccount.MOST_LINKS) {
    throw refuse('TOO_MANY', { path: ['input', 'linkClientAccountIds'], most: clientAccount.MOST_LINKS })
  }
  return linked + unlinked > 0
}
