import type { Tx } from '../db.ts'
import type { Services } from '../services.ts'
import type { SubgraphName } from '../subgraph.ts'
import type { Fact, LoggedEvent } from './event.ts'

/**
 * What a subgraph does about another one's events. The effect and the consumer's position commit in one transaction,
 * so each event takes effect exactly once inside PostgreSQL.
 */
export interface Reaction<F extends Fact = Fact> {
  /** Names the position; never renamed once released. */
  readonly name: string
  readonly source: SubgraphName
  readonly types: readonly F['type'][]
  react(tx: Tx, event: LoggedEvent<F>, services: Services): Promise<void>
}
