import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { newId, uuidOf } from '../ids.ts'
import type { SubgraphName } from '../subgraph.ts'
import type { LoggedEvent } from './event.ts'

/** An event on its way to a reaction: which consumer's, of which source, numbered in which of the log's lives. */
export interface Delivery {
  readonly consumer: string
  readonly source: SubgraphName
  readonly epoch: number
  readonly event: LoggedEvent
}

/** A delivery that waits in the table `parked`, locked by the transaction that has taken it. */
export interface ParkedDelivery extends Delivery {
  /** The row's uuid. */
  readonly id: string
  readonly attempts: number
}

/** How an event came to be parked: it failed so often with that, or it waits for an earlier one of its entity. */
export interface Failure {
  readonly attempts: number
  readonly code: string
  readonly nextTryInMs: number
}

/**
 * Whether an entity has parked events, behind which its later ones must wait. Asked after the consumer's row was locked
 * and in a statement of its own, so that it sees what whoever held the row before has parked.
 */
export async function hasParked(tx: Tx, consumer: string, subject: string): Promise<boolean> {
  const found = await tx.execute(sql`
    select 1 from parked where consumer = ${consumer} and subject = ${subject} limit 1`)
  return found.length > 0
}

/** Parks an event; one that is parked already stays as it is. Without a failure it is due as soon as those before it. */
export async function park(tx: Tx, { consumer, source, epoch, event }: Delivery, failure?: Failure): Promise<void> {
  const { attempts = 0, code = null, nextTryInMs = 0 } = failure ?? {}
  await tx.execute(sql`
    insert into parked (
      id, consumer, source, epoch, pos, company_id, subject, type, version, event, attempts, error, next_try_at
    )
    select ${uuidOf(newId('parked_event'))}::uuid, ${consumer}, ${source}, ${epoch}::integer, ${event.pos}::bigint,
      ${uuidOf(event.company)}::uuid, ${event.subject}, ${event.type}, ${event.version}::integer,
      ${JSON.stringify(event)}::jsonb, ${attempts}::integer, ${code}::text,
      greatest(
        now() + ${nextTryInMs} * interval '1 millisecond',
        (select max(next_try_at) from parked where consumer = ${consumer} and subject = ${event.subject})
      )
    on conflict (consumer, subject, epoch, pos) do nothing`)
}

/** The ids of events whose time has come: the first of each entity, those that have waited longest. */
export async function dueParked(db: Db, consumer: string, limit: number): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from parked due
    where consumer = ${consumer} and next_try_at <= now() and not exists (
      select from parked earlier
      where earlier.consumer = due.consumer and earlier.subject = due.subject
        and (earlier.epoch, earlier.pos) < (due.epoch, due.pos)
    )
    order by next_try_at limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** Takes a parked event for this transaction; null when it is gone, another process is at it, or it is not the first. */
export async function takeParked(tx: Tx, id: string): Promise<ParkedDelivery | null> {
  const [row] = await tx.execute<Row>(sql`
    select id, consumer, source, epoch, attempts, event from parked where id = ${id}::uuid for update skip locked`)
  if (!row) return null
  // In a statement of its own: what a replay has put before it was committed before this row could be locked.
  const { event, ...rest } = row
  const earlier = await tx.execute(sql`
    select 1 from parked
    where consumer = ${row.consumer} and subject = ${event.subject} and (epoch, pos) < (${row.epoch}, ${event.pos})
    limit 1`)
  return earlier.length > 0 ? null : { ...rest, event: { ...event, at: new Date(event.at) } }
}

/**
 * Locks the parked events of an entity, the first one first: who tries that one again holds it while it comes to the
 * others, so whoever began with another one could wait for it for ever.
 */
export async function holdParked(tx: Tx, consumer: string, subject: string): Promise<void> {
  await tx.execute(sql`
    select 1 from parked where consumer = ${consumer} and subject = ${subject} order by epoch, pos for update`)
}

/** Forgets what was parked of lives before `epoch` beyond where the log has parted from them: it never happened. */
export async function forgetLost(tx: Tx, consumer: string, epoch: number, parted: number): Promise<void> {
  await tx.execute(sql`
    with lost as (
      select id from parked where consumer = ${consumer} and epoch < ${epoch}::integer and pos > ${parted}::bigint
      order by subject, epoch, pos for update
    )
    delete from parked where id in (select id from lost)`)
}

/** What a parked event has failed with once more, and when it is tried again, and with it those that wait behind it. */
export async function postponeParked(tx: Tx, taken: ParkedDelivery, failure: Failure): Promise<void> {
  await tx.execute(sql`
    update parked
    set attempts = case when id = ${taken.id}::uuid then ${failure.attempts} else attempts end,
      error = case when id = ${taken.id}::uuid then ${failure.code} else error end,
      next_try_at = now() + ${failure.nextTryInMs} * interval '1 millisecond'
    where consumer = ${taken.consumer} and subject = ${taken.event.subject}`)
}

/** Forgets a parked event that has taken effect; the next of its entity is due at once. */
export async function forgetParked(tx: Tx, { id, consumer, event }: ParkedDelivery): Promise<void> {
  await tx.execute(sql`delete from parked where id = ${id}::uuid`)
  await tx.execute(sql`
    update parked set next_try_at = now()
    where consumer = ${consumer} and subject = ${event.subject} and next_try_at > now()`)
}

interface Row extends Record<string, unknown> {
  readonly id: string
  readonly consumer: string
  readonly source: SubgraphName
  readonly epoch: number
  readonly attempts: number
  readonly event: LoggedEvent
}
