import { and, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import type { Order } from '../../kernel/pages.ts'
import { isKept } from '../favourite/repository.ts'
import { favourites } from '../favourite/tables.ts'
import { offers } from '../offer/tables.ts'
import { viewings } from '../viewing/tables.ts'
import { watchMatches } from '../watch/tables.ts'
import type { PropertySight } from './policy.ts'
import { properties, type PropertyRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [properties.id], direction: 'desc' }

/** A property that one sees; null when there is none such. */
export async function findProperty(
  db: Reader,
  company: CompanyId,
  sight: PropertySight,
  id: Id<'property'>,
): Promise<PropertyRow | null> {
  const [found] = await db
    .select()
    .from(properties)
    .where(and(seenBy(sight, company), eq(properties.id, id)))
  return found ?? null
}

/** The same, locked until the transaction's end. */
export async function lockProperty(
  tx: Tx,
  company: CompanyId,
  sight: PropertySight,
  id: Id<'property'>,
): Promise<PropertyRow | null> {
  const [found] = await tx
    .select()
    .from(properties)
    .where(and(seenBy(sight, company), eq(properties.id, id)))
    .for('update')
  return found ?? null
}

/** A property of the company that stays as it is until the transaction's end: what is done about it rests on that. */
export async function holdProperty(tx: Tx, company: CompanyId, id: Id<'property'>): Promise<PropertyRow | null> {
  const [found] = await tx
    .select()
    .from(properties)
    .where(and(seenBy({ see: 'all' }, company), eq(properties.id, id)))
    .for('share')
  return found ?? null
}

export async function insertProperty(tx: Tx, property: PropertyRow): Promise<PropertyRow> {
  const [saved] = await tx.insert(properties).values(property).returning()
  return saved!
}

export async function saveProperty(
  tx: Tx,
  company: CompanyId,
  id: Id<'property'>,
  change: Partial<PropertyRow>,
): Promise<PropertyRow> {
  const [saved] = await tx
    .update(properties)
    .set(change)
    .where(and(eq(properties.companyId, company), eq(properties.id, id)))
    .returning()
  return saved!
}

/** Whether somebody has asked to see it, or will see it. */
export async function hasOpenViewing(tx: Tx, company: CompanyId, id: Id<'property'>): Promise<boolean> {
  const [found] = await tx
    .select({ id: viewings.id })
    .from(viewings)
    .where(
      and(
        eq(viewings.companyId, company),
        eq(viewings.propertyId, id),
        inArray(viewings.status, ['PENDING', 'CONFIRMED']),
      ),
    )
    .limit(1)
  return found !== undefined
}

/** The condition that a property is the company's and within somebody's sight. */
export function seenBy(sight: PropertySight, company: CompanyId): SQL | undefined {
  return and(eq(properties.companyId, company), inSight(sight, company))
}

function inSight(sight: PropertySight, company: CompanyId): SQL | undefined {
  if (sight.see === 'all') return undefined
  if (sight.see === 'none') return sql`false`
  const { contact } = sight
  return or(
    // Arrays, not subqueries to join with: the few that one client sees are then found by index among all there are.
    and(
      isNull(properties.withdrawnAt),
      or(
        sql`${properties.id} = any(array(select ${offers.propertyId} from ${offers}
          where ${and(eq(offers.companyId, company), eq(offers.contactId, contact), isNull(offers.withdrawnAt))}))`,
        sql`${properties.id} = any(array(select ${watchMatches.propertyId} from ${watchMatches}
          where ${and(eq(watchMatches.companyId, company), eq(watchMatches.contactId, contact))}))`,
        sql`${properties.id} = any(array(select ${favourites.propertyId} from ${favourites}
          where ${isKept(company, contact)}))`,
      ),
    ),
    sql`${properties.id} = any(array(select ${viewings.propertyId} from ${viewings}
      where ${and(eq(viewings.companyId, company), eq(viewings.contactId, contact))}))`,
  )
}
