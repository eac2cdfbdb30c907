import { describe, expect, it } from 'vitest'
import { Refusals, type Refusal } from '../../subgraphs/kernel/errors.ts'
import { criteriaOf, matches, type CriteriaDraft, type Sought } from '../../subgraphs/viewings/criteria/criteria.ts'

/** A flat to be bought in Porto, known to stand about where this says. */
const flat: Sought = {
  transaction: 'SALE',
  kind: 'APARTMENT',
  priceAmount: 300_000_00,
  priceCurrency: 'EUR',
  city: 'Évora',
  areaLatitude: 38.57,
  areaLongitude: -7.91,
  rooms: 2.5,
  livingArea: 80,
  features: ['BALCONY', 'ELEVATOR'],
  withdrawnAt: null,
}
const finds = (given: CriteriaDraft, property: Partial<Sought> = {}) =>
  matches(criteriaOf(given), { ...flat, ...property })

function refused(given: CriteriaDraft): string[] {
  try {
    criteriaOf(given)
    return []
  } catch (error) {
    const each = error instanceof Refusals ? error.each : [error as Refusal]
    return each.map(({ code, data }) => `${code} ${data.path!.join('.')}`)
  }
}

describe('looking for properties', () => {
  const box = { south: 38.57, west: -7.91, north: 38.58, east: -7.9 }

  it.each<[CriteriaDraft, Partial<Sought>]>([
    [{ transaction: 'SALE' }, { transaction: 'RENT' }],
    [{ kinds: ['HOUSE', 'APARTMENT'] }, { kind: 'ROOM' }],
    [{ price: { max: 300_000_00, currency: 'EUR' } }, { priceAmount: 300_000_01 }],
    [{ price: { min: 300_000_00, currency: 'EUR' } }, { priceAmount: 299_999_99 }],
    [{ price: { currency: 'EUR' } }, { priceCurrency: 'CHF' }],
    [{ cities: ['Lisboa', ' ÉVORA '] }, { city: 'Evora' }],
    [{ cities: ['İzmir'], kinds: [] }, { city: 'Izmır' }],
    [{ boundingBox: box }, { areaLatitude: 38.59 }],
    [{ boundingBox: box }, { areaLongitude: -7.89 }],
    [{ boundingBox: box }, { areaLatitude: null, areaLongitude: null }],
    [{ minRooms: 2.5 }, { rooms: 2 }],
    [{ minRooms: 1 }, { rooms: null }],
    [{ livingArea: { min: 80, max: 80 } }, { livingArea: 81 }],
    [{ livingArea: { min: 1 } }, { livingArea: null }],
    [{ features: ['ELEVATOR', 'BALCONY', 'BALCONY'] }, { features: ['ELEVATOR'] }],
    [{ transaction: 'SALE' }, { withdrawnAt: new Date(0) }],
  ])('for %j finds what meets it, and not what is %j (VIE-15)', (given, otherwise) => {
    expect(finds(given, given.cities?.includes('İzmir') ? { city: 'izmir' } : {})).toBe(true)
    expect(finds(given, otherwise)).toBe(false)
  })

  it('finds what meets all of it only (VIE-15)', () => {
    const given: CriteriaDraft = { kinds: ['APARTMENT'], cities: ['Évora'], minRooms: 2 }
    expect(finds(given)).toBe(true)
    expect(finds(given, { rooms: 1 })).toBe(false)
    expect(finds(given, { city: 'Beja' })).toBe(false)
  })

  it.each<[CriteriaDraft, string[]]>([
    [{}, ['CRITERIA_MISSING input.criteria']],
    [{ kinds: [], cities: [], features: [], livingArea: {} }, ['CRITERIA_MISSING input.criteria']],
    [{ price: { min: 2, max: 1, currency: 'EUR' } }, ['RANGE_REVERSED input.criteria.price.max']],
    [{ price: { min: 1, currency: 'EURO' } }, ['CURRENCY_UNKNOWN input.criteria.price.currency']],
    [{ livingArea: { min: 51, max: 50 } }, ['RANGE_REVERSED input.criteria.livingArea.max']],
    [{ livingArea: { max: -1 } }, ['OUT_OF_RANGE input.criteria.livingArea.max']],
    [{ minRooms: -0.5 }, ['OUT_OF_RANGE input.criteria.minRooms']],
    [{ minRooms: 1001 }, ['OUT_OF_RANGE input.criteria.minRooms']],
    [{ boundingBox: { ...box, north: 90.1 } }, ['OUT_OF_RANGE input.criteria.boundingBox.north']],
    [{ boundingBox: { ...box, west: -180.1 } }, ['OUT_OF_RANGE input.criteria.boundingBox.west']],
    [{ boundingBox: { ...box, north: 38.56 } }, ['RANGE_REVERSED input.criteria.boundingBox.north']],
    [{ boundingBox: { ...box, east: -7.92 } }, ['RANGE_REVERSED input.criteria.boundingBox.east']],
    [{ cities: ['Porto', ' '] }, ['TEXT_MISSING input.criteria.cities.1']],
    [{ cities: ['x'.repeat(101)] }, ['TEXT_TOO_LONG input.criteria.cities.0']],
    [{ cities: Array.from({ length: 21 }, (_, i) => `City ${i}`) }, ['TOO_MANY input.criteria.cities']],
    [
      { minRooms: -1, price: { currency: 'eur' } },
      ['CURRENCY_UNKNOWN input.criteria.price.currency', 'OUT_OF_RANGE input.criteria.minRooms'],
    ],
  ])('is refused where nothing could match: %j (VIE-15)', (given, why) => {
    expect(refused(given)).toEqual(why)
  })
})
