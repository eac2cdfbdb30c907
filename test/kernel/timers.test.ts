import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connect, openDb, type Db, type Sql } from '../../subgraphs/kernel/db.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { openJobQueue, runJobs, type JobRunner } from '../../subgraphs/kernel/jobs.ts'
import { openLog } from '../../subgraphs/kernel/log.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import type { JobPayload } from '../../subgraphs/kernel/subgraph.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

const queue = openJobQueue('accounts')
const company = newId('company')
/** What has run, in order. */
const done: string[] = []

let database: FreshDatabase
let client: Sql
let db: Db
let runner: JobRunner
beforeAll(async () => {
  database = await freshDatabase()
  const settings = { url: database.url, schema: 'accounts', role: 'portico_accounts', pool: 2 }
  client = connect(settings)
  db = openDb(client)
  const services = { log: openLog('silent', 'test') } as Services
  const remind = async (_services: Services, { what }: JobPayload) => void done.push(String(what))
  runner = await runJobs(settings, { remind }, services)
})
afterAll(async () => {
  await runner?.stop()
  await client?.end()
  await database?.drop()
})

const soon = () => new Date(Date.now() + 300)
const later = () => new Date(Date.now() + 3_600_000)

function set(key: string, what: string, at: Date): Promise<void> {
  return db.transaction((tx) => queue.enqueue(tx, 'remind', { company, what }, { key, at }))
}

/** Until something that was set last has run: whatever was due before has run by then, too. */
async function untilOverdue(): Promise<void> {
  const mark = newId('mark')
  await set(mark, mark, new Date(Date.now() + 600))
  await vi.waitFor(() => expect(done).toContain(mark), { timeout: 20_000 })
}

describe('a timer', () => {
  it('runs once, when its time has come', async () => {
    const at = soon()
    await set('once', 'once', at)
    await untilOverdue()
    expect(done.filter((what) => what === 'once')).toEqual(['once'])
    expect(Date.now()).toBeGreaterThan(at.getTime())
  })

  it('is moved by being set again, and then runs for its new time only', async () => {
    await set('put-off', 'too early', soon())
    await set('put-off', 'put off', later())
    await set('brought-forward', 'too late', later())
    await set('brought-forward', 'brought forward', soon())
    await untilOverdue()
    for (const what of ['too early', 'put off', 'too late']) expect(done).not.toContain(what)
    expect(done.filter((what) => what === 'brought forward')).toHaveLength(1)
  })

  it('does not run after it was cancelled', async () => {
    await set('cancelled', 'cancelled', soon())
    await set('another', 'another', soon())
    await db.transaction((tx) => queue.cancel(tx, 'cancelled'))
    await db.transaction((tx) => queue.cancel(tx, 'never set'))
    await untilOverdue()
    expect(done).not.toContain('cancelled')
    expect(done).toContain('another')
  })

  it('is set, moved and cancelled with its transaction or not at all', async () => {
    await set('kept', 'kept', soon())
    const undone = db.transaction(async (tx) => {
      await queue.cancel(tx, 'kept')
      await queue.enqueue(tx, 'remind', { company, what: 'undone' }, { key: 'undone', at: soon() })
      throw new Error('refused')
    })
    await expect(undone).rejects.toThrow('refused')
    await untilOverdue()
    expect(done).toContain('kept')
    expect(done).not.toContain('undone')
  })
})
