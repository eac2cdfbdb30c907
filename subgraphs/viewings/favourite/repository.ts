import { and, eq, type SQL } from 'drizzle-orm'
import type { Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId, Id } from '../../kernel/ids.ts'
import type { Order } from '../../kernel/pages.ts'
import { ofClientSeenBy } from '../client/repository.ts'
import type { FavouriteSight } from './policy.ts'
import { favourites, type FavouriteRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [favourites.id], direction: 'desc' }

/** Saves a favourite; null when the account has it already. */
export async function insertFavourite(tx: Tx, favourite: FavouriteRow): Promise<FavouriteRow | null> {
  const [saved] = await tx.insert(favourites).values(favourite).onConflictDoNothing().returning()
  return saved ?? null
}

/** Deletes a favourite; null when the account has it not. */
export async function deleteFavourite(
  tx: Tx,
  company: CompanyId,
  account: AccountId,
  property: Id<'property'>,
): Promise<FavouriteRow | null> {
  const [deleted] = await tx
    .delete(favourites)
    .where(
      and(eq(favourites.companyId, company), eq(favourites.accountId, account), eq(favourites.propertyId, property)),
    )
    .returning()
  return deleted ?? null
}

/** The condition that a favourite is the company's and within somebody's sight. */
export function seenBy(sight: FavouriteSight, company: CompanyId): SQL | undefined {
  return and(
    eq(favourites.companyId, company),
    sight.see === 'ofAccount'
      ? eq(favourites.accountId, sight.account)
      : ofClientSeenBy(sight, company, favourites.contactId),
  )
}
