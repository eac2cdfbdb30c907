import postgres from 'postgres'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { runJobs } from '../../subgraphs/kernel/jobs.ts'
import { openLog } from '../../subgraphs/kernel/log.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { unwatched } from '../../subgraphs/kernel/telemetry/telemetry.ts'
import type { JobPayload } from '../../subgraphs/kernel/subgraph.ts'
import { freshDatabase } from '../support/database.ts'

/** Longer than a busy machine needs. */
const patient = { timeout: 20_000 }

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** Two jobs in the queue of accounts, each locked by a worker of another process. */
async function queue(workers: readonly string[]) {
  const database = await freshDatabase()
  undo.push(() => database.drop())
  const sql = postgres(database.url, { max: 1, onnotice: () => {} })
  undo.push(() => sql.end())
  for (const worker of workers) {
    const [job] = await sql`SELECT id FROM accounts_jobs.add_job('note', json_build_object('worker', ${worker}::text))`
    await sql`UPDATE accounts_jobs._private_jobs SET locked_at = now(), locked_by = ${worker} WHERE id = ${job!['id']}`
  }
  const settings = { url: database.url, schema: 'accounts', role: 'portico_accounts', pool: 1 }
  const done: unknown[] = []
  const note = async (_services: Services, payload: JobPayload) => void done.push(payload['worker'])
  const services = { log: openLog('silent', 'test'), ...unwatched() } as Services
  return { sql, done, run: () => runJobs(settings, { note }, services) }
}

describe('a job whose worker was killed', () => {
  it('is done by another at once, and one whose worker lives is left to it', async () => {
    const { sql, done, run } = await queue(['killed', 'living'])
    await sql`SELECT pg_advisory_lock(hashtextextended('living', 0))`
    const runner = await run()
    undo.push(() => runner.stop())
    await vi.waitFor(() => expect(done).toContain('killed'), patient)
    // The row of one that is done goes a moment later.
    const held = () => sql<{ locked_by: string }[]>`SELECT locked_by FROM accounts_jobs._private_jobs`
    await vi.waitFor(async () => expect(await held()).toEqual([{ locked_by: 'living' }]), patient)
  })

  it('is told from others by a lock that each process holds while it lives', async () => {
    const { sql, run } = await queue([])
    const [first, second] = [await run(), await run()]
    undo.push(
      () => first.stop(),
      () => second.stop(),
    )
    const locks = () => sql`
      SELECT DISTINCT pid FROM pg_locks JOIN pg_database ON oid = database AND datname = current_database()
       WHERE locktype = 'advisory' AND granted`
    await vi.waitFor(async () => expect(await locks()).toHaveLength(2), patient)
  })
})
