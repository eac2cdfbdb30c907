import type { Context } from '../../kernel/context.ts'
import { seesAll } from '../property/policy.ts'
import type { PropertyRow } from '../property/tables.ts'
import { settingsByCompany } from '../settings/loaders.ts'
import { forClients, exactly, type AreaPlace, type ExactPlace } from './location.ts'

/** Where a property stands, as exactly as the asker may know it from the property itself. */
export async function locationOf(ctx: Context, property: PropertyRow): Promise<ExactPlace | AreaPlace> {
  if (seesAll(ctx.actor)) return exactly(property)
  const { map } = await ctx.loader(settingsByCompany).load(ctx.company)
  return forClients(property, map)
}
