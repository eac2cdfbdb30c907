import { checkAll } from '../../kernel/errors.ts'
import type { Decision } from '../../kernel/events/event.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import type { PropertyChanged, PropertyCreated, PropertyRestored, PropertyWithdrawn } from '../events.ts'
import { addressOf, pointOf, type AddressDraft, type Point } from '../location/location.ts'
import { refuse } from '../refusals.ts'
import { atMost, wanted } from '../text/text.ts'
import { isTimeZone } from '../zone/zone.ts'
import type { PropertyRow } from './tables.ts'

/** What staff may leave unsaid. */
type Optional = Pick<
  PropertyRow,
  'accessNotes' | 'energyLabel' | 'livingArea' | 'plotArea' | 'rooms' | 'bedrooms' | 'bathrooms' | 'yearBuilt'
>

/** What staff say of a new property. */
export interface PropertyDraft extends Partial<Optional> {
  readonly reference: string
  readonly title: string
  readonly description: string
  readonly kind: PropertyRow['kind']
  readonly transaction: PropertyRow['transaction']
  readonly price: { readonly amount: number; readonly currency: string }
  readonly address: AddressDraft
  readonly point?: Point | null
  readonly timeZone: string
  readonly features: PropertyRow['features']
}

/** What of a property is to be changed: what is absent stays, and null empties what may be empty. */
export type PropertyChange = { readonly [Name in keyof PropertyDraft]?: PropertyDraft[Name] | null }

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))
const LARGEST_AREA = 100_000_000
const MOST_ROOMS = 1_000

/** A property as VIE-1 wants it, or refusals that point at each thing that is wrong. */
export function create(
  company: CompanyId,
  id: Id<'property'>,
  given: PropertyDraft,
  now: Date,
): { readonly property: PropertyRow; readonly event: PropertyCreated } {
  return {
    property: { companyId: company, id, ...valuesOf(given), withdrawnAt: null, version: 1, createdAt: now },
    event: { type: 'property.created', ...concerning(id) },
  }
}

/** Changes what is given, all of it or nothing; null when it is so already. */
export function change(property: PropertyRow, given: PropertyChange): Decision<PropertyRow, PropertyChanged> | null {
  const values = valuesOf(changedDraft(property, given))
  const isSame = (name: string, value: unknown) =>
    JSON.stringify(property[name as keyof PropertyRow]) === JSON.stringify(value)
  const differing = Object.entries(values).filter(([name, value]) => !isSame(name, value))
  if (differing.length === 0) return null
  return {
    change: { ...Object.fromEntries(differing), version: property.version + 1 },
    event: { type: 'property.changed', ...concerning(property.id) },
  }
}

/** Takes a property off the market; null when it is off already. */
export function withdraw(property: PropertyRow, now: Date): Decision<PropertyRow, PropertyWithdrawn> | null {
  if (property.withdrawnAt) return null
  return {
    change: { withdrawnAt: now, version: property.version + 1 },
    event: { type: 'property.withdrawn', ...concerning(property.id) },
  }
}

/** Brings a withdrawn property back; null when it is not withdrawn. */
export function restore(property: PropertyRow): Decision<PropertyRow, PropertyRestored> | null {
  if (!property.withdrawnAt) return null
  return {
    change: { withdrawnAt: null, version: property.version + 1 },
    event: { type: 'property.restored', ...concerning(property.id) },
  }
}

/** Refuses a property that is off the market to whoever wants to offer it or to see it. */
export function mustBeOnTheMarket({ withdrawnAt }: PropertyRow): void {
  if (withdrawnAt) throw refuse('PROPERTY_WITHDRAWN', { path: ['input', 'propertyId'] })
}

/** Whether ISO 4217 knows a currency of this code. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code)
}

function concerning(id: Id<'property'>) {
  return { subject: id, data: { propertyId: id } }
}

/** What staff would say of the property as it is to be. */
function changedDraft(row: PropertyRow, given: PropertyChange): PropertyDraft {
  const { latitude, longitude } = row
  const kept = <Name extends keyof Optional>(name: Name) => (given[name] === undefined ? row[name] : given[name])
  return {
    reference: given.reference ?? row.reference,
    title: given.title ?? row.title,
    description: given.description ?? row.description,
    kind: given.kind ?? row.kind,
    transaction: given.transaction ?? row.transaction,
    price: given.price ?? { amount: row.priceAmount, currency: row.priceCurrency },
    address: given.address ?? row,
    point: given.point === undefined && latitude !== null && longitude !== null ? { latitude, longitude } : given.point,
    timeZone: given.timeZone ?? row.timeZone,
    features: given.features ?? row.features,
    accessNotes: kept('accessNotes'),
    energyLabel: kept('energyLabel'),
    livingArea: kept('livingArea'),
    plotArea: kept('plotArea'),
    rooms: kept('rooms'),
    bedrooms: kept('bedrooms'),
    bathrooms: kept('bathrooms'),
    yearBuilt: kept('yearBuilt'),
  }
}

function valuesOf(given: PropertyDraft) {
  const { address, point, price, ...values } = checkAll({
    reference: () => referenceOf(given.reference),
    title: () => wanted(given.title, 200, 'title'),
    description: () => atMost(given.description.trim(), 10_000, 'description'),
    kind: () => given.kind,
    transaction: () => given.transaction,
    price: () => priceOf(given.price),
    address: () => addressOf(given.address),
    point: () => pointOf(given.point ?? null),
    timeZone: () => timeZoneOf(given.timeZone),
    accessNotes: () => atMost(given.accessNotes?.trim() ?? '', 2_000, 'accessNotes') || null,
    energyLabel: () => given.energyLabel ?? null,
    livingArea: () => within(given.livingArea, 1, LARGEST_AREA, 'livingArea'),
    plotArea: () => within(given.plotArea, 1, LARGEST_AREA, 'plotArea'),
    rooms: () => roomsOf(given.rooms),
    bedrooms: () => within(given.bedrooms, 0, MOST_ROOMS, 'bedrooms'),
    bathrooms: () => within(given.bathrooms, 0, MOST_ROOMS, 'bathrooms'),
    yearBuilt: () => within(given.yearBuilt, 1_000, 2_100, 'yearBuilt'),
    features: () => [...new Set(given.features)].sort(),
  })
  return { ...values, ...price, ...address, ...point }
}

/** What the company itself calls a property, or a refusal. */
export function referenceOf(given: string): string {
  return wanted(given, 50, 'reference')
}

function priceOf({ amount, currency }: PropertyDraft['price']) {
  if (!isCurrency(currency)) throw refuse('CURRENCY_UNKNOWN', { path: ['input', 'price', 'currency'] })
  if (Number.isSafeInteger(amount) && amount >= 0) return { priceAmount: amount, priceCurrency: currency }
  throw refuse('PRICE_INVALID', { path: ['input', 'price', 'amount'] })
}

function timeZoneOf(zone: string): string {
  if (isTimeZone(zone)) return zone
  throw refuse('TIME_ZONE_UNKNOWN', { path: ['input', 'timeZone'] })
}

function roomsOf(rooms: number | null | undefined): number | null {
  const counted = within(rooms, 0.5, MOST_ROOMS, 'rooms')
  if (counted === null || Number.isInteger(counted * 2)) return counted
  throw refuse('ROOMS_INVALID', { path: ['input', 'rooms'] })
}

function within(number: number | null | undefined, least: number, most: number, field: string): number | null {
  if (number == null) return null
  if (number >= least && number <= most) return number
  throw refuse('OUT_OF_RANGE', { path: ['input', field], least, most })
}
