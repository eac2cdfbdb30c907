import type { Context } from '../../kernel/context.ts'
import { seesAll } from '../property/policy.ts'
import type { PropertyRow } from '../property/tables.ts'
import { settingsByCompany } from '../settings/loaders.ts'
import { exactly, roughly, type AreaPlace, type ExactPlace } from './location.ts'

/** Whether the asker may know from properties themselves exactly where they stand (VIE-1). */
export async function knowsPlaces(ctx: Context): Promise<boolean> {
  return seesAll(ctx.actor) || (await ctx.loader(settingsByCompany).load(ctx.company)).map === 'EXACT'
}

/** Where a property stands, as exactly as the asker may know it. */
export async function locationOf(ctx: Context, property: PropertyRow): Promise<ExactPlace | AreaPlace> {
  return (await knowsPlaces(ctx)) ? exactly(property) : roughly(property)
}
