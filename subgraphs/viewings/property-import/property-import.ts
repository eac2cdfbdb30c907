import { checkAll, type Refusal } from '../../kernel/errors.ts'
import { referenceOf, type PropertyChange, type PropertyDraft } from '../property/property.ts'
import type { PropertyRow } from '../property/tables.ts'
import { refuse } from '../refusals.ts'

/** A row's cells by the names of their columns; what the table has no column for is absent. */
export type Cells = Readonly<Record<string, string | undefined>>

/** The words that stand for what the graph has as enums. */
export interface Vocabulary {
  readonly kinds: readonly PropertyRow['kind'][]
  readonly transactions: readonly PropertyRow['transaction'][]
  readonly energyLabels: readonly NonNullable<PropertyRow['energyLabel']>[]
  readonly features: readonly PropertyRow['features'][number][]
}

/** What a row came to. */
export type Outcome = 'created' | 'updated' | 'skipped' | 'failed'

/** The reference by which a row’s property is known. */
export function referenceIn(cells: Cells): string {
  return referenceOf(cells['reference'] ?? '')
}

/** A row's cells. What stands empty at its end some software leaves away. */
export function cellsOf(columns: readonly string[], values: readonly string[]): Cells {
  return Object.fromEntries(columns.map((name, index) => [name, values[index] ?? '']))
}

/** The new property that a row tells of; what is wrong in it is refused by whoever makes the property. */
export function draftIn(cells: Cells, known: Vocabulary): PropertyDraft {
  const { kind, price, transaction, ...given } = changeIn({ kind: '', price: '', ...cells }, null, known)
  const blank = { title: '', description: '', timeZone: '', features: [] }
  const values = Object.entries(given).filter(([, value]) => value !== undefined)
  return {
    ...blank,
    ...(Object.fromEntries(values) as Pick<PropertyDraft, 'reference' | 'address'>),
    kind: kind!,
    price: price!,
    transaction: transaction ?? 'SALE',
  }
}

/** What a row changes of the property that is there: all that it has a column for; an empty cell empties it. */
export function changeIn(cells: Cells, row: PropertyRow | null, known: Vocabulary): PropertyChange {
  const text = (name: string) => cells[name]?.trim()
  const optional = <T>(name: string, read: (given: string) => T): T | null | undefined => {
    const given = text(name)
    return given === undefined || given === '' ? (given === undefined ? undefined : null) : read(given)
  }
  const whole = (name: string, field: string) => optional(name, (given) => numberIn(given, field, true))
  return checkAll({
    reference: () => text('reference'),
    title: () => text('title'),
    description: () => text('description'),
    kind: () => wordOf(text('kind'), known.kinds, 'kind'),
    transaction: () => optional('transaction', (given) => wordOf(given, known.transactions, 'transaction')),
    price: () => priceIn(text('price'), text('currency'), row),
    address: () => addressIn(cells, row),
    point: () => pointIn(text('latitude'), text('longitude')),
    timeZone: () => text('time_zone'),
    accessNotes: () => text('access_notes'),
    energyLabel: () => optional('energy_label', (given) => wordOf(labelled(given), known.energyLabels, 'energyLabel')),
    livingArea: () => whole('living_area', 'livingArea'),
    plotArea: () => whole('plot_area', 'plotArea'),
    rooms: () => optional('rooms', (given) => numberIn(given, 'rooms')),
    bedrooms: () => whole('bedrooms', 'bedrooms'),
    bathrooms: () => whole('bathrooms', 'bathrooms'),
    yearBuilt: () => whole('year_built', 'yearBuilt'),
    features: () => featuresIn(text('features'), known),
  })
}

/** In which column the reason of a refusal lies. */
export function columnOf({ data }: Refusal): string {
  const field = data.path?.at(-1) ?? 'reference'
  const named: Readonly<Record<string, string>> = { amount: 'price', point: 'latitude' }
  return named[field] ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** What of a refusal’s data stands in its text. */
export function toldIn({ data }: Refusal): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== 'path' && name !== 'type'))
}

function addressIn(cells: Cells, row: PropertyRow | null): PropertyDraft['address'] | undefined {
  const names = ['street', 'postal_code', 'city', 'region', 'country']
  if (row && names.every((name) => cells[name] === undefined)) return undefined
  return {
    street: cells['street'] ?? row?.street ?? '',
    postalCode: cells['postal_code'] ?? row?.postalCode ?? '',
    city: cells['city'] ?? row?.city ?? '',
    region: cells['region'] ?? row?.region ?? null,
    country: (cells['country'] ?? row?.country ?? '').trim().toUpperCase(),
  }
}

/** A price is written in whole units, such as euros, with decimals where there are any. */
function priceIn(price: string | undefined, currency: string | undefined, row: PropertyRow | null) {
  if (price === undefined && currency === undefined) return undefined
  const code = currency?.toUpperCase() || row?.priceCurrency || ''
  if (price === undefined && row) return { amount: row.priceAmount, currency: code }
  const amount = numberIn(price ?? '', 'amount') * 10 ** minorDigits(code)
  return { amount: Math.round(amount), currency: code }
}

function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) throw refuse('CURRENCY_UNKNOWN', { path: ['input', 'price', 'currency'] })
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

function pointIn(latitude: string | undefined, longitude: string | undefined) {
  if (latitude === undefined && longitude === undefined) return undefined
  if (!latitude && !longitude) return null
  return { latitude: numberIn(latitude ?? '', 'latitude'), longitude: numberIn(longitude ?? '', 'longitude') }
}

function featuresIn(text: string | undefined, known: Vocabulary): PropertyRow['features'] | undefined {
  const words = text?.split(/[\s,;|]+/).filter((word) => word !== '')
  return words?.map((word) => wordOf(word, known.features, 'features')!)
}

/** `A++` as the graph calls it. */
function labelled(given: string): string {
  const [, letter, signs = ''] = /^([A-Ha-h])(\+*|-)$/.exec(given) ?? []
  if (!letter || signs === '') return given
  if (signs === '-') return `${letter}_MINUS`
  return `${letter}_PLUS${signs.length > 1 ? `_${Math.min(signs.length, 4)}` : ''}`
}

function wordOf<Word extends string>(
  given: string | undefined,
  known: readonly Word[],
  field: string,
): Word | undefined {
  if (given === undefined) return undefined
  const path = ['input', field]
  if (given === '') throw refuse('TEXT_MISSING', { path })
  const word = known.find((each) => each === given.toUpperCase())
  if (word) return word
  throw refuse('VALUE_UNKNOWN', { path, known })
}

function numberIn(given: string, field: string, isWhole = false): number {
  const isNumber = (isWhole ? /^\d{1,12}$/ : /^-?\d{1,12}([.,]\d{1,12})?$/).test(given)
  if (isNumber) return Number(given.replace(',', '.'))
  throw refuse(given === '' ? 'TEXT_MISSING' : 'NUMBER_INVALID', { path: ['input', field] })
}
