import { and, eq } from 'drizzle-orm'
import type { Context } from '../../kernel/context.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { sightOf } from '../client/policy.ts'
import { ofClientSeenBy } from '../client/repository.ts'
import { newestFirst } from './repository.ts'
import { interactions } from './tables.ts'

/** What each contact did, as far as the asker sees it. */
export const interactionsByContact = (ctx: Context) =>
  pagesByParent<ContactId, typeof interactions>(ctx.db, {
    table: interactions,
    parent: interactions.contactId,
    order: newestFirst,
    where: and(
      eq(interactions.companyId, ctx.company),
      ofClientSeenBy(sightOf(ctx.actor), ctx.company, interactions.contactId),
    ),
  })
