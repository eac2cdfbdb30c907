import type { Slot } from '../slot/slot.ts'
import type { ViewingsWanted } from '../viewing/viewing.ts'

/** What narrows a calendar: a period that may be open at either end, and which viewings of it. */
export interface CalendarWanted extends CalendarFilter {
  readonly period: Partial<Slot>
}

/** Without statuses a calendar shows what takes place, or has. */
export type CalendarFilter = Pick<ViewingsWanted, 'statuses' | 'propertyId' | 'contactId'>
