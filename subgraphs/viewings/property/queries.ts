import type { Context } from '../../kernel/context.ts'
import { idOf } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { knowsPlaces } from '../location/queries.ts'
import { orders, searchProperties } from '../search/repository.ts'
import * as search from '../search/search.ts'
import { propertiesById } from './loaders.ts'
import * as policy from './policy.ts'
import type { PropertyRow } from './tables.ts'

/** One property, as far as the asker sees it. */
export async function propertyOf(ctx: Context, id: string): Promise<PropertyRow | null> {
  const propertyId = ctx.actor.kind === 'anonymous' ? null : idOf('property', id)
  return propertyId && ctx.loader(propertiesById).load(propertyId)
}

/** The properties that one looks for among those that one sees. */
export async function propertiesOf(
  ctx: Context,
  args: PageArgs,
  filter: search.PropertyFilter | null = null,
  orderBy: search.PropertyOrder | null = null,
): Promise<ConnectionValue<PropertyRow>> {
  const sight = policy.sightOf(ctx.actor)
  const order = orders[orderBy ?? 'NEWEST']
  const wanted = { filter: search.checked(filter ?? {}), isExact: await knowsPlaces(ctx) }
  return listed(ctx, args, order, (page) => searchProperties(ctx.db, ctx.company, sight, wanted, order, page))
}

/** How one gets into a property, for those who know all of it. */
export function accessNotesOf(ctx: Context, property: PropertyRow): string | null {
  return policy.seesAll(ctx.actor) ? property.accessNotes : null
}
