import type { Context } from '../../kernel/context.ts'
import { idOf, type ContactId, type Id } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { refusedBy, type UserError } from '../../kernel/payload.ts'
import * as policy from '../client/policy.ts'
import { criteriaOf, type CriteriaDraft } from '../criteria/criteria.ts'
import { matchesByWatch, watchesByContact, watchesById } from './loaders.ts'
import { mayRegister } from './policy.ts'
import { lastFoundFirst, listWatches, newestFirst } from './repository.ts'
import type { WatchMatchRow, WatchRow } from './tables.ts'

/** One watch, as far as the asker sees it. */
export async function watchOf(ctx: Context, id: string): Promise<WatchRow | null> {
  const watchId = ctx.actor.kind === 'anonymous' ? null : idOf('watch', id)
  return watchId && ctx.loader(watchesById).load(watchId)
}

export async function watchesOf(ctx: Context, args: PageArgs): Promise<ConnectionValue<WatchRow>> {
  const sight = policy.sightOf(policy.mayTakePart(ctx.actor))
  return listed(ctx, args, newestFirst, (page) => listWatches(ctx.db, ctx.company, sight, page))
}

export async function watchesOfContact(
  ctx: Context,
  parent: ContactId,
  args: PageArgs,
): Promise<ConnectionValue<WatchRow>> {
  policy.mayTakePart(ctx.actor)
  return listed(ctx, args, newestFirst, (page) => ctx.loader(watchesByContact).load({ parent, page }))
}

/** What a watch has found, which whoever has the watch may see. */
export async function matchesOf(
  ctx: Context,
  parent: Id<'watch'>,
  args: PageArgs,
): Promise<ConnectionValue<WatchMatchRow>> {
  return listed(ctx, args, lastFoundFirst, (page) => ctx.loader(matchesByWatch).load({ parent, page }))
}

/** Why what somebody looks for who registers could not become a watch; empty where it can. */
export function faultsOfCriteria(ctx: Context, criteria: CriteriaDraft): UserError[] {
  mayRegister(ctx.actor, ctx.caller)
  return refusedBy(ctx, () => criteriaOf(criteria))
}
