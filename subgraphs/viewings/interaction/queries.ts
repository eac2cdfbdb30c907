import type { Context } from '../../kernel/context.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import * as policy from '../client/policy.ts'
import { interactionsByContact } from './loaders.ts'
import { newestFirst } from './repository.ts'
import type { InteractionRow } from './tables.ts'

/** What a contact did in the portal, for the staff who look after them. */
export async function interactionsOf(
  ctx: Context,
  parent: ContactId,
  args: PageArgs,
): Promise<ConnectionValue<InteractionRow>> {
  policy.mayArrange(ctx.actor)
  return listed(ctx, args, newestFirst, (page) => ctx.loader(interactionsByContact).load({ parent, page }))
}
