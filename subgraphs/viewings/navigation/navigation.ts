import { exactly } from '../location/location.ts'
import type { PropertyRow } from '../property/tables.ts'

/** What leads somebody to a viewing (VIE-9). */
export function navigationTo(property: PropertyRow) {
  return { location: exactly(property), accessNotes: property.accessNotes, routeUrl: routeTo(property) }
}

/**
 * A page that finds the route to a property. OpenStreetMap's opens wherever there is a browser, needs no key, and takes a
 * point or, where staff have given none, the address; whoever prefers the map on the device has the point itself.
 */
export function routeTo(property: PropertyRow): string {
  const { street, postalCode, city, country, point } = exactly(property)
  const town = [postalCode, city].filter((part) => part !== '').join(' ')
  const to = point ? `${point.latitude},${point.longitude}` : [street, town, country].join(', ')
  return `https://www.openstreetmap.org/directions?${new URLSearchParams({ to })}`
}
