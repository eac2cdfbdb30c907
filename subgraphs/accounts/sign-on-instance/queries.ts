import type { Context } from '../../kernel/context.ts'
import { idOf, type CompanyId } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import type { Services } from '../../kernel/services.ts'
import { instancesByCompany, instancesById } from './loaders.ts'
import * as policy from './policy.ts'
import { firstMade, pageOfInstances, readAnyInstance } from './repository.ts'
import type { SignOnInstanceId, SignOnInstanceRow } from './tables.ts'

/** An instance as everybody sees it. */
export interface Option {
  readonly instanceId: SignOnInstanceId
  readonly name: string
}

/** By which one may sign on now at a company's portal. */
export async function offeredInstances(ctx: Context, company: CompanyId): Promise<Option[]> {
  const all = await ctx.loader(instancesByCompany).load(company)
  return all.filter(({ isEnabled }) => isEnabled).map(({ id: instanceId, name }) => ({ instanceId, name }))
}

/** All that there are of the asker's company. */
export async function instancesOf(ctx: Context, args: PageArgs): Promise<ConnectionValue<SignOnInstanceRow>> {
  policy.maySee(ctx.actor)
  return listed(ctx, args, firstMade, (page) => pageOfInstances(ctx.db, ctx.company, page))
}

/** One of them, for a mutation's payload that is shown again: null for whoever may not see them any more. */
export async function instanceOf(ctx: Context, id: string): Promise<SignOnInstanceRow | null> {
  const instanceId = policy.sees(ctx.actor) ? idOf('sign_on_instance', id) : null
  return instanceId && ctx.loader(instancesById).load(instanceId)
}

/** What one is called, for whoever may know that it is there. */
export async function nameOfInstance(ctx: Context, id: SignOnInstanceId): Promise<string | null> {
  return (await ctx.loader(instancesById).load(id))?.name ?? null
}

/** Throws a ConfigError where client secrets cannot be opened for lack of the key that they were sealed with. */
export async function refuseWithoutSeal({ db, seal }: Pick<Services, 'db' | 'seal'>): Promise<void> {
  const some = await readAnyInstance(db)
  if (some) seal.check(some.sealedSecret)
}
