import { randomUUID } from 'node:crypto'
import type DataLoader from 'dataloader'
import { mayWrite, unblocked, type Actor } from './actor.ts'
import type { Context, LoaderFactory, TransactOptions } from './context.ts'
import type { Tx } from './db.ts'
import { noDevice, type Device } from './device.ts'
import { unauthenticated } from './errors.ts'
import type { CompanyId } from './ids.ts'
import { fallback, type Language } from './language.ts'
import type { Carried, IdempotencyKey } from './link.ts'
import { doOnce, type Once } from './once.ts'
import type { Services } from './services.ts'
import { transact } from './transaction.ts'

/** Who an operation comes from, as the way to the subgraph has verified it. */
export interface Origin extends Carried {
  readonly actor: Actor
  readonly caller: string
  readonly requestId: string
}

/** The context of one operation, or of one event of a subscription: loaders live no longer than that. */
export function openContext(services: Services, origin: Origin): Context {
  return new OperationContext(services, origin)
}

/** The context of a job, which works for a company in the name of no person. */
export function openServiceContext(services: Services, company: CompanyId): Context {
  const actor = { kind: 'service', company } as const
  return openContext(services, { actor, caller: services.name, requestId: randomUUID() })
}

/** A class because Apollo Server copies the context, own properties by value: what is computed stands on the prototype. */
class OperationContext implements Context {
  readonly actor: Actor
  readonly caller: string
  readonly requestId: string
  readonly language: Language
  readonly device: Device
  readonly keys: Readonly<Record<string, IdempotencyKey>>
  appended: number | null = null
  once: Once | null = null
  private loaders: Map<unknown, unknown> | null = null

  constructor(
    readonly services: Services,
    { actor, caller, requestId, language = fallback, device = noDevice, keys = {} }: Origin,
  ) {
    this.actor = actor
    this.caller = caller
    this.requestId = requestId
    this.language = language
    this.device = device
    this.keys = keys
  }

  now() {
    return this.services.now()
  }

  get db() {
    return this.services.db
  }

  get company(): CompanyId {
    const { actor, services } = this
    if (actor.kind === 'anonymous') throw unauthenticated()
    return (services.servesBlocked ? actor : unblocked(actor)).company
  }

  async transact<T>(work: (tx: Tx) => Promise<T>, { isOfOwnSession }: TransactOptions = {}): Promise<T> {
    const { once, services } = this
    if (!isOfOwnSession) mayWrite(this.actor)
    const doing = once ? (tx: Tx) => doOnce(tx, this, once, work) : work
    const result = await transact(services.db, services.constraints, doing)
    services.events.committed()
    return result
  }

  loader<K, V, C>(make: LoaderFactory<K, V, C>): DataLoader<K, V, C> {
    const loaders = (this.loaders ??= new Map())
    const found = loaders.get(make) ?? make(this)
    loaders.set(make, found)
    return found as DataLoader<K, V, C>
  }
}
