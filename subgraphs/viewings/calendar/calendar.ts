import { navigationGate, navigationOpensAt } from '../gate/gate.ts'
import { exactly, roughly, type AreaPlace, type ExactPlace } from '../location/location.ts'
import type { PropertyRow } from '../property/tables.ts'
import type { SettingsRow } from '../settings/tables.ts'
import type { Slot } from '../slot/slot.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { endOfDay, type ViewingsWanted } from '../viewing/viewing.ts'

/** What narrows a calendar: a period that may be open at either end, and which viewings of it. */
export interface CalendarWanted extends CalendarFilter {
  readonly period: Partial<Slot>
}

/** Without statuses a calendar shows what takes place, or has. */
export type CalendarFilter = Pick<ViewingsWanted, 'statuses' | 'propertyId' | 'contactId'>

/** A viewing with what calendars and mails tell of it. */
export interface Booked {
  readonly viewing: ViewingRow
  readonly property: PropertyRow
  /** When its latest version was made. */
  readonly changedAt: Date
  readonly map: SettingsRow['map']
}

/** Who reads of a viewing: its client, or the agent who shows it. */
export type Reader = 'client' | 'agent'

/** Where a viewing is, as exactly as its reader may know it at this time (VIE-9): it leaves the house by this. */
export function placeOf({ viewing, property, map }: Booked, reader: Reader, now: Date): ExactPlace | AreaPlace {
  const isOpen = navigationGate(viewing, property.timeZone, now).state === 'OPEN'
  return reader === 'agent' || isOpen || map === 'EXACT' ? exactly(property) : roughly(property)
}

/**
 * Since when a reader is told what they are told now: since the latest version, or since the place became exact or rough
 * again by time alone. Of two texts of one version, calendars keep the later (RFC 5546, section 2.1.5).
 */
export function toldSince({ viewing, property, changedAt, map }: Booked, reader: Reader, now: Date): Date {
  const { startsAt, endsAt } = viewing
  if (reader === 'agent' || map === 'EXACT' || !startsAt || !endsAt) return changedAt
  const gate = navigationGate(viewing, property.timeZone, now)
  const whenClosed =
    gate.state === 'CLOSED' && gate.reason === 'OVER' ? endOfDay({ startsAt, endsAt }, property.timeZone) : changedAt
  const since = gate.state === 'OPEN' ? navigationOpensAt(startsAt) : whenClosed
  return since > changedAt ? since : changedAt
}

/** A place in one line, as a letter would name it. */
export function lineOf(place: ExactPlace | AreaPlace): string {
  const { city, region, country } = place
  const town = place.__typename === 'ExactLocation' ? [place.street, `${place.postalCode} ${city}`.trim()] : [city]
  return [...town, region, country].filter(Boolean).join(', ')
}
