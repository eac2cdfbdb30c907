import { inOneLine } from '../../kernel/text.ts'
import type { PropertyRow } from '../property/tables.ts'
import { refuse } from '../refusals.ts'
import { atMost, wanted } from '../text/text.ts'

/** Where a property stands, as a letter would name it. */
export interface AddressDraft {
  readonly street: string
  readonly postalCode: string
  readonly city: string
  readonly region?: string | null
  readonly country: string
}

/** A place on the globe, in degrees of WGS 84. */
export interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** What everybody who sees a property is told of its place. */
interface Town {
  readonly city: string
  readonly region: string | null
  readonly country: string
}

export interface ExactPlace extends Town {
  readonly __typename: 'ExactLocation'
  readonly street: string
  readonly postalCode: string
  readonly point: Point | null
}

export interface AreaPlace extends Town {
  readonly __typename: 'AreaLocation'
  readonly center: Point | null
  readonly radiusMeters: number | null
}

type Placed = Pick<
  PropertyRow,
  'street' | 'postalCode' | 'city' | 'region' | 'country' | 'latitude' | 'longitude' | 'areaLatitude' | 'areaLongitude'
>

/** How many fields of the grid make one degree. */
const FIELDS_PER_DEGREE = 100
/** From a field's middle to its corners it is at most 787 m, at the equator. */
const RADIUS_METERS = 800

/** An address, or a refusal that points at what is wrong. */
export function addressOf({ street, postalCode, city, region, country }: AddressDraft) {
  if (!/^[A-Z]{2}$/.test(country)) throw refuse('COUNTRY_INVALID', { path: ['input', 'address', 'country'] })
  return {
    street: wanted(street, 200, 'address', 'street'),
    postalCode: atMost(inOneLine(postalCode), 20, 'address', 'postalCode'),
    city: wanted(city, 100, 'address', 'city'),
    region: atMost(inOneLine(region ?? ''), 100, 'address', 'region') || null,
    country,
  }
}

/** A point with the area in which it lies, or a refusal. */
export function pointOf(point: Point | null) {
  if (!point) return { latitude: null, longitude: null, areaLatitude: null, areaLongitude: null }
  const { latitude, longitude } = point
  if (!isWithin(latitude, 90) || !isWithin(longitude, 180)) throw refuse('POINT_INVALID', { path: ['input', 'point'] })
  return { latitude, longitude, areaLatitude: snapped(latitude), areaLongitude: snapped(longitude) }
}

/** All there is to tell of where a property stands. */
export function exactly({ street, postalCode, latitude, longitude, ...placed }: Placed): ExactPlace {
  const point = latitude === null || longitude === null ? null : { latitude, longitude }
  return { __typename: 'ExactLocation', ...townOf(placed), street, postalCode, point }
}

/**
 * About where a property stands: its town, and the field of the grid in which it lies. Every point of a field has the
 * same answer, so that asking again, or asking for others nearby, tells no more.
 */
export function roughly({ areaLatitude: latitude, areaLongitude: longitude, ...placed }: Placed): AreaPlace {
  const center = latitude === null || longitude === null ? null : { latitude, longitude }
  return { __typename: 'AreaLocation', ...townOf(placed), center, radiusMeters: center && RADIUS_METERS }
}

function townOf({ city, region, country }: Town): Town {
  return { city, region, country }
}

function isWithin(degrees: number, most: number): boolean {
  return Number.isFinite(degrees) && Math.abs(degrees) <= most
}

function snapped(degrees: number): number {
  return Math.round(degrees * FIELDS_PER_DEGREE) / FIELDS_PER_DEGREE
}
