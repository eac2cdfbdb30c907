import type { Context } from '../../kernel/context.ts'
import { append } from '../../kernel/events/append.ts'
import { refuse } from '../refusals.ts'
import * as policy from './policy.ts'
import { lockSettings, saveSettings } from './repository.ts'
import * as settings from './settings.ts'

/** What is to be set, by somebody who has read this version of the settings. */
export interface SettingsUpdate extends settings.Setting {
  readonly expectedVersion?: number | null
}

/** Sets how the company works with viewings. */
export async function updateSettings(ctx: Context, given: SettingsUpdate): Promise<settings.ShownSettings> {
  policy.maySet(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockSettings(tx, ctx.company, settings.initial(ctx.company))
    if (given.expectedVersion != null && given.expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    const decision = settings.set(found, given)
    if (!decision) return settings.shown(found)
    await append(tx, decision.event, ctx)
    return settings.shown(await saveSettings(tx, ctx.company, decision.change))
  })
}
