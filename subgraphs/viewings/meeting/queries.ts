import type { Context } from '../../kernel/context.ts'
import { idOf, type AgentId } from '../../kernel/ids.ts'
import * as policy from '../client/policy.ts'
import { propertiesById } from '../property/loaders.ts'
import type { PropertyRow } from '../property/tables.ts'
import { freeTimes, slotsIn, type Slot } from '../slot/slot.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { calendarsByMeeting, showersByProperty } from './loaders.ts'
import * as meeting from './meeting.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** The slots of a property in which the asker could view it, or show it: see `Property.freeSlots`. */
export async function freeSlotsOfProperty(
  ctx: Context,
  { id, timeZone: zone }: PropertyRow,
  wanted: meeting.Wanted,
): Promise<Slot[]> {
  const asker = policy.mayTakePart(ctx.actor)
  const { minutes } = meeting.checked(wanted)
  const agentId = asker.kind === 'staff' ? asker.agent : await ctx.loader(showersByProperty).load(id)
  if (!agentId) return []
  const contactId = asker.kind === 'client' ? asker.contact : null
  return slotsIn(await free(ctx, { agentId, propertyId: id, zone, contactId }, wanted), minutes * MINUTE)
}

/** The slots to which a viewing could be put or moved. */
export async function freeSlotsOfViewing(ctx: Context, viewing: ViewingRow, wanted: meeting.Wanted): Promise<Slot[]> {
  const { minutes } = meeting.checked(wanted)
  const property = await ctx.loader(propertiesById).load(viewing.propertyId)
  return slotsIn(await free(ctx, meeting.meetingOf(viewing, property!.timeZone), wanted), minutes * MINUTE)
}

/** When an agent could show a property, in one piece of time or more. */
export async function freeTimesOfAgent(
  ctx: Context,
  agentId: AgentId,
  wanted: meeting.Wanted & { readonly propertyId: string },
): Promise<Slot[]> {
  policy.mayArrange(ctx.actor)
  const { minutes } = meeting.checked(wanted)
  const id = idOf('property', wanted.propertyId)
  const property = id && (await ctx.loader(propertiesById).load(id))
  if (!property) return []
  const times = await free(ctx, { agentId, propertyId: property.id, zone: property.timeZone, contactId: null }, wanted)
  return times.filter(({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime() >= minutes * MINUTE)
}

/** The free time of a meeting; clients are told of none before the agent's notice. */
async function free(ctx: Context, one: meeting.Meeting, { from, to }: meeting.Days): Promise<Slot[]> {
  const calendar = await ctx.loader(calendarsByMeeting).load({ meeting: one, days: { from, to } })
  const notice = ctx.actor.kind === 'client' ? calendar.noticeHours * HOUR : 0
  return freeTimes(calendar, new Date(ctx.now().getTime() + notice))
}
