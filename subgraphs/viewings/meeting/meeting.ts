import { badInput } from '../../kernel/errors.ts'
import { uuidOf, type AgentId, type ContactId, type Id } from '../../kernel/ids.ts'
import { datesBetween, openTimes, usual, type Availability } from '../availability/availability.ts'
import type { Calendar, Slot } from '../slot/slot.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { ownSlot } from '../viewing/viewing.ts'
import { addDays, dateIn, instantIn } from '../zone/zone.ts'

/** Who would meet where, and when is looked for. */
export interface Meeting {
  readonly agentId: AgentId
  readonly propertyId: Id<'property'>
  /** The property's. */
  readonly zone: string
  readonly contactId: ContactId | null
  /** What is agreed on already and would be given up: its slot and its viewing do not count as taken. */
  readonly instead?: readonly Id<string>[]
}

/** Dates from the first to the last, both included. */
export interface Days {
  readonly from: string
  readonly to: string
}

/** For which dates, and how long, free time is wanted. */
export interface Wanted extends Days {
  readonly minutes: number
}

/** Whose bookings are asked for: agents', properties' and contacts'. */
export interface Booked {
  readonly agents: readonly AgentId[]
  readonly properties: readonly Id<'property'>[]
  readonly contacts: readonly ContactId[]
}

/** A booking of one of them. */
export interface Booking extends Slot {
  /** The uuid of the agent, property or contact that it takes. */
  readonly of: string
  /** The uuid of the slot or, where it takes a contact, of the viewing. */
  readonly by: string
}

/** What is known about some meetings on some days. */
export interface Known {
  readonly availabilities: ReadonlyMap<AgentId, Availability>
  readonly bookings: readonly Booking[]
}

/** A meeting's calendar, and how many hours ahead its agent wants to know of it. */
export interface MeetingCalendar extends Calendar {
  readonly noticeHours: number
}

const MOST_DAYS = 42
const SHORTEST_MINUTES = 5
const LONGEST_MINUTES = 8 * 60
const MOST_BUFFER_DAYS = 1

/** What is wanted, if it is no more than may be asked for at once. */
export function checked(wanted: Wanted): Wanted {
  const { from, to, minutes } = wanted
  if (to < from || to >= addDays(from, MOST_DAYS)) throw badInput('PERIOD_INVALID', { most: MOST_DAYS })
  if (minutes < SHORTEST_MINUTES || minutes > LONGEST_MINUTES) {
    throw badInput('MINUTES_INVALID', { least: SHORTEST_MINUTES, most: LONGEST_MINUTES, given: minutes })
  }
  return wanted
}

/** The meeting of a viewing, which would give up the time that it has. */
export function meetingOf(viewing: ViewingRow, zone: string): Meeting {
  const { id, agentId, propertyId, contactId } = viewing
  const own = ownSlot(viewing)
  return { agentId, propertyId, contactId, zone, instead: own ? [id, own] : [id] }
}

/** The days in which a time lies. */
export function daysOf({ startsAt, endsAt }: Slot, zone: string): Days {
  return { from: dateIn(zone, startsAt), to: dateIn(zone, endsAt) }
}

/** Whose bookings have to be known for some meetings. */
export function bookedBy(meetings: readonly Meeting[]): Booked {
  return {
    agents: [...new Set(meetings.map(({ agentId }) => agentId))],
    properties: [...new Set(meetings.map(({ propertyId }) => propertyId))],
    contacts: [...new Set(meetings.flatMap(({ contactId }) => contactId ?? []))],
  }
}

/** The time whose bookings have to be known for these days in any zone, and with the longest buffer. */
export function spanOf({ from, to }: Days): Slot {
  const around = 1 + MOST_BUFFER_DAYS
  return { startsAt: instantIn('UTC', addDays(from, -around)), endsAt: instantIn('UTC', addDays(to, 1 + around)) }
}

/** Each meeting's calendar on these days. */
export function calendarsOf(meetings: readonly Meeting[], days: Days, known: Known): MeetingCalendar[] {
  const dates = datesBetween(days.from, days.to)
  const bookings = Map.groupBy(known.bookings, ({ of }) => of)
  // Most agents have the usual hours, which are the same for all of them in a zone.
  const usualTimes = new Map<string, Slot[]>()
  const usualIn = (zone: string): Slot[] => {
    const times = usualTimes.get(zone) ?? openTimes(usual, dates, zone)
    usualTimes.set(zone, times)
    return times
  }
  return meetings.map(({ agentId, propertyId, contactId, zone, instead = [] }) => {
    const givenUp = new Set(instead.map(uuidOf))
    const bookedOf = (id: Id<string>) => (bookings.get(uuidOf(id)) ?? []).filter(({ by }) => !givenUp.has(by))
    const own = known.availabilities.get(agentId)
    return {
      open: own ? openTimes(own, dates, zone) : usualIn(zone),
      shown: bookedOf(agentId),
      taken: [...bookedOf(propertyId), ...(contactId ? bookedOf(contactId) : [])],
      bufferMinutes: (own ?? usual).bufferMinutes,
      noticeHours: (own ?? usual).noticeHours,
    }
  })
}
