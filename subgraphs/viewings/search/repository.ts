import { and, arrayContains, eq, gte, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { anyOf } from '../../kernel/batch.ts'
import type { Reader } from '../../kernel/db.ts'
import { idFrom, type CompanyId } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { Box } from '../criteria/criteria.ts'
import type { PropertySight } from '../property/policy.ts'
import { newestFirst, seenBy } from '../property/repository.ts'
import { properties, type PropertyRow } from '../property/tables.ts'
import type { PropertiesWanted, PropertyFilter, PropertyOrder, Range } from './search.ts'

/** A text that fits so many is no help in finding them: they are passed by in their order. */
const MANY = 1_000
/** Fewer than these are little: then what is written alike is looked for, too. */
const LITTLE = 5
/** So many that are written alike are shown, the likest first. */
const MOST_ALIKE = 100

const price = [properties.priceCurrency, properties.priceAmount, properties.id]

/** The columns of each order; amounts are compared within one currency. */
export const orders: Readonly<Record<PropertyOrder, Order>> = {
  NEWEST: newestFirst,
  CHEAPEST: { columns: price, direction: 'asc' },
  DEAREST: { columns: price, direction: 'desc' },
  REFERENCE: { columns: [properties.reference], direction: 'asc' },
}

/** A page of the properties that one looks for among those that one sees. */
export async function searchProperties(
  db: Reader,
  company: CompanyId,
  sight: PropertySight,
  { filter, isExact }: PropertiesWanted,
  order: Order,
  page: Page,
): Promise<Rows<PropertyRow>> {
  const seen = seenBy(sight, company)
  const said = filter.text ? await says(db, filter.text, seen, isExact) : undefined
  const furnished = filter.features?.length ? await hasAll(db, filter.features, seen) : undefined
  const { where, orderBy, limit } = keyset(page, order)
  const read = await db
    .select()
    .from(properties)
    .where(and(seen, fits(filter, isExact), said, furnished, where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

/**
 * The condition that a property has all words of a text, each at least in its beginning. Where that finds little, a text
 * that is written alike will do, since somebody may have mistyped it.
 */
async function says(db: Reader, text: string, seen: SQL | undefined, isExact: boolean): Promise<SQL> {
  const hasWords = sql`${column(isExact ? 'words_exact' : 'words')} @@ words_query(${text})`
  const found = await few(db, and(seen, hasWords))
  if (!found) return hasWords
  return isOneOf(found.length < LITTLE ? [...found, ...(await alike(db, text, seen, isExact))] : found)
}

/** The condition that a property has all of these features. */
async function hasAll(
  db: Reader,
  features: NonNullable<PropertyFilter['features']>,
  seen: SQL | undefined,
): Promise<SQL> {
  const hasThem = arrayContains(properties.features, features)
  const found = await few(db, and(seen, hasThem))
  return found ? isOneOf(found) : hasThem
}

/**
 * Those few for which a condition holds, found first by its own index; null where they are many. In one statement with the
 * order, PostgreSQL hopes to meet them on the way, and reads all there are where they do not come. A `materialized` part is
 * planned as if it were read whole, and is read only as far as the limit.
 */
async function few(db: Reader, condition: SQL | undefined): Promise<readonly Found[] | null> {
  const found = await db.execute<Found>(sql`
    with found as materialized (select id from ${properties} where ${condition})
    select id from found limit ${MANY}`)
  return found.length === MANY ? null : found
}

async function alike(db: Reader, text: string, seen: SQL | undefined, isExact: boolean): Promise<readonly Found[]> {
  const names = column(isExact ? 'names_exact' : 'names')
  return db.execute<Found>(sql`
    with alike as materialized (
      select id, word_similarity(plain_text(${text}), ${names}) as likeness from ${properties}
      where ${and(seen, sql`plain_text(${text}) <% ${names}`)})
    select id from (select * from alike limit ${MANY}) as few order by likeness desc, id desc limit ${MOST_ALIKE}`)
}

type Found = { readonly id: string }

function isOneOf(found: readonly Found[]): SQL {
  return sql`${properties.id} = ${anyOf(found.map(({ id }) => idFrom('property', id)))}`
}

/** A column that is searched by and never read. */
function column(name: 'words' | 'words_exact' | 'names' | 'names_exact'): SQL {
  return sql`${properties}.${sql.identifier(name)}`
}

/** The condition that a property is as a filter wants it, its text and features aside. */
function fits(filter: PropertyFilter, isExact: boolean): SQL | undefined {
  const { kinds, transaction, energyLabelFrom, cities, boundingBox, isWithdrawn } = filter
  return and(
    kinds ? inArray(properties.kind, [...kinds]) : undefined,
    transaction ? eq(properties.transaction, transaction) : undefined,
    filter.price ? eq(properties.priceCurrency, filter.price.currency) : undefined,
    filter.price?.min == null ? undefined : gte(properties.priceAmount, filter.price.min),
    filter.price?.max == null ? undefined : lte(properties.priceAmount, filter.price.max),
    isWithin(properties.livingArea, filter.livingArea),
    isWithin(properties.plotArea, filter.plotArea),
    isWithin(properties.rooms, filter.rooms),
    isWithin(properties.bedrooms, filter.bedrooms),
    // The enum stands from the best label to the worst.
    energyLabelFrom ? lte(properties.energyLabel, energyLabelFrom) : undefined,
    cities?.length ? isIn(cities) : undefined,
    boundingBox ? isInside(boundingBox, isExact) : undefined,
    isWithdrawn == null ? undefined : isWithdrawn ? isNotNull(properties.withdrawnAt) : isNull(properties.withdrawnAt),
  )
}

function isWithin(column: PgColumn, range: Range | null | undefined): SQL | undefined {
  return and(
    range?.min == null ? undefined : gte(column, sql`${range.min}::numeric`),
    range?.max == null ? undefined : lte(column, sql`${range.max}::numeric`),
  )
}

function isIn(cities: readonly string[]): SQL {
  // Each by itself: what is known of how frequent they are tells PostgreSQL how to find them.
  const plain = cities.map((city) => sql`plain_text(${city})`)
  return sql`plain_text(${properties.city}) in (${sql.join(plain, sql`, `)})`
}

/** Who must not know a point searches by the field of the grid in which it lies, which they are told anyway. */
function isInside({ south, west, north, east }: Box, isExact: boolean): SQL | undefined {
  const [latitude, longitude] = isExact
    ? [properties.latitude, properties.longitude]
    : [properties.areaLatitude, properties.areaLongitude]
  const [isEastOfWest, isWestOfEast] = [gte(longitude, west), lte(longitude, east)]
  return and(
    gte(latitude, south),
    lte(latitude, north),
    west > east ? or(isEastOfWest, isWestOfEast) : and(isEastOfWest, isWestOfEast),
  )
}
