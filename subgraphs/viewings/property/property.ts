import type { CompanyId, Id } from '../../kernel/ids.ts'
import { inOneLine, lengthOf } from '../../kernel/text.ts'
import type { PropertyCreated } from '../events.ts'
import { refuse } from '../refusals.ts'
import { isTimeZone } from '../zone/zone.ts'
import type { PropertyRow } from './tables.ts'

/** What staff say of a new property. */
export interface PropertyDraft {
  readonly reference: string
  readonly title: string
  readonly description: string
  readonly kind: PropertyRow['kind']
  readonly price: { readonly amount: number; readonly currency: string }
  readonly address: AddressDraft
  readonly timeZone: string
}

export interface AddressDraft {
  readonly street: string
  readonly postalCode: string
  readonly city: string
  readonly region?: string | null
  readonly country: string
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

/** A property as VIE-1 wants it, or a refusal that points at what is wrong. */
export function create(
  company: CompanyId,
  id: Id<'property'>,
  given: PropertyDraft,
  now: Date,
): { readonly property: PropertyRow; readonly event: PropertyCreated } {
  const { price, address } = given
  if (!isTimeZone(given.timeZone)) throw refuse('TIME_ZONE_UNKNOWN', { path: ['input', 'timeZone'] })
  if (!CURRENCIES.has(price.currency)) throw refuse('CURRENCY_UNKNOWN', { path: ['input', 'price', 'currency'] })
  if (!Number.isSafeInteger(price.amount) || price.amount < 0) {
    throw refuse('PRICE_INVALID', { path: ['input', 'price', 'amount'] })
  }
  if (!/^[A-Z]{2}$/.test(address.country)) throw refuse('COUNTRY_INVALID', { path: ['input', 'address', 'country'] })
  return {
    property: {
      companyId: company,
      id,
      reference: textOf(given.reference, 50, 'reference'),
      title: textOf(given.title, 200, 'title'),
      description: atMost(given.description.trim(), 10_000, 'description'),
      kind: given.kind,
      priceAmount: price.amount,
      priceCurrency: price.currency,
      street: textOf(address.street, 200, 'address', 'street'),
      postalCode: atMost(inOneLine(address.postalCode), 20, 'address', 'postalCode'),
      city: textOf(address.city, 100, 'address', 'city'),
      region: atMost(inOneLine(address.region ?? ''), 100, 'address', 'region') || null,
      country: address.country,
      timeZone: given.timeZone,
      version: 1,
      createdAt: now,
    },
    event: { type: 'property.created', subject: id, data: { propertyId: id } },
  }
}

function textOf(given: string, most: number, ...field: string[]): string {
  const text = inOneLine(given)
  if (text === '') throw refuse('TEXT_MISSING', { path: ['input', ...field] })
  return atMost(text, most, ...field)
}

function atMost(text: string, most: number, ...field: string[]): string {
  if (lengthOf(text) > most) throw refuse('TEXT_TOO_LONG', { path: ['input', ...field], most })
  return text
}
