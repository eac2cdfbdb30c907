import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connect, openDb, type Db, type Sql } from '../../subgraphs/kernel/db.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { openJobQueue, runJobs, type JobRunner } from '../../subgraphs/kernel/jobs.ts'
import { openLog } from '../../subgraphs/kernel/log.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { unwatched } from '../../subgraphs/kernel/telemetry/telemetry.ts'
import type { JobPayload } from '../../subgraphs/kernel/subgraph.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

const queue = openJobQueue('accounts')
const company = newId('company')
/** What has run, in order, and when. */
const done: { readonly what: string; readonly at: number }[] = []

let database: FreshDatabase
let client: Sql
let db: Db
let runner: JobRunner
beforeAll(async () => {
  database = await freshDatabase()
  const settings = { url: database.url, schema: 'accounts', role: 'portico_accounts', pool: 2 }
  client = connect(settings)
  db = openDb(client)
  const services = { log: openLog('silent', 'test'), ...unwatched() } as Services
  const remind = async (_services: Services, { what }: JobPayload) =>
    void done.push({ what: String(what), at: Date.now() })
  runner = await runJobs(settings, { remind }, services)
})
afterAll(async () => {
  await runner?.stop()
  await client?.end()
  await database?.drop()
})

const soon = () => new Date(Date.now() + 300)
const hoursAway = (hours: number) => new Date(Date.now() + hours * 3_600_000)

function set(key: string, what: string, at: Date): Promise<void> {
  return db.transaction((tx) => queue.enqueue(tx, 'remind', { company, what }, { key, at }))
}

const timesOf = (what: string) => done.filter((one) => one.what === what).map(({ at }) => at)
const untilRun = (what: string) => vi.waitFor(() => expect(timesOf(what)).not.toEqual([]), { timeout: 20_000 })

/** When a timer that waits will run; null when there is none of this key. */
async function timeOf(key: string): Promise<Date | null> {
  const [row] = await client<{ at: number }[]>`
    select (extract(epoch from run_at) * 1000)::float8 as at from accounts_jobs.jobs where key = ${key}`
  return row ? new Date(row.at) : null
}

/** Until something that was set last has run: whatever was due before has been taken up by then, too. */
async function untilOverdue(): Promise<void> {
  const mark = newId('mark')
  await set(mark, mark, soon())
  await untilRun(mark)
}

describe('a timer', () => {
  it('runs once, when its time has come', async () => {
    const at = soon()
    await set('once', 'once', at)
    await untilRun('once')
    await untilOverdue()
    const times = timesOf('once')
    expect(times).toHaveLength(1)
    expect(times[0]).toBeGreaterThanOrEqual(at.getTime())
  })

  it('is moved by being set again, and then runs for its new time only', async () => {
    const putOff = hoursAway(2)
    await set('put-off', 'too early', hoursAway(1))
    await set('put-off', 'put off', putOff)
    expect(await timeOf('put-off')).toEqual(putOff)
    await set('brought-forward', 'too late', hoursAway(1))
    await set('brought-forward', 'brought forward', soon())
    await untilRun('brought forward')
    await untilOverdue()
    expect(timesOf('brought forward')).toHaveLength(1)
    expect(await timeOf('brought-forward')).toBeNull()
    for (const what of ['too early', 'put off', 'too late']) expect(timesOf(what)).toEqual([])
  })

  it('does not run after it was cancelled', async () => {
    const at = hoursAway(1)
    await set('cancelled', 'cancelled', at)
    await set('another', 'another', at)
    await db.transaction((tx) => queue.cancel(tx, 'cancelled'))
    await db.transaction((tx) => queue.cancel(tx, 'never set'))
    expect(await timeOf('cancelled')).toBeNull()
    expect(await timeOf('another')).toEqual(at)
  })

  it('waits for as long as it would by the product’s time, where that is another one', async () => {
    const longAgo = new Date('2020-02-29T12:00:00Z')
    const inTheirs = openJobQueue('accounts', () => longAgo)
    const at = new Date('2020-02-29T13:00:00Z')
    const earliest = hoursAway(1)
    await db.transaction((tx) => inTheirs.enqueue(tx, 'remind', { company, what: 'theirs' }, { key: 'theirs', at }))
    const time = (await timeOf('theirs'))!.getTime()
    expect(time).toBeGreaterThanOrEqual(earliest.getTime())
    expect(time).toBeLessThanOrEqual(hoursAway(1).getTime())
  })

  it('is set, moved and cancelled with its transaction or not at all', async () => {
    const [kept, stayed] = [hoursAway(1), hoursAway(2)]
    await set('kept', 'kept', kept)
    await set('stayed', 'stayed', stayed)
    const undone = db.transaction(async (tx) => {
      await queue.cancel(tx, 'kept')
      await queue.enqueue(tx, 'remind', { company, what: 'moved' }, { key: 'stayed', at: new Date() })
      await queue.enqueue(tx, 'remind', { company, what: 'undone' }, { key: 'undone', at: new Date() })
      throw new Error('refused')
    })
    await expect(undone).rejects.toThrow('refused')
    expect(await timeOf('kept')).toEqual(kept)
    expect(await timeOf('stayed')).toEqual(stayed)
    expect(await timeOf('undone')).toBeNull()
    await untilOverdue()
    for (const what of ['moved', 'undone']) expect(timesOf(what)).toEqual([])
  })
})
