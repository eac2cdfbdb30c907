import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import { passTo } from '../support/pass-time.ts'
import type { Person } from '../support/person.ts'
import { makeProperty, mutate, offer, openBrokerage, openProduct, read, type Brokerage } from './brokerage.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let client: Person
let contactId: string

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  ;({ person: client, contactId } = await ours.client(agent))
}, 120_000)
afterAll(() => app.stop())

/** A viewing that the client has asked for. */
async function requested(zone?: string, ...dates: string[]): Promise<string> {
  const propertyId = await makeProperty(agent, zone)
  await offer(agent, contactId, [propertyId])
  const preferredDates = (dates.length > 0 ? dates : ['2027-01-01']).map((date) => ({ date }))
  return (await mutate(client, 'Request', { propertyId, preferredDates })).viewing!.id
}
/** One hour from then on. */
const hourFrom = (startsAt: string) => ({
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
})
async function confirmed(startsAt: string, zone?: string): Promise<string> {
  const viewingId = await requested(zone)
  await mutate(agent, 'Confirm', { viewingId, ...hourFrom(startsAt) })
  return viewingId
}

describe('the end of a viewing’s day', () => {
  it('completes what is still confirmed, once, where the property is (VIE-7)', async () => {
    const here = await confirmed('2026-03-03T14:00:00.000Z')
    const there = await confirmed('2026-03-03T09:30:00.000Z', 'Pacific/Auckland')
    const moved = await confirmed('2026-03-03T16:00:00.000Z')
    const cancelled = await confirmed('2026-03-03T18:00:00.000Z')
    await mutate(agent, 'Reschedule', { viewingId: moved, ...hourFrom('2026-03-04T14:00:00.000Z') })
    await mutate(agent, 'Cancel', { viewingId: cancelled })

    const statuses = async () => {
      const all = await Promise.all([here, there, moved, cancelled].map((id) => read(client, id)))
      return all.map((viewing) => viewing!.status)
    }
    await passTo(app, clock, '2026-03-03T11:00:00Z')
    await eventually(async () => expect((await read(client, there))!.status).toBe('COMPLETED'))
    expect(await statuses()).toEqual(['CONFIRMED', 'COMPLETED', 'CONFIRMED', 'CANCELLED'])
    await passTo(app, clock, '2026-03-04T00:00:00Z')
    await eventually(async () => expect((await read(client, here))!.status).toBe('COMPLETED'))
    expect(await statuses()).toEqual(['COMPLETED', 'COMPLETED', 'CONFIRMED', 'CANCELLED'])
    await passTo(app, clock, '2026-03-05T00:00:00Z')
    await eventually(async () => expect((await read(client, moved))!.status).toBe('COMPLETED'))

    const { outcome, version, history } = (await read(agent, here))!
    expect({ outcome, version }).toEqual({ outcome: 'ASSUMED', version: 3 })
    expect(history.edges.at(-1)!.node).toMatchObject({
      change: 'COMPLETED',
      byId: null,
      at: '2026-03-04T00:00:00.000Z',
    })
  })
})
