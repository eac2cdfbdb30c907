import type { Context } from '../../kernel/context.ts'
import type { AgentId } from '../../kernel/ids.ts'
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

/** A colleague's, as every ADMIN sees it alike. */
export async function factorOfStaff(ctx: Context, agent: AgentId): Promise<FactorShown | null> {
  const found = policy.seesOfStaff(ctx.actor) ? await ctx.loader(factorsByPerson).load(agent) : null
  return found && { ...found, recoveryCodesLeft: null }
}

/** Throws a ConfigError where second factors cannot be asked for, for lack of the key that they were sealed with. */
export async function refuseWithoutFactorSeal({ db, seal }: Pick<Services, 'db' | 'seal'>): Promise<void> {
  const some = await readAnyFactor(db)
  if (some) seal.check(some.sealedSecret)
}
