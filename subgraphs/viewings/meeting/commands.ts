import type { Context } from '../../kernel/context.ts'
import { availabilitiesOf } from '../availability/repository.ts'
import { nearestFree, reachOf, type Slot } from '../slot/slot.ts'
import { bookedBy, calendarsOf, daysOf, spanOf, type Meeting } from './meeting.ts'
import { bookingsWithin } from './repository.ts'

/** The free slots that are nearest to one that could not be had, and as long (VIE-8). */
export async function nearestFreeOf(ctx: Context, meeting: Meeting, wanted: Slot): Promise<Slot[]> {
  const days = daysOf(reachOf(wanted), meeting.zone)
  const booked = bookedBy([meeting])
  const availabilities = await availabilitiesOf(ctx.db, ctx.company, booked.agents, days)
  const bookings = await bookingsWithin(ctx.db, ctx.company, booked, spanOf(days))
  const [calendar] = calendarsOf([meeting], days, { availabilities, bookings })
  return nearestFree(wanted, calendar!, ctx.now())
}
