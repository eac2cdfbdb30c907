import type { Tx } from '../db.ts'
import type { Services } from '../services.ts'
import type { SubgraphName } from '../subgraph.ts'
import type { Fact, LoggedEvent } from './event.ts'
import type { FullRead } from '../full-read.ts'

/**
 * What a subgraph does about another one's events. The effect and the consumer's position commit in one transaction,
 * so each event takes effect exactly once inside PostgreSQL.
 */
export interface Reaction<F extends Fact = Fact> {
  /** Names the position: the subgraph's own name, a dot, and what it is about. Never renamed once released. */
  readonly name: `${SubgraphName}.${string}`
  readonly source: SubgraphName
  readonly types: readonly F['type'][]
  /**
   * Whether all events of an entity may be applied again, in their order, and leave what they have left before: so it is
   * for what only keeps the latest. Absent, nobody can have them replayed.
   */
  readonly replayable?: true
  /**
   * For a projection: how it is made from all that the owner has. It bootstraps the projection where the log no longer
   * begins at its beginning, and mends it after the source was restored.
   */
  readonly rebuild?: FullRead
  /** `key` is the event's own for this reaction, `consumer:source:epoch.pos`: what goes outside is deduplicated by it. */
  react(tx: Tx, event: LoggedEvent<F>, services: Services, key: string): Promise<void>
}
