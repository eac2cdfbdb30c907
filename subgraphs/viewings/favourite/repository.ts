import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import type { Order } from '../../kernel/pages.ts'
import { ofClientSeenBy } from '../client/repository.ts'
import { offers } from '../offer/tables.ts'
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

/** Whether a contact keeps a property at hand that they still see by that; it stays so until the transaction's end. */
export async function holdKept(
  tx: Tx,
  company: CompanyId,
  contact: ContactId,
  property: Id<'property'>,
): Promise<boolean> {
  const found = await tx
    .select()
    .from(favourites)
    .where(and(isKept(company, contact), eq(favourites.propertyId, property)))
    .limit(1)
    .for('share')
  return found.length > 0
}

/**
 * The condition that a contact keeps a property at hand and sees it by that alone, such as one whose watch is deleted: staff
 * have taken no offer of it back.
 */
export function isKept(company: CompanyId, contact: ContactId): SQL | undefined {
  return and(
    eq(favourites.companyId, company),
    eq(favourites.contactId, contact),
    sql`not exists (select from ${offers} where ${offers.companyId} = ${favourites.companyId}
      and ${offers.contactId} = ${favourites.contactId} and ${offers.propertyId} = ${favourites.propertyId}
      and ${offers.withdrawnAt} is not null)`,
  )
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
