import { eq } from 'drizzle-orm'
import type { Context } from '../../kernel/context.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { newestFirst } from './repository.ts'
import { activities } from './tables.ts'

export const activitiesByContact = (ctx: Context) =>
  pagesByParent<ContactId, typeof activities>(ctx.db, {
    table: activities,
    parent: activities.contactId,
    order: newestFirst,
    where: eq(activities.companyId, ctx.company),
  })
