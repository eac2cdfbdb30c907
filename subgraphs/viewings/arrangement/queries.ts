import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import * as policy from '../client/policy.ts'
import type { Accompaniment } from './arrangement.ts'
import { arrangementByViewing } from './loaders.ts'
import type { ArrangementRow } from './tables.ts'

/** Who goes along to a viewing that the asker sees; null where nobody has said. */
export async function accompanimentOf(ctx: Context, viewing: Id<'viewing'>): Promise<Accompaniment | null> {
  const found = await ctx.loader(arrangementByViewing).load(viewing)
  return found?.accompaniedBy ? { kind: found.accompaniedBy, name: found.accompaniedName } : null
}

/** What staff have to see to for a viewing; FORBIDDEN for clients. */
export async function arrangementsOf(ctx: Context, viewing: Id<'viewing'>): Promise<ArrangementRow | null> {
  policy.mayArrange(ctx.actor)
  return ctx.loader(arrangementByViewing).load(viewing)
}
