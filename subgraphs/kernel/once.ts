import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { isApiKey, personOf } from './actor.ts'
import type { Context } from './context.ts'
import type { Reader, Tx } from './db.ts'
import { badInput, unauthenticated } from './errors.ts'
import { uuidOf, type CompanyId, type Id } from './ids.ts'
import type { IdempotencyKey } from './link.ts'

/** For so long a key is honoured. */
export const HONOURED_MS = 24 * 3_600_000

/** What a field of a payload is remembered by: the id of what it shows, or a number and the like that is no secret. */
export type Kept = string | number | boolean | null | readonly Kept[]

/** What a mutation has done under a key. */
export interface Done {
  /** By the payload's fields. */
  readonly shown: Readonly<Record<string, Kept>>
  /** The outbox id of its event. */
  readonly event: number | null
}

/** A mutation's field that is asked under a key. */
export interface Once extends IdempotencyKey {
  readonly company: CompanyId
  readonly actor: Id<string>
  readonly now: Date
  /** The field and its arguments, in words that are the same for the same. */
  readonly asked: string
  /** The fields of its payload that show what was done. */
  readonly fields: readonly string[]
  /** Whether its transaction has done its work. */
  isDone: boolean
}

/** Thrown through a command whose work was done before under the same key; its transaction changes nothing then. */
export class DoneBefore extends Error {
  constructor(readonly done: Done) {
    super('This was done before under the same key.')
  }
}

/** A field asked under a key of the asker's; UNAUTHENTICATED for a visitor, who could not be told from another one. */
export function openOnce(
  ctx: Context,
  { key, path, paths }: IdempotencyKey,
  { field, args, fields }: { readonly field: string; readonly args: unknown; readonly fields: readonly string[] },
): Once {
  const { company } = ctx
  // Two programs that act for one person know nothing of each other’s keys.
  const actor = isApiKey(ctx.actor) ? ctx.actor.session : personOf(ctx.actor)
  if (!actor) throw unauthenticated()
  const asked = JSON.stringify([company, actor, field, inOrder(args)])
  return { key, path, paths, company, actor, now: ctx.now(), asked, fields, isDone: false }
}

/**
 * Does the work of a transaction, or throws `DoneBefore`. The key is claimed first of all, so that whoever comes with it
 * at the same time waits here until this transaction is over. What the work returns is what the payload is to show: its
 * one field's value, or an object of its fields.
 */
export async function doOnce<T>(tx: Tx, ctx: Context, once: Once, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (once.isDone) throw new Error('A mutation has one transaction: under a key, a repetition would skip the second.')
  const row = await claim(tx, once)
  const done = judge(row, once)
  if (done) throw new DoneBefore(done)
  const result = await work(tx)
  await remember(tx, once, hashOf(row, once), { shown: keptOf(once.fields, result), event: ctx.appended })
  once.isDone = true
  return result
}

/** What was done under the key, if anything; it does not wait for what is being done. */
export async function doneBefore(db: Reader, once: Once): Promise<Done | null> {
  const [row] = await db.execute<Row>(sql`
    select done, (select cursor_key from head) as secret from idempotency
    where ${isTheKeys(once)} and made_at > ${oldest(once.now)}`)
  return row ? judge(row, once) : null
}

/** Forgets up to `limit` keys that are too old to be honoured; says how many. Several processes may do it at once. */
export async function forgetOld(db: Reader, now: Date, limit: number): Promise<number> {
  const gone = await db.execute(sql`
    delete from idempotency where (company_id, actor, key) in (
      select company_id, actor, key from idempotency where made_at <= ${oldest(now)}
      order by made_at limit ${limit} for update skip locked)
    returning 1`)
  return gone.length
}

type Row = {
  /** By the field's name in the response. */
  readonly done: Readonly<Record<string, Done & { readonly hash: string }>>
  /** The event log's: a hash of what was asked tells nothing to whoever has the hash alone. */
  readonly secret: Buffer
}

/** Makes the key's row, or locks the one that is there; one that is too old begins anew. */
async function claim(tx: Tx, once: Once): Promise<Row> {
  const isOld = sql`known.made_at <= ${oldest(once.now)}`
  const [row] = await tx.execute<Row>(sql`
    insert into idempotency as known (company_id, actor, key, made_at)
    values (${uuidOf(once.company)}, ${once.actor}, ${once.key}, ${once.now.toISOString()}::timestamptz)
    on conflict (company_id, actor, key) do update set
      made_at = case when ${isOld} then excluded.made_at else known.made_at end,
      done = case when ${isOld} then excluded.done else known.done end
    returning done, (select cursor_key from head) as secret`)
  return row!
}

async function remember(tx: Tx, once: Once, hash: string, done: Done): Promise<void> {
  const entry = JSON.stringify({ [once.path]: { hash, ...done } })
  await tx.execute(sql`update idempotency set done = done || ${entry}::jsonb where ${isTheKeys(once)}`)
}

/**
 * What the row tells of this field. The key is refused to another field, to other arguments, and to a new field beside
 * those that it has served in another operation: that one is most likely a repetition under another alias.
 */
function judge(row: Row, once: Once): Done | null {
  const found = Object.hasOwn(row.done, once.path) ? row.done[once.path]! : null
  const isNew = !found && Object.keys(row.done).every((path) => once.paths.includes(path))
  if (isNew) return null
  if (found?.hash === hashOf(row, once)) return found
  throw badInput('IDEMPOTENCY_KEY_REUSED')
}

function hashOf({ secret }: Row, { asked }: Once): string {
  return createHmac('sha256', secret).update(`idempotency\n${asked}`).digest('base64url')
}

function isTheKeys({ company, actor, key }: Once) {
  return sql`company_id = ${uuidOf(company)} and actor = ${actor} and key = ${key}`
}

function oldest(now: Date) {
  return sql`${new Date(now.getTime() - HONOURED_MS).toISOString()}::timestamptz`
}

/** What is remembered of a transaction's result: ids, never what they stand for. */
function keptOf(fields: readonly string[], result: unknown): Record<string, Kept> {
  const [only, ...others] = fields
  if (only !== undefined && others.length === 0) return { [only]: idIn(result) }
  return Object.fromEntries(fields.map((field) => [field, idIn((result as Record<string, unknown>)[field])]))
}

function idIn(value: unknown): Kept {
  if (value == null) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(idIn)
  const { id } = value as { id?: unknown }
  if (typeof id === 'string') return id
  throw new Error('A mutation’s transaction returns what its payload shows, or a repetition could not show it again.')
}

/** A value whose objects have their fields in alphabetical order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(fields.map(([name, inner]) => [name, inOrder(inner)]))
}
