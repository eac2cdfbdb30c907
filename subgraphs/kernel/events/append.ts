import { sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { arrayLiteral } from '../array-literal.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db.ts'
import { uuidOf, type CompanyId, type Id } from '../ids.ts'
import type { Fact } from './event.ts'

/** In whose name a fact is remembered where there is no operation: a job's or a reaction's. */
export interface Author {
  readonly company: CompanyId
  /** An agent or an account, or null for the system itself. */
  readonly by: Id<string> | null
  /** The database's time if absent. */
  readonly at?: Date
}

/**
 * Remembers a fact in the business transaction that made it true. Called while the row lock of the entity it happened
 * to is held: that is what keeps the events of one entity in their order.
 */
export async function append(tx: Tx, fact: Fact, ctx: Context): Promise<void> {
  ctx.appended = await appendAs(tx, fact, { company: ctx.company, by: authorOf(ctx.actor), at: ctx.now() })
}

/** `append` for a job or a reaction; returns the event's outbox id. */
export async function appendAs(tx: Tx, fact: Fact, author: Author): Promise<number> {
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into outbox (company_id, type, version, subject, persons, data, at, by_id)
    values (
      ${uuidOf(author.company)},
      ${fact.type},
      ${fact.version ?? 1},
      ${fact.subject},
      ${arrayLiteral(fact.persons ?? [])},
      ${JSON.stringify(fact.data)},
      coalesce(${author.at?.toISOString() ?? null}::timestamptz, now()),
      ${author.by}
    )
    returning id`)
  return Number(row?.id)
}

function authorOf(actor: Actor): Id<string> | null {
  if (actor.kind === 'staff') return actor.agent
  if (actor.kind === 'client') return actor.seenBy ?? actor.account
  return null
}
