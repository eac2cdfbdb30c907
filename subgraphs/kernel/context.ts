import type DataLoader from 'dataloader'
import type { Actor } from './actor.ts'
import type { Db, Tx } from './db.ts'
import type { Device } from './device.ts'
import type { CompanyId } from './ids.ts'
import type { Language } from './language.ts'
import type { IdempotencyKey } from './link.ts'
import type { Once } from './once.ts'
import type { Services } from './services.ts'

/** What one operation in one subgraph knows: who asks, what time it is, and the subgraph's services. */
export interface Context {
  readonly services: Services
  readonly actor: Actor
  /** Who carried the actor's word here: `gateway`, or the name of the subgraph that asks. */
  readonly caller: string
  readonly requestId: string
  /** In which the asker is told what a mutation has refused (API-9). */
  readonly language: Language
  /** What the asker's request came from. */
  readonly device: Device
  /**
   * The asker's company, which every read and write names; UNAUTHENTICATED for a visitor, FORBIDDEN for somebody who must
   * mend something first, unless the subgraph serves them.
   */
  readonly company: CompanyId
  now(): Date
  /** For reads outside a transaction. */
  readonly db: Db
  /**
   * Runs `work` in one READ COMMITTED transaction: all of it or, when it throws, none. After the commit, the events it
   * appended are on their way to the subscribers. FORBIDDEN for staff who see the portal as a client does, but for what
   * concerns their own session.
   */
  transact<T>(work: (tx: Tx) => Promise<T>, options?: TransactOptions): Promise<T>
  /** The operation's one instance of a loader: `ctx.loader(contactsById).load(id)`. */
  loader<K, V, C = K>(make: LoaderFactory<K, V, C>): DataLoader<K, V, C>
  /** The outbox id of the last event this operation appended, for the `cursor` of a mutation's payload. */
  appended: number | null
  /** The idempotency keys of its mutations, by their names in the response. */
  readonly keys: Readonly<Record<string, IdempotencyKey>>
  /** While a mutation with a key runs: what makes its transaction take effect once. */
  once: Once | null
}

export interface TransactOptions {
  /** It goes on with the asker's session, or ends it. */
  readonly isOfOwnSession?: boolean
}

/** Makes a loader for one operation; the function itself is the key under which the operation keeps it. */
export type LoaderFactory<K, V, C = K> = (ctx: Context) => DataLoader<K, V, C>
