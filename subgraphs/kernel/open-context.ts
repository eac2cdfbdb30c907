import type DataLoader from 'dataloader'
import type { Actor } from './actor.ts'
import type { Context, LoaderFactory } from './context.ts'
import { unauthenticated } from './errors.ts'
import type { CompanyId } from './ids.ts'
import type { Services } from './services.ts'
import { transact } from './transaction.ts'

/** Who an operation comes from, as the way to the subgraph has verified it. */
export interface Origin {
  readonly actor: Actor
  readonly caller: string
  readonly requestId: string
}

/** The context of one operation, or of one event of a subscription: loaders live no longer than that. */
export function openContext(services: Services, { actor, caller, requestId }: Origin): Context {
  const loaders = new Map<LoaderFactory<never, never>, DataLoader<never, never>>()
  const ctx: Context = {
    services,
    actor,
    caller,
    requestId,
    appended: null,
    db: services.db,
    now: services.now,
    get company(): CompanyId {
      if (actor.kind === 'anonymous') throw unauthenticated()
      return actor.company
    },
    async transact(work) {
      const result = await transact(services.db, services.constraints, work)
      services.events.committed()
      return result
    },
    loader<K, V, C>(make: LoaderFactory<K, V, C>) {
      const key = make as unknown as LoaderFactory<never, never>
      const found = loaders.get(key) ?? (make(ctx) as unknown as DataLoader<never, never>)
      loaders.set(key, found)
      return found as unknown as DataLoader<K, V, C>
    },
  }
  return ctx
}
