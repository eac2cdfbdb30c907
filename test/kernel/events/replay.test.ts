import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { readHistory } from '../../../subgraphs/kernel/events/history.ts'
import { logReader } from '../../../subgraphs/kernel/events/log-page.ts'
import { replayEntity } from '../../../subgraphs/kernel/events/operate.ts'
import { consumerUnderTest, impatient, newThing, type Thing } from './consumer-under-test.ts'
import { company, patient } from './log-under-test.ts'

const test = consumerUnderTest()
const { run, noting, write } = test

function historyOf(subject: Thing, after: number) {
  const read = logReader(test.source.sql, (event) => event)
  return readHistory(read, { company, subject, types: ['thing.happened'] }, after)
}

describe('a replay', () => {
  it('ends with what was taken in while the history was read', async () => {
    const thing = newThing()
    const reaction = { ...noting(), replayable: true as const }
    const consumers = run(test.hosts[0], reaction)
    const before = await write(2, { subject: thing })
    await consumers.caughtUp()
    let meanwhile: number[] = []
    const replay = await replayEntity(test.hosts[0].db, reaction, thing, async (after) => {
      const history = await historyOf(thing, after)
      if (meanwhile.length === 0) {
        meanwhile = await write(1, { subject: thing })
        await consumers.caughtUp()
      }
      return history
    })
    expect(replay).toEqual({ events: 3 })
    const all = [...before, ...meanwhile]
    await expect.poll(() => test.effectsOf(thing), patient).toEqual([...all, ...all])
  })
})

describe('a reaction', () => {
  it('tries events of a type in place no longer while they keep failing', async () => {
    const reaction = noting(() => {
      throw new Error('no')
    })
    for (let i = 0; i < 20; i++) await write(1, { subject: newThing() })
    const patience = { ...impatient, inPlaceMs: [1000], parkedMs: 600_000 }
    const began = performance.now()
    await run(test.hosts[0], reaction, { patience }).caughtUp()
    expect(performance.now() - began).toBeLessThan(10_000)
    const attempts = (await test.parked()).map((each) => each.attempts)
    expect(attempts.filter((each) => each > 1)).toHaveLength(1)
  })

  it('forgets what is parked of events that its restored source has lost', async () => {
    const reaction = noting(() => {
      throw new Error('no')
    })
    const patience = { ...impatient, parkedMs: 600_000 }
    const consumers = run(test.hosts[0], reaction, { patience })
    const kept = newThing()
    await write(1, { subject: kept })
    await consumers.caughtUp()
    const [{ pos } = { pos: '0' }] = await test.source.sql<{ pos: string }[]>`select max(pos) as pos from log`
    await write(2)
    await consumers.caughtUp()
    const was = await test.parked()
    expect(was.some((each) => each.pos > Number(pos))).toBe(true)
    await consumers.stop()
    await test.source.sql`delete from log where pos > ${pos}::bigint`
    await test.source.sql`update head set epoch = epoch + 1`
    const again = run(test.hosts[0], reaction, { patience })
    await expect.poll(() => test.parked(), patient).toEqual(was.filter((each) => each.pos <= Number(pos)))
    await again.stop()
    await test.hosts[0].db.execute(sql`delete from parked where consumer = ${test.name}`)
  })
})
