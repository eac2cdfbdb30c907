import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import type { SubgraphName } from '../subgraph.ts'
import type { Place } from './cursor.ts'

/** Where a consumer is in its source's log, and how far the full read has come while there is one. */
export interface ConsumerState extends Place {
  readonly rebuilding: Rebuilding | null
}

/** A full read that is wanted, without a place, or under way: the place from before its first row and its last key. */
export type Rebuilding = Record<string, never> | (Place & { readonly after: string | null })

interface Row extends Record<string, unknown> {
  readonly epoch: number
  readonly pos: string
  readonly rebuilding: Rebuilding | null
}

/** Where a consumer is; null before it has ever run. */
export async function readState(db: Db, name: string): Promise<ConsumerState | null> {
  const [row] = await db.execute<Row>(sql`select epoch, pos, rebuilding from consumer where name = ${name}`)
  return row ? { epoch: Number(row.epoch), pos: Number(row.pos), rebuilding: row.rebuilding } : null
}

/** Notes a new consumer, which stands before the first event; another process may have done so already. */
export async function beginState(db: Db, name: string, source: SubgraphName, epoch: number): Promise<void> {
  await db.execute(sql`
    insert into consumer (name, source, epoch, pos) values (${name}, ${source}, ${epoch}, 0)
    on conflict (name) do nothing`)
}

/**
 * Moves a consumer on. False where another process has moved it meanwhile, or a full read has begun; until the commit it
 * then keeps the others waiting.
 */
export async function moveState(tx: Tx, name: string, from: Place, to: Place): Promise<boolean> {
  const moved = await tx.execute(sql`
    update consumer set epoch = ${to.epoch}, pos = ${to.pos}, updated_at = now()
    where name = ${name} and epoch = ${from.epoch} and pos = ${from.pos} and rebuilding is null
    returning 1`)
  return moved.length > 0
}

/**
 * Wants a full read, from which on the reaction rests. What is parked goes with it: the full read holds its effect, or
 * the event comes again after it. False for a consumer that is unknown or at it already.
 */
export async function wantRebuild(tx: Tx, name: string): Promise<boolean> {
  const wanted = await tx.execute(sql`
    update consumer set rebuilding = '{}', updated_at = now() where name = ${name} and rebuilding is null
    returning 1`)
  if (wanted.length > 0) await tx.execute(sql`delete from parked where consumer = ${name}`)
  return wanted.length > 0
}

/** Notes how far the full read has come. False where another process has done this part; see `moveState`. */
export async function moveRebuild(tx: Tx, name: string, from: Rebuilding, to: Rebuilding): Promise<boolean> {
  const moved = await tx.execute(sql`
    update consumer set rebuilding = ${JSON.stringify(to)}::jsonb, updated_at = now()
    where name = ${name} and rebuilding = ${JSON.stringify(from)}::jsonb
    returning 1`)
  return moved.length > 0
}

/** Ends the full read: the reaction goes on from the place that was read before its first row. */
export async function endRebuild(tx: Tx, name: string, from: Rebuilding, { epoch, pos }: Place): Promise<boolean> {
  const ended = await tx.execute(sql`
    update consumer set epoch = ${epoch}, pos = ${pos}, rebuilding = null, updated_at = now()
    where name = ${name} and rebuilding = ${JSON.stringify(from)}::jsonb
    returning 1`)
  return ended.length > 0
}
