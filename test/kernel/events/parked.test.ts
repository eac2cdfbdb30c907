import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { consumerUnderTest, impatient, newThing } from './consumer-under-test.ts'
import { patient } from './log-under-test.ts'

const test = consumerUnderTest()
const { run, noting, write } = test

/** Fails for these until told otherwise. */
function failingFor(numbers: Iterable<number>) {
  const failing = new Set(numbers)
  const reaction = noting((n) => {
    if (failing.has(n)) throw Object.assign(new Error('parameters: secret'), { code: 'NOT_TODAY' })
  })
  return { reaction, mend: () => failing.clear(), fail: (n: number) => void failing.add(n) }
}

describe('an event that a reaction cannot take in', () => {
  it('is parked, the later ones of its entity wait behind it, and the rest goes on', async () => {
    const [stuck, other] = [newThing(), newThing()]
    const [first] = await write(3, { subject: stuck })
    await write(2, { subject: other })
    const { reaction } = failingFor([first!])
    const consumers = run(test.hosts[0], reaction)
    await consumers.caughtUp()
    await write(1, { subject: stuck })
    await write(1, { subject: other })
    await consumers.caughtUp()
    expect(await test.effects()).toEqual(await test.logged(other))
    const parked = await test.parked()
    expect(parked.map(({ subject }) => subject)).toEqual([stuck, stuck, stuck, stuck])
    expect(parked[0]).toMatchObject({ error: 'NOT_TODAY' })
    expect(parked[0]!.attempts).toBeGreaterThan(1)
    expect(parked.slice(1).map(({ attempts, error }) => [attempts, error])).toEqual([
      [0, null],
      [0, null],
      [0, null],
    ])
  })

  it('is tried again by itself, and then all of its entity take effect once and in their order', async () => {
    const [stuck, other] = [newThing(), newThing()]
    const [first, second] = await write(4, { subject: stuck })
    const { reaction, mend } = failingFor([first!, second!])
    const consumers = run(test.hosts[0], reaction)
    await consumers.caughtUp()
    await expect.poll(async () => (await test.parked())[0]?.attempts, patient).toBeGreaterThan(2)
    await write(2, { subject: other })
    mend()
    await expect.poll(() => test.parked(), patient).toEqual([])
    await write(1, { subject: stuck })
    await consumers.caughtUp()
    expect(await test.effectsOf(stuck)).toEqual(await test.logged(stuck))
    expect(await test.effectsOf(other)).toEqual(await test.logged(other))
  })

  it('says no message and no parameters where operators read, and its place in the log', async () => {
    const lines: string[] = []
    const log = pino({}, { write: (line: string) => void lines.push(line) })
    const [n] = await write(1)
    const wrapped = noting(() => {
      throw Object.assign(new Error('x', { cause: Object.assign(new Error('secret'), { code: '23505' }) }), {
        params: ['secret'],
      })
    })
    await run(test.hosts[0], wrapped, { log }).caughtUp()
    expect((await test.parked())[0]).toMatchObject({ error: '23505' })
    const rows = await test.hosts[0].sql`select * from parked where consumer = ${test.name}`
    expect(JSON.stringify(rows)).not.toContain('secret')
    expect(lines.join()).not.toContain('secret')
    expect(lines.join()).toContain('This event is parked')
    expect(n).toBeGreaterThan(0)
  })

  it('rests longer after each failure', async () => {
    const [n] = await write(1)
    const { reaction } = failingFor([n!])
    await run(test.hosts[0], reaction, { patience: { ...impatient, inPlaceMs: [], parkedMs: 100 } }).caughtUp()
    const rest = async () => {
      const [row] = await test.hosts[0].sql<{ attempts: number; rest: number }[]>`
        select attempts, extract(epoch from next_try_at - now()) as rest from parked where consumer = ${test.name}`
      return row!
    }
    await expect.poll(async () => (await rest()).attempts, patient).toBeGreaterThan(2)
    const early = await rest()
    expect(Number(early.rest)).toBeLessThanOrEqual(0.1 * 2 ** early.attempts)
    await test.hosts[0].sql`update parked set attempts = 30, next_try_at = now() where consumer = ${test.name}`
    await expect.poll(async () => Number((await rest()).rest), patient).toBeGreaterThan(3500)
    expect(Number((await rest()).rest)).toBeLessThanOrEqual(3600)
  })

  it('loses, repeats and misorders nothing where several processes fail now and then and take in what keeps coming', async () => {
    const things = [newThing(), newThing(), newThing()]
    let calls = 0
    const flaky = () =>
      noting(async (n) => {
        calls++
        if ((n * 7 + calls) % 5 < 2) throw Object.assign(new Error('no'), { code: 'NO' })
        if (n % 9 === 0) await delay(3)
      })
    const patience = { inPlaceMs: [], parkedMs: 1, lookMs: 5, outageMs: 5 }
    const consumers = test.hosts.flatMap((host) => [run(host, flaky(), { patience }), run(host, flaky(), { patience })])
    for (let round = 0; round < 6; round++) {
      for (const subject of things) await write(3, { subject })
    }
    await Promise.all(consumers.map((each) => each.caughtUp()))
    await expect.poll(() => test.parked(), { timeout: 60_000 }).toEqual([])
    for (const thing of things) expect(await test.effectsOf(thing)).toEqual(await test.logged(thing))
  }, 90_000)
})
