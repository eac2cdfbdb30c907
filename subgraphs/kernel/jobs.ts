import type { Tx } from './db.ts'
import type { JobPayload } from './subgraph.ts'

/** The subgraph's queue of things to do later or outside PostgreSQL; a job commits with the business transaction. */
export interface JobQueue {
  enqueue(tx: Tx, name: string, payload: JobPayload, options?: JobOptions): Promise<void>
  stop(): Promise<void>
}

export interface JobOptions {
  /** Not before this time. */
  readonly at?: Date
  /** A later job of the same key replaces the earlier one that has not yet run. */
  readonly key?: string
}
