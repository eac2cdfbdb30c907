import type { Context } from '../../kernel/context.ts'
import { navigationGate, type Closed } from '../gate/gate.ts'
import { standingOf } from '../gate/policy.ts'
import { propertiesById } from '../property/loaders.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { navigationTo } from './navigation.ts'

/** The way to a viewing, as it is shown. */
export interface NavigationView extends ReturnType<typeof navigationTo> {
  readonly __typename: 'NavigationOpen'
  readonly closesAt: Date | null
}

/** Why it is not. */
export interface NavigationClosedView extends Pick<Closed, 'opensAt' | 'reason'> {
  readonly __typename: 'GateClosed'
}

/** The way to a viewing that the asker sees: staff are always shown it, its client as long as it is open (VIE-9). */
export async function navigationOf(ctx: Context, viewing: ViewingRow): Promise<NavigationView | NavigationClosedView> {
  const standing = standingOf(ctx.actor, viewing)
  if (standing === 'STRANGER') return { __typename: 'GateClosed', opensAt: null, reason: 'CLIENT_ONLY' }
  const property = (await ctx.loader(propertiesById).load(viewing.propertyId))!
  if (standing === 'STAFF') return { __typename: 'NavigationOpen', closesAt: null, ...navigationTo(property) }
  const gate = navigationGate(viewing, property.timeZone, ctx.now())
  if (gate.state === 'CLOSED') return { __typename: 'GateClosed', opensAt: gate.opensAt, reason: gate.reason }
  return { __typename: 'NavigationOpen', closesAt: gate.closesAt, ...navigationTo(property) }
}
