import type { Context } from '../../kernel/context.ts'
import type { Services } from '../../kernel/services.ts'
import type { PersonId } from '../password/tables.ts'
import { factorsByPerson } from './loaders.ts'
import * as policy from './policy.ts'
import { readAnyFactor } from './repository.ts'

/** A second factor as it is shown. */
export interface FactorShown {
  readonly since: Date
  readonly recoveryCodesLeft: number | null
}

/** Somebody's second factor, whom the asker sees; null where there is none. */
export async function factorOf(ctx: Context, person: PersonId): Promise<FactorShown | null> {
  const found = await ctx.loader(factorsByPerson).load(person)
  return found && { ...found, recoveryCodesLeft: policy.isOwn(ctx.actor, person) ? found.recoveryCodesLeft : null }
}

/** Throws a ConfigError where second factors cannot be asked for, for lack of the key that they were sealed with. */
export async function refuseWithoutFactorSeal({ db, seal }: Pick<Services, 'db' | 'seal'>): Promise<void> {
  const some = await readAnyFactor(db)
  if (some) seal.check(some.sealedSecret)
}
