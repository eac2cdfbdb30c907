import DataLoader from 'dataloader'
import type { Context } from '../../kernel/context.ts'
import type { AgentId, Id } from '../../kernel/ids.ts'
import { availabilitiesOf } from '../availability/repository.ts'
import { bookedBy, calendarsOf, spanOf, type Days, type Meeting, type MeetingCalendar } from './meeting.ts'
import { bookingsWithin, showersOf } from './repository.ts'

/** A meeting on some days. */
export interface MeetingOnDays {
  readonly meeting: Meeting
  readonly days: Days
}

/** Each meeting's calendar: for all on the same days one statement for their agents' hours, and one for all bookings. */
export const calendarsByMeeting = (ctx: Context): DataLoader<MeetingOnDays, MeetingCalendar, string> =>
  new DataLoader(
    async (wanted) => {
      const found = new Map<MeetingOnDays, MeetingCalendar>()
      for (const group of Map.groupBy(wanted, ({ days }) => `${days.from} ${days.to}`).values()) {
        const { days } = group[0]!
        const meetings = group.map(({ meeting }) => meeting)
        const booked = bookedBy(meetings)
        const availabilities = await availabilitiesOf(ctx.db, ctx.company, booked.agents, days)
        const bookings = await bookingsWithin(ctx.db, ctx.company, booked, spanOf(days))
        const calendars = calendarsOf(meetings, days, { availabilities, bookings })
        for (const [index, one] of group.entries()) found.set(one, calendars[index]!)
      }
      return wanted.map((one) => found.get(one)!)
    },
    { cacheKeyFn: (wanted) => JSON.stringify(wanted) },
  )

/** Who would show each property to the client who asks; null where they may not ask to see it. */
export const showersByProperty = (ctx: Context): DataLoader<Id<'property'>, AgentId | null> =>
  new DataLoader(async (properties) => {
    if (ctx.actor.kind !== 'client') return properties.map(() => null)
    const found = await showersOf(ctx.db, ctx.company, ctx.actor.contact, properties)
    return properties.map((property) => found.get(property) ?? null)
  })
