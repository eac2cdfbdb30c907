import type { Context } from '../../kernel/context.ts'
import { settingsByCompany } from './loaders.ts'
import * as policy from './policy.ts'
import { shown, type ShownSettings } from './settings.ts'

/** How the asker's company works with viewings. */
export async function settingsOf(ctx: Context): Promise<ShownSettings> {
  policy.mayRead(ctx.actor)
  return shown(await ctx.loader(settingsByCompany).load(ctx.company))
}

/** The same for a mutation's payload that is shown again: null for whoever may not read them any more. */
export async function settingsAgain(ctx: Context): Promise<ShownSettings | null> {
  return policy.reads(ctx.actor) ? settingsOf(ctx) : null
}
