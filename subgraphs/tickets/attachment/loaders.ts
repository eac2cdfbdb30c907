import { and, asc, eq, sql } from 'drizzle-orm'
import { anyOf, manyById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import { entries } from '../entry/tables.ts'
import { seesInternals } from '../ticket/policy.ts'
import { attachments } from './tables.ts'

/**
 * Each entry's attachments in their order, of entries that the asker is known to see. That a client gets none of an internal
 * note's is made sure of here once more (TIC-4).
 */
export const attachmentsByEntry = (ctx: Context) =>
  manyById(
    (ids) =>
      ctx.db
        .select()
        .from(attachments)
        .where(
          and(
            eq(attachments.companyId, ctx.company),
            sql`${attachments.entryId} = ${anyOf(ids)}`,
            seesInternals(ctx.actor) ? undefined : ofPublicEntry,
          ),
        )
        .orderBy(asc(attachments.position)),
    (row) => row.entryId,
  )

const ofPublicEntry = sql`exists (select from ${entries} where ${and(
  eq(entries.companyId, attachments.companyId),
  eq(entries.id, attachments.entryId),
  entries.isPublic,
)})`
