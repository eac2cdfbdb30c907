import type { Config } from './config.ts'
import type { Db, Sql } from './db.ts'
import type { EventLog } from './events/event-log.ts'
import type { Files } from './files/open-files.ts'
import type { Ask } from './ask.ts'
import type { CatchUp } from './catch-up.ts'
import type { JobQueue } from './jobs.ts'
import type { Links } from './link.ts'
import type { Logger } from './log.ts'
import type { Mailer } from './mail.ts'
import type { Outside } from './outside.ts'
import type { Seal } from './seal.ts'
import type { SubgraphName } from './subgraph.ts'
import type { Metrics } from './telemetry/metrics.ts'
import type { Tracing } from './telemetry/tracing.ts'
import type { Constraints } from './transaction.ts'

/** What one subgraph's code has at hand for as long as its process lives. */
export interface Services {
  readonly name: SubgraphName
  readonly config: Config
  readonly db: Db
  readonly sql: Sql
  readonly events: EventLog
  readonly jobs: JobQueue
  readonly mail: Mailer
  readonly files: Files
  readonly seal: Seal
  readonly outside: Outside
  readonly ask: Ask
  readonly links: Links
  readonly catchUp: CatchUp
  /** See `Subgraph`. */
  readonly servesBlocked: boolean
  /** What each violated constraint means to whoever asked. */
  readonly constraints: Constraints
  readonly log: Logger
  readonly metrics: Metrics
  readonly tracing: Tracing
  /** The time; a test gives its own. */
  now(): Date
}
