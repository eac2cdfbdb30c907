import { checkAll, checkEach } from '../../kernel/errors.ts'
import { inOneLine, lengthOf } from '../../kernel/text.ts'
import { isCurrency } from '../property/property.ts'
import type { PropertyRow } from '../property/tables.ts'
import { refuse } from '../refusals.ts'
import type { WatchRow } from '../watch/tables.ts'

/** What somebody looks for, as they say it; what is absent or empty does not narrow. */
export interface CriteriaDraft {
  readonly transaction?: PropertyRow['transaction'] | null
  readonly kinds?: readonly PropertyRow['kind'][] | null
  readonly price?: (Range & { readonly currency: string }) | null
  readonly cities?: readonly string[] | null
  readonly boundingBox?: Box | null
  readonly minRooms?: number | null
  readonly livingArea?: Range | null
  readonly features?: readonly PropertyRow['features'][number][] | null
}

interface Range {
  readonly min?: number | null
  readonly max?: number | null
}

/** A part of the map between two parallels and two meridians, in degrees. */
export interface Box {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

/** What somebody looks for, as it is kept; what is null or empty does not narrow. */
export type Criteria = Pick<
  WatchRow,
  | 'transaction'
  | 'kinds'
  | 'priceMin'
  | 'priceMax'
  | 'priceCurrency'
  | 'cities'
  | 'south'
  | 'west'
  | 'north'
  | 'east'
  | 'minRooms'
  | 'livingAreaMin'
  | 'livingAreaMax'
  | 'features'
>

/** What of a property decides whether it is what somebody looks for: of its place no more than clients may know. */
export type Sought = Pick<
  PropertyRow,
  | 'transaction'
  | 'kind'
  | 'priceAmount'
  | 'priceCurrency'
  | 'city'
  | 'areaLatitude'
  | 'areaLongitude'
  | 'rooms'
  | 'livingArea'
  | 'features'
  | 'withdrawnAt'
>

const MOST_CITIES = 20
const LONGEST_CITY = 100
const MOST_ROOMS = 1_000
const LARGEST_AREA = 100_000_000

/** The criteria as they are kept, or a refusal of each that is wrong or that nothing could meet (VIE-15). */
export function criteriaOf(given: CriteriaDraft): Criteria {
  const { price, cities, box, rooms, livingArea } = checkAll({
    price: () => priceOf(given.price),
    cities: () => citiesOf(given.cities ?? []),
    box: () => boxOf(given.boundingBox),
    rooms: () => within(given.minRooms, [0, MOST_ROOMS], 'minRooms'),
    livingArea: () => livingAreaOf(given.livingArea),
  })
  const criteria: Criteria = {
    transaction: given.transaction ?? null,
    kinds: [...new Set(given.kinds)],
    ...price,
    cities,
    ...box,
    // A tenth of a room is the finest that is kept of a property, too.
    minRooms: rooms === null ? null : Math.round(rooms * 10) / 10,
    ...livingArea,
    features: [...new Set(given.features)],
  }
  const narrows = Object.values(criteria).some((value) => (Array.isArray(value) ? value.length > 0 : value !== null))
  if (!narrows) throw refuse('CRITERIA_MISSING', { path: at() })
  return criteria
}

/** Whether a property is what somebody looks for. Where staff have not said what is asked about, it is not. */
export function matches(criteria: Criteria, property: Sought): boolean {
  const { transaction, kinds, cities, minRooms, features } = criteria
  return (
    property.withdrawnAt === null &&
    (transaction === null || property.transaction === transaction) &&
    (kinds.length === 0 || kinds.includes(property.kind)) &&
    isPriced(criteria, property) &&
    (cities.length === 0 || cities.some((city) => folded(city) === folded(property.city))) &&
    isInside(criteria, property) &&
    (minRooms === null || (property.rooms !== null && property.rooms >= minRooms)) &&
    isBetween(property.livingArea, criteria.livingAreaMin, criteria.livingAreaMax) &&
    features.every((feature) => property.features.includes(feature))
  )
}

function isPriced({ priceCurrency, priceMin, priceMax }: Criteria, property: Sought): boolean {
  if (priceCurrency === null) return true
  return property.priceCurrency === priceCurrency && isBetween(property.priceAmount, priceMin, priceMax)
}

function isInside({ south, west, north, east }: Criteria, { areaLatitude, areaLongitude }: Sought): boolean {
  if (south === null || north === null || west === null || east === null) return true
  return (
    areaLatitude !== null &&
    areaLongitude !== null &&
    isBetween(areaLatitude, south, north) &&
    isBetween(areaLongitude, west, east)
  )
}

function isBetween(value: number | null, min: number | null, max: number | null): boolean {
  if (min === null && max === null) return true
  return value !== null && value >= (min ?? -Infinity) && value <= (max ?? Infinity)
}

/** As PostgreSQL lowers a text under C.UTF-8: character by character, whatever its neighbours, each to one character. */
function folded(text: string): string {
  return [...text].map((character) => [...character.toLowerCase()][0]).join('')
}

function priceOf(given: CriteriaDraft['price']): Pick<Criteria, 'priceMin' | 'priceMax' | 'priceCurrency'> {
  if (!given) return { priceMin: null, priceMax: null, priceCurrency: null }
  const { min, max, currency } = given
  if (!isCurrency(currency)) throw refuse('CURRENCY_UNKNOWN', { path: at('price', 'currency') })
  inOrder(min, max, 'price', 'max')
  return { priceMin: min ?? null, priceMax: max ?? null, priceCurrency: currency }
}

function citiesOf(given: readonly string[]): string[] {
  if (given.length > MOST_CITIES) throw refuse('TOO_MANY', { path: at('cities'), most: MOST_CITIES })
  return checkEach(given, (city, index) => {
    const text = inOneLine(city)
    const path = at('cities', String(index))
    if (text === '') throw refuse('TEXT_MISSING', { path })
    if (lengthOf(text) > LONGEST_CITY) throw refuse('TEXT_TOO_LONG', { path, most: LONGEST_CITY })
    return text
  })
}

function boxOf(box: Box | null | undefined): Pick<Criteria, 'south' | 'west' | 'north' | 'east'> {
  if (!box) return { south: null, west: null, north: null, east: null }
  const { south, west, north, east } = box
  for (const [side, most] of [
    ['south', 90],
    ['north', 90],
    ['west', 180],
    ['east', 180],
  ] as const) {
    within(box[side], [-most, most], 'boundingBox', side)
  }
  inOrder(south, north, 'boundingBox', 'north')
  inOrder(west, east, 'boundingBox', 'east')
  return { south, west, north, east }
}

function livingAreaOf(given: CriteriaDraft['livingArea']): Pick<Criteria, 'livingAreaMin' | 'livingAreaMax'> {
  const livingAreaMin = within(given?.min, [0, LARGEST_AREA], 'livingArea', 'min')
  const livingAreaMax = within(given?.max, [0, LARGEST_AREA], 'livingArea', 'max')
  inOrder(livingAreaMin, livingAreaMax, 'livingArea', 'max')
  return { livingAreaMin, livingAreaMax }
}

function within(
  given: number | null | undefined,
  [least, most]: readonly [least: number, most: number],
  ...field: string[]
): number | null {
  if (given == null) return null
  if (given >= least && given <= most) return given
  throw refuse('OUT_OF_RANGE', { path: at(...field), least, most })
}

function inOrder(min: number | null | undefined, max: number | null | undefined, ...field: string[]): void {
  if (min != null && max != null && min > max) throw refuse('RANGE_REVERSED', { path: at(...field) })
}

function at(...field: string[]): string[] {
  return ['input', 'criteria', ...field]
}
