import { EventEmitter } from 'node:events'
import { sql } from 'drizzle-orm'
import { Logger as WorkerLogger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { guardJobs } from './abandoned-jobs.ts'
import type { DatabaseSettings, Tx } from './db.ts'
import type { Logger } from './log.ts'
import type { Services } from './services.ts'
import type { Job, JobPayload } from './subgraph.ts'

export interface JobOptions {
  /** Not before this time. */
  readonly at?: Date
  /** A later job of the same key replaces the earlier one that has not yet run. */
  readonly key?: string
}

/** The subgraph's queue of things to do later or outside PostgreSQL; a job commits with the business transaction. */
export interface JobQueue {
  enqueue(tx: Tx, name: string, payload: JobPayload, options?: JobOptions): Promise<void>
}

/** The PostgreSQL schema in which graphile-worker keeps a subgraph's jobs. */
export function jobsSchema(subgraph: string): string {
  return `${subgraph}_jobs`
}

/** A job that fails is tried again, later and later, for about two days: graphile-worker's exp(attempt) seconds. */
const MAX_ATTEMPTS = 17

export function openJobQueue(subgraph: string): JobQueue {
  const schema = sql.identifier(jobsSchema(subgraph))
  return {
    async enqueue(tx, name, payload, { at, key } = {}) {
      await tx.execute(
        sql`select ${schema}.add_job(${name}, payload := ${JSON.stringify(payload)}::json, run_at := ${at?.toISOString() ?? null}::timestamptz,
          job_key := ${key ?? null}, max_attempts := ${MAX_ATTEMPTS}) is not null as queued`,
      )
    },
  }
}

/** A process's worker for one subgraph's jobs. */
export interface JobRunner {
  stop(): Promise<void>
}

export async function runJobs(
  settings: DatabaseSettings,
  jobs: Readonly<Record<string, Job>>,
  services: Services,
): Promise<JobRunner> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [name, (payload) => job(services, payload as JobPayload)]),
  )
  const pool = new pg.Pool({
    connectionString: settings.url,
    max: 5,
    application_name: `portico-${settings.schema}-jobs`,
    ...(settings.role && { options: `-c role=${settings.role}` }),
  })
  const lost = (error: Error) => services.log.warn({ reason: error.message }, 'The job worker lost a connection.')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const guard = await guardJobs(pool, jobsSchema(settings.schema), services.log)
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => guard.show(worker.workerId))
  const runner = await run({
    pgPool: pool,
    schema: jobsSchema(settings.schema),
    taskList,
    concurrency: 2,
    pollInterval: 1000,
    noHandleSignals: true,
    events,
    logger: new WorkerLogger(() => logTo(services.log)),
  })
  return {
    async stop() {
      await runner.stop()
      guard.stop()
      await pool.end()
    },
  }
}

/** graphile-worker says what it does at every job; a job's failure is what matters, without its payload. */
function logTo(log: Logger) {
  return (level: string, message: string) => {
    const worker = message.split('\n')[0]
    if (/^Failed task/.test(message)) log.error({ worker }, 'A job failed and will be tried again.')
    else if (level === 'error' || level === 'warning') log.warn({ worker }, 'The job worker warns.')
  }
}
