import type { Context } from '../../kernel/context.ts'
import type { Reader } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import { readPassword } from '../password/repository.ts'
import { readInstance } from '../sign-on-instance/repository.ts'
import { linksByAccount } from './loaders.ts'
import { readLink } from './repository.ts'
import type { SignOnLinkRow } from './tables.ts'

/** How an account that the asker sees signs on; null for one that never did. */
export function linkOf(ctx: Context, accountId: AccountId): Promise<SignOnLinkRow | null> {
  return ctx.loader(linksByAccount).load(accountId)
}

/** What is known of an account's sign-on, for those who find out why somebody cannot come in (ACC-12, ACC-25). */
export interface SignOnKnown {
  /** What the instance is called by which they come in. */
  readonly instance: string
  readonly isEnabled: boolean
  /** When they first did. */
  readonly linkedAt: Date
  /** Since when their address came from another one, and was refused; null where it did not of late. */
  readonly refusedAt: Date | null
  /** Whether they have no password, so that there is no other way in. */
  readonly isOnlyWay: boolean
}

/** How somebody signs on; null for an account that does not. */
export async function signOnOf(db: Reader, company: CompanyId, accountId: AccountId): Promise<SignOnKnown | null> {
  const link = await readLink(db, company, accountId)
  const instance = link && (await readInstance(db, company, link.instanceId))
  if (!instance) return null
  const { name, isEnabled } = instance
  return {
    instance: name,
    isEnabled,
    linkedAt: link.linkedAt,
    refusedAt: link.refusedAt,
    isOnlyWay: !(await readPassword(db, company, accountId)),
  }
}
