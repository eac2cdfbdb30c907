import type { Context } from '../../kernel/context.ts'
import { idOf } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { propertiesById } from './loaders.ts'
import * as policy from './policy.ts'
import { listProperties, newestFirst } from './repository.ts'
import type { PropertyRow } from './tables.ts'

/** One property, as far as the asker sees it. */
export async function propertyOf(ctx: Context, id: string): Promise<PropertyRow | null> {
  const propertyId = ctx.actor.kind === 'anonymous' ? null : idOf('property', id)
  return propertyId && ctx.loader(propertiesById).load(propertyId)
}

export async function propertiesOf(ctx: Context, args: PageArgs): Promise<ConnectionValue<PropertyRow>> {
  const sight = policy.sightOf(ctx.actor)
  return listed(ctx, args, newestFirst, (page) => listProperties(ctx.db, ctx.company, sight, page))
}

/** How one gets into a property, for those who know all of it. */
export function accessNotesOf(ctx: Context, property: PropertyRow): string | null {
  return policy.seesAll(ctx.actor) ? property.accessNotes : null
}
