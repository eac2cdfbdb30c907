import { setTimeout as delay } from 'node:timers/promises'
import type { Sql } from '../../subgraphs/kernel/db.ts'
import { uuidOf } from '../../subgraphs/kernel/ids.ts'
import type { Recorder } from './followers.ts'
import type { Firm } from './people.ts'

/** What is wrong with what the clients were sent, and how much it was. */
export interface Verdict {
  readonly events: number
  readonly sent: number
  readonly lost: number
  readonly repeated: number
  readonly misordered: number
  /** Sent to somebody who may not see it: other companies' events, other people's, notes to clients. */
  readonly foreign: number
}

export const faultless = { lost: 0, repeated: 0, misordered: 0, foreign: 0 }

/** The longest that nothing may move on while a run waits for the clients to have read all. */
const STALLED_MS = 90_000

/** Waits until a last event of each company has come to each client; fails when nothing moves any more. */
export async function settle(sql: Sql, firms: readonly Firm[], recorders: readonly Recorder[]): Promise<void> {
  for (const { company } of firms) {
    await retried(
      () => sql`
      insert into outbox (company_id, type, version, subject, persons, data, at, by_id)
      select company_id, type, version, subject, persons, data, now(), by_id
      from log where company_id = ${uuidOf(company)} and type = 'ticket.submitted' limit 1`,
    )
  }
  await retried(async () => {
    await sql`select advance()`
    if ((await sql`select from outbox`).length > 0) throw new Error('The outbox is not empty.')
  })
  const last = new Map<string, number>()
  for (const { company } of firms) {
    const [row] = await sql<{ pos: number }[]>`
      select max(pos)::float8 as pos from log where company_id = ${uuidOf(company)} and type = 'ticket.submitted'`
    last.set(company, row!.pos)
  }
  let moved = Date.now()
  let total = -1
  const isBehind = ({ got, follower }: Recorder) => got.lastIndexOf(last.get(follower.company)!) < 0
  // What came to a client from elsewhere is the verdict, wherever its reading has come to.
  while (recorders.some(isBehind) && recorders.every(({ foreign }) => foreign === 0)) {
    await delay(50)
    const now = recorders.reduce((sum, { got }) => sum + got.length, 0)
    if (now !== total) [total, moved] = [now, Date.now()]
    if (Date.now() - moved > STALLED_MS) {
      throw new Error(`${recorders.filter(isBehind).length} clients have not come to the log’s end.`)
    }
  }
}

async function retried(work: () => PromiseLike<unknown>): Promise<void> {
  for (let left = 200; ; left--) {
    try {
      await work()
      return
    } catch (error) {
      if (left === 0) throw error
      await delay(50)
    }
  }
}

/** Compares what each client was sent with the log as its rights filter it, once it is settled. */
export async function judge(sql: Sql, recorders: readonly Recorder[]): Promise<Verdict> {
  const log = await sql<{ pos: number; company_id: string; type: string; persons: string[] }[]>`
    select pos::float8 as pos, company_id, type, to_json(persons) as persons from log order by log.pos`
  const found = { lost: 0, repeated: 0, misordered: 0, foreign: 0 }
  for (const { follower, got, start, foreign } of recorders) {
    const isMine = ({ company_id, type, persons }: (typeof log)[number]): boolean =>
      company_id === uuidOf(follower.company) &&
      (follower.account === null
        ? /^ticket\.(submitted|replied|noted|assigned)$/.test(type)
        : /^ticket\.(submitted|replied)$/.test(type) && persons.includes(follower.account))
    const mine = new Set(log.filter((event) => event.pos > start && isMine(event)).map(({ pos }) => pos))
    const seen = new Set(got)
    found.lost += [...mine].filter((pos) => !seen.has(pos)).length
    found.repeated += got.length - seen.size
    found.misordered += got.filter((pos, i) => i > 0 && pos < got[i - 1]!).length
    found.foreign += foreign + [...seen].filter((pos) => !mine.has(pos)).length
  }
  const sent = recorders.reduce((sum, { got }) => sum + got.length, 0)
  return { ...found, sent, events: log.length }
}
