import { eq } from 'drizzle-orm'
import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { byRow } from './repository.ts'
import { importFailures } from './tables.ts'

/** Each import's failed rows. */
export const failuresByImport = (ctx: Context) =>
  pagesByParent<Id<'property_import'>, typeof importFailures>(ctx.db, {
    table: importFailures,
    parent: importFailures.importId,
    order: byRow,
    where: eq(importFailures.companyId, ctx.company),
  })
