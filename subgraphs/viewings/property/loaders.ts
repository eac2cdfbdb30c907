import { and, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import { sightOf } from './policy.ts'
import { seenBy } from './repository.ts'
import { properties } from './tables.ts'

/** Properties by id, as far as the asker sees them. */
export const propertiesById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(properties)
        .where(and(sql`${properties.id} = ${anyOf(ids)}`, seenBy(sightOf(ctx.actor), ctx.company))),
    (row) => row.id,
  )
