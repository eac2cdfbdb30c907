import { pino } from 'pino'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runJobs } from '../../subgraphs/kernel/jobs.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { unwatched } from '../../subgraphs/kernel/telemetry/telemetry.ts'
import type { Job } from '../../subgraphs/kernel/subgraph.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

let database: FreshDatabase
let sql: postgres.Sql
let logged: string[]
let stop: () => Promise<unknown> = async () => {}
beforeEach(async () => {
  database = await freshDatabase()
  sql = postgres(database.url, { max: 1, onnotice: () => {} })
  logged = []
})
afterEach(async () => {
  await stop()
  await sql.end()
  await database.drop()
})

/** Runs one kind of job, with one in the queue. */
async function run(job: Job): Promise<void> {
  const log = pino({}, { write: (line: string) => void logged.push(line) })
  const settings = { url: database.url, schema: 'accounts', role: 'portico_accounts', pool: 1 }
  await sql`SELECT accounts_jobs.add_job('mail', '{}')`
  const runner = await runJobs(settings, { mail: job }, { log, ...unwatched() } as Services)
  stop = () => runner.stop()
}

describe('a job that fails', () => {
  it('leaves no parameters in its queue and in the log', async () => {
    const error = Object.assign(new Error('Failed query: select $1\nparams: kim@example.com'), {
      params: ['kim@example.com'],
    })
    await run(() => Promise.reject(error))
    const failed = () => sql`SELECT last_error FROM accounts_jobs._private_jobs WHERE last_error IS NOT NULL`
    await vi.waitFor(async () => expect(await failed()).toHaveLength(1), { timeout: 20_000 })
    expect(JSON.stringify(await failed())).not.toContain('kim@')
    expect(logged.join()).not.toContain('kim@')
    expect(logged.filter((line) => line.includes('"job":"mail"'))).toHaveLength(1)
  })
})

describe('the worker', () => {
  it('goes on when the database was away just as a job was over', { timeout: 60_000 }, async () => {
    let runs = 0
    await run(async () => {
      if (runs++ === 0) await sql`ALTER TABLE accounts_jobs._private_jobs RENAME TO away`
    })
    await vi.waitFor(() => expect(logged.join()).toContain('Failed to complete'), { timeout: 20_000 })
    await sql`ALTER TABLE accounts_jobs.away RENAME TO _private_jobs`
    const left = () => sql`SELECT FROM accounts_jobs._private_jobs`
    await vi.waitFor(async () => expect(await left()).toHaveLength(0), { timeout: 30_000 })
    expect(runs).toBe(2)
  })

  it('holds a lock on the name under which the queue keeps its jobs', async () => {
    let finish = (): void => {}
    await run(() => new Promise<void>((resolve) => (finish = resolve)))
    const isFree = async () => {
      const [job] = await sql`
        SELECT pg_try_advisory_xact_lock(hashtextextended(locked_by, 0)) AS free
          FROM accounts_jobs._private_jobs WHERE locked_by IS NOT NULL`
      return job?.['free'] as unknown
    }
    await vi.waitFor(async () => expect(await isFree()).toBe(false), { timeout: 20_000 }).finally(() => finish())
  })
})
