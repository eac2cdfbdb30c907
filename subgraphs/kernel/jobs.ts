import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { Logger as WorkerLogger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { guardJobs } from './abandoned-jobs.ts'
import type { DatabaseSettings, Tx } from './db.ts'
import { codeOf } from './events/advance.ts'
import { describeFault } from './fault.ts'
import type { Logger } from './log.ts'
import type { Services } from './services.ts'
import type { Job, JobPayload } from './subgraph.ts'
import { inSpan } from './telemetry/tracing.ts'

export interface JobOptions {
  /** Not before this time. */
  readonly at?: Date
  /**
   * A later job of the same key takes the place of the earlier one that has not yet run: a timer is moved by being
   * enqueued again. Name its entity in it, as keys are the whole subgraph's.
   */
  readonly key?: string
}

/** The subgraph's queue of things to do later or outside PostgreSQL; a job commits with the business transaction. */
export interface JobQueue {
  enqueue(tx: Tx, name: string, payload: JobPayload, options?: JobOptions): Promise<void>
  /** Takes back the job of this key if it has not yet run; one that is just running ends, and is not tried again. */
  cancel(tx: Tx, key: string): Promise<void>
}

/** The PostgreSQL schema in which graphile-worker keeps a subgraph's jobs. */
function jobsSchema(subgraph: string): string {
  return `${subgraph}_jobs`
}

/** A job that fails is tried again, later and later, for about two days: graphile-worker's exp(attempt) seconds. */
const MAX_ATTEMPTS = 17

/**
 * Opens a subgraph's queue. Where the product's time is not the system's, as in a test, a job waits for as long as it
 * would by that time: PostgreSQL, by whose clock it runs, knows the system's only.
 */
export function openJobQueue(subgraph: string, now?: () => Date): JobQueue {
  const schema = sql.identifier(jobsSchema(subgraph))
  const ahead = () => (now ? Date.now() - now().getTime() : 0)
  return {
    async enqueue(tx, name, payload, { at, key } = {}) {
      const runAt = at && new Date(at.getTime() + ahead()).toISOString()
      await tx.execute(
        sql`select ${schema}.add_job(${name}, payload := ${JSON.stringify(payload)}::json, run_at := ${runAt ?? null}::timestamptz,
          job_key := ${key ?? null}, max_attempts := ${MAX_ATTEMPTS}) is not null as queued`,
      )
    },
    async cancel(tx, key) {
      await tx.execute(sql`select ${schema}.remove_job(${key}) is not null as cancelled`)
    },
  }
}

const RESTART_MS = 500

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
    Object.entries(jobs).map(([name, job]) => [name, (payload) => perform(name, job, services, payload as JobPayload)]),
  )
  const pool = new pg.Pool({
    connectionString: settings.url,
    max: 5,
    application_name: `portico-${settings.schema}-jobs`,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 15_000,
    ...(settings.role && { options: `-c role=${settings.role}` }),
  })
  const lost = (error: Error) => services.log.warn({ reason: error.message }, 'The job worker lost a connection.')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const guard = await guardJobs(pool, jobsSchema(settings.schema), services.log).catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => guard.show(workerPool.id))
  events.on('pool:release', ({ workerPool }) => guard.hide(workerPool.id))
  const start = () =>
    run({
      pgPool: pool,
      schema: jobsSchema(settings.schema),
      taskList,
      concurrency: 2,
      pollInterval: 1000,
      noHandleSignals: true,
      events,
      // In a batch of one: alone, a statement that fails as a job ends would be nobody's and end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger: new WorkerLogger(() => logTo(services.log)),
    })

  let runner = await start()
  const ending = new AbortController()
  const { signal } = ending
  /** It ends by itself when it could not say that a job is over, as when the database was away; then it starts anew. */
  async function keepRunning(): Promise<void> {
    while (!signal.aborted) {
      await runner.promise.catch(() => {})
      if (signal.aborted) return
      await delay(RESTART_MS, null, { signal }).catch(() => {})
      runner = await start().catch(() => runner)
    }
    await runner.stop().catch(() => {})
  }
  const running = keepRunning()
  return {
    async stop() {
      ending.abort()
      await runner.stop().catch(() => {})
      await running
      guard.stop()
      await pool.end()
    },
  }
}

/**
 * Does a job. The queue keeps the message of one that fails in its table, and a failed statement's message ends with its
 * parameters: it gets no more than a code, and the log gets what may be logged.
 */
async function perform(name: string, job: Job, services: Services, payload: JobPayload): Promise<void> {
  const { name: subgraph, metrics, tracing } = services
  const startedAt = performance.now()
  const traced = { name: `job ${name}`, kind: 'consumer', attributes: { 'portico.subgraph': subgraph } } as const
  const tell = (outcome: 'done' | 'failed') =>
    metrics.jobSeconds.observe({ subgraph, job: name, outcome }, (performance.now() - startedAt) / 1000)
  try {
    await inSpan(tracing, traced, () => job(services, payload))
    tell('done')
  } catch (error) {
    tell('failed')
    services.log.error({ job: name, fault: describeFault(error) }, 'A job failed and will be tried again.')
    throw new Error(`${name} failed: ${codeOf(error)}`)
  }
}

/** graphile-worker says what it does at every job; what it says of a failed one has been logged already. */
function logTo(log: Logger) {
  return (level: string, message: string) => {
    if ((level !== 'error' && level !== 'warning') || message.startsWith('Failed task')) return
    log.warn({ worker: message.split('\n')[0] }, 'The job worker warns.')
  }
}
