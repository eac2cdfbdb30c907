import type { NonEmptyArray } from 'type-graphql'
import type { Context } from './context.ts'
import type { CompanyId, Id } from './ids.ts'
import type { Services } from './services.ts'
import type { Route } from './routes/route.ts'
import type { Constraints } from './transaction.ts'
import type { Reaction } from './events/consumer.ts'
import type { Upcasters } from './events/upcast.ts'
import type { Metrics } from './telemetry/metrics.ts'

/** The four parts of the product; each owns one PostgreSQL schema of this name. */
export const subgraphNames = ['accounts', 'contacts', 'viewings', 'tickets'] as const
export type SubgraphName = (typeof subgraphNames)[number]

/**
 * What a subgraph is: the one value its `index.ts` exports. Everything the kernel needs to serve it, in one process
 * with the others or alone, is derived from this.
 */
export interface Subgraph {
  readonly name: SubgraphName
  /** type-graphql resolver classes. */
  readonly resolvers: NonEmptyArray<Function>
  /** Types that no field returns by name: the members behind interfaces. */
  readonly orphanedTypes?: Function[]
  /** How a reference from another subgraph becomes an object, by GraphQL type; null where the asker may not see it. */
  readonly references?: Readonly<Record<string, (reference: { readonly id: string }, ctx: Context) => unknown>>
  /** Whether it has something for people who must mend something first, such as a temporary password (ACC-3). */
  readonly servesBlocked?: boolean
  /** Its mutations that answer with secrets, which nothing may keep: they take no idempotency key (API-6). */
  readonly keyless?: readonly string[]
  /** Its query fields that every API key may ask, whatever its scopes (ACC-29); all else needs one, see `scopes.ts`. */
  readonly openToKeys?: readonly string[]
  /** Its root fields that no API key may ask, whatever its scopes: how people and keys come in is for people (ACC-29). */
  readonly peopleOnly?: readonly string[]
  /** Which refusal each of its constraints means, by the constraint's name. */
  readonly constraints?: Constraints
  /** How events that its earlier releases wrote are read. */
  readonly upcasters?: Upcasters
  /** What it does about the other subgraphs' events. */
  readonly reactions?: readonly Reaction[]
  /** What it does later, or outside PostgreSQL: graphile-worker tasks by name. */
  readonly jobs?: Readonly<Record<string, Job>>
  /** What it serves over plain HTTP, through the gateway: see `routeFolders`. */
  readonly routes?: readonly Route[]
  /** Throws a ConfigError where its data may not be served in production. */
  readonly mayServe?: (services: Services) => Promise<void>
  /** Forgets what is too old, up to this many rows of each kind, and says whether there may be more: done now and then. */
  readonly forget?: (services: Services, limit: number) => Promise<boolean>
  /** Measures what is its own; the returned function ends it. */
  readonly measure?: (metrics: Metrics) => () => void
  /** JSON endpoints for the gateway and the other subgraphs, by name; `feed` is every subgraph's. */
  readonly internal?: Readonly<
    Record<string, (services: Services, params: Readonly<Record<string, string>>) => Promise<unknown>>
  >
}

/** A task: it is told where to look, and reads what is true at that moment. */
export type Job = (services: Services, payload: JobPayload) => Promise<void>

/** What a job is enqueued with: ids only, never a secret. */
export interface JobPayload {
  readonly company: CompanyId
  readonly [id: string]: Id<string> | string | number
}
