import ICAL from 'ical.js'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidOf } from '../../subgraphs/kernel/ids.ts'
import type { App } from '../support/app.ts'
import { person, type Person } from '../support/person.ts'
import { makeProperty, mutate, openBrokerage, openProduct, refusal, type Brokerage, type Refused } from './brokerage.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let client: Person
let contactId: string
let sql: postgres.Sql

beforeAll(async () => {
  app = await openProduct(clock)
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  ;({ person: client, contactId } = await ours.client(agent))
}, 120_000)
afterAll(async () => {
  await sql?.end()
  await app?.stop()
})

async function confirmed(startsAt: string, zone?: string, of = contactId): Promise<string> {
  const input = { contactId: of, propertyId: await makeProperty(agent, zone), preferredDates: [{ date: '2026-03-06' }] }
  const viewingId = (await mutate(agent, 'Book', input)).viewing!.id
  const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString()
  const { userErrors } = await mutate(agent, 'Confirm', { viewingId, startsAt, endsAt })
  expect(userErrors).toEqual([])
  return viewingId
}

async function create(by: Person): Promise<string> {
  const { calendarFeedCreate } = await by.ask<{ calendarFeedCreate: { url: string } }, object>(
    'mutation { calendarFeedCreate(input: {}) { url calendarFeed { createdAt lastReadAt } userErrors { code } } }',
  )
  return calendarFeedCreate.url
}
const shown = async (by: Person) =>
  (
    await by.ask<{ calendarFeed: { createdAt: string; lastReadAt: string | null } | null }, object>(
      '{ calendarFeed { createdAt lastReadAt } }',
    )
  ).calendarFeed
/** The product's settings name another port than the one the test has got. */
const get = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${app.url}${new URL(url).pathname}`, { headers })
const statusOf = async (url: string) => (await get(url)).status

/** A feed as foreign software reads it: its events by the viewing's id. */
async function read(url: string): Promise<Map<string, ICAL.Event>> {
  const response = await get(url)
  expect(response.status).toBe(200)
  const calendar = new ICAL.Component(ICAL.parse(await response.text()))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone), zone.getFirstPropertyValue('tzid') as string)
  }
  const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
  return new Map(events.map((event) => [event.uid, event]))
}

describe('a calendar feed', () => {
  it.each([
    ['Europe/Lisbon', '2026-03-28T15:00:00.000Z', '2026-03-28T15:00:00'],
    ['Europe/Lisbon', '2026-03-29T15:00:00.000Z', '2026-03-29T16:00:00'],
    ['Europe/Lisbon', '2026-10-26T15:00:00.000Z', '2026-10-26T15:00:00'],
    ['Asia/Kathmandu', '2026-03-28T08:15:00.000Z', '2026-03-28T14:00:00'],
    ['Pacific/Auckland', '2026-04-04T01:00:00.000Z', '2026-04-04T14:00:00'],
    ['Pacific/Auckland', '2026-04-05T02:00:00.000Z', '2026-04-05T14:00:00'],
    ['Europe/Amsterdam', '2026-07-01T12:00:00.000Z', '2026-07-01T14:00:00'],
  ])('tells the time in %s at %s: %s (VIE-14)', async (zone, startsAt, local) => {
    const id = await confirmed(startsAt, zone)
    for (const by of [client, agent]) {
      const { startDate, endDate, summary, sequence } = (await read(await create(by))).get(id)!
      expect(startDate.toString()).toBe(local)
      expect(startDate.zone?.tzid).toBe(zone)
      expect(startDate.toJSDate().toISOString()).toBe(startsAt)
      expect(endDate.toJSDate().getTime() - startDate.toJSDate().getTime()).toBe(3_600_000)
      expect({ summary, sequence }).toEqual({ summary: 'Viewing: House by the river', sequence: 2 })
    }
  })

  it('falls back on UTC where a calendar would misread the zone’s time (VIE-14)', async () => {
    const id = await confirmed('2026-10-25T00:30:00.000Z')
    const { startDate } = (await read(await create(client))).get(id)!
    expect(startDate.zone?.tzid).toBe('UTC')
    expect(startDate.toJSDate().toISOString()).toBe('2026-10-25T00:30:00.000Z')
  })

  it('holds one’s own viewings of the last 30 days and to come, with those called off (VIE-14)', async () => {
    const cancelled = await confirmed('2026-05-04T10:00:00.000Z')
    const kept = await confirmed('2026-05-05T10:00:00.000Z')
    const { person: other, contactId: otherId } = await ours.client(agent)
    const theirs = await confirmed('2026-05-06T10:00:00.000Z', undefined, otherId)
    await mutate(client, 'Cancel', { viewingId: cancelled })
    const url = await create(client)
    const statuses = [...(await read(url))].map(([id, { component }]) => [
      id,
      component.getFirstPropertyValue('status'),
    ])
    expect(Object.fromEntries(statuses)).toMatchObject({ [cancelled]: 'CANCELLED', [kept]: 'CONFIRMED' })
    expect((await read(url)).get(cancelled)!.sequence).toBe(3)
    expect((await read(url)).has(theirs)).toBe(false)
    expect([...(await read(await create(other))).keys()]).toEqual([theirs])
    expect([...(await read(await create(ours.admin))).keys()]).toEqual([])
    expect((await read(await create(agent))).has(theirs)).toBe(true)

    const before = clock.now
    clock.now = new Date('2026-06-03T10:00:00.000Z')
    expect([...(await read(url)).keys()]).toContain(kept)
    expect([...(await read(url)).keys()]).not.toContain(cancelled)
    clock.now = new Date('2026-06-04T10:00:00.001Z')
    expect([...(await read(url)).keys()]).not.toContain(kept)
    clock.now = before
  })

  it('tells a client the address from 48 hours before the start, an agent always (VIE-9, VIE-14)', async () => {
    const id = await confirmed('2026-05-08T10:00:00.000Z')
    const [toClient, toAgent] = [await create(client), await create(agent)]
    const locations = async () =>
      Promise.all([toClient, toAgent].map(async (url) => (await read(url)).get(id)!.location))
    expect(await locations()).toEqual(['Lisboa, PT', 'Rua 1, Lisboa, PT'])
    expect(await (await get(toClient)).text()).not.toContain('Rua')
    const before = clock.now
    clock.now = new Date('2026-05-06T10:00:00.000Z')
    expect(await locations()).toEqual(['Rua 1, Lisboa, PT', 'Rua 1, Lisboa, PT'])
    clock.now = before
  })

  it('is newer to a client’s calendar when the address comes, and when it goes again (VIE-9, VIE-14)', async () => {
    const before = clock.now
    const id = await confirmed('2026-05-15T10:00:00.000Z')
    const [toClient, toAgent] = [await create(client), await create(agent)]
    const told = async (url: string) => {
      const { component } = (await read(url)).get(id)!
      const times = ['dtstamp', 'last-modified'].map((name) => component.getFirstPropertyValue(name) as ICAL.Time)
      expect(times[0]!.toString()).toBe(times[1]!.toString())
      return times[0]!.toString()
    }
    const made = '2026-03-02T12:00:00Z'
    for (const [now, toTheClient] of [
      ['2026-05-13T09:59:59.999Z', made],
      ['2026-05-13T10:00:00.000Z', '2026-05-13T10:00:00Z'],
      ['2026-05-15T22:59:59.999Z', '2026-05-13T10:00:00Z'],
      ['2026-05-15T23:00:00.000Z', '2026-05-15T23:00:00Z'],
    ] as const) {
      clock.now = new Date(now)
      expect([now, await told(toClient), await told(toAgent)]).toEqual([now, toTheClient, made])
    }
    clock.now = before
  })

  it('is told whole only when it has changed, and says when it was read last (VIE-14)', async () => {
    const url = await create(client)
    expect(await shown(client)).toEqual({ createdAt: clock.now.toISOString(), lastReadAt: null })
    const first = await get(url)
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    const etag = first.headers.get('etag')!
    expect(await shown(client)).toMatchObject({ lastReadAt: clock.now.toISOString() })
    const again = await get(url, { 'if-none-match': `W/${etag}` })
    expect([again.status, await again.text()]).toEqual([304, ''])
    await confirmed('2026-05-11T10:00:00.000Z')
    expect((await get(url, { 'if-none-match': etag })).status).toBe(200)
  })

  it('ends with a new one, and when it is deleted (VIE-14)', async () => {
    const [first, others] = [await create(client), await create(agent)]
    const { calendarFeedCreate: unseen } = await client.ask<{ calendarFeedCreate: Refused }, object>(
      'mutation ($at: DateTime) { calendarFeedCreate(input: { expectedCreatedAt: $at }) { url userErrors { code path } } }',
      { at: '2026-01-01T00:00:00Z' },
    )
    expect(refusal(unseen)).toBe('VERSION_MISMATCH input.expectedCreatedAt')
    expect(await statusOf(first)).toBe(200)
    const second = await create(client)
    expect(await Promise.all([first, second, others].map(statusOf))).toEqual([404, 200, 200])
    const remove = () => client.ask('mutation { calendarFeedDelete(input: {}) { userErrors { code } } }')
    await remove()
    await remove()
    expect(await shown(client)).toBeNull()
    expect(await Promise.all([first, second, others].map(statusOf))).toEqual([404, 404, 200])
  })

  it('is read with its address only (VIE-14)', async () => {
    const url = await create(client)
    const tried = [
      url.replace(/.\.ics$/, 'x.ics'),
      url.replace(/\.ics$/, ''),
      url.replace(/viewings\/.{26}/, `viewings/${'0'.repeat(26)}`),
    ]
    for (const wrong of [...tried, url.replace('viewings', 'tickets'), url.replace(/[^/]+$/, '')]) {
      expect(await statusOf(wrong), wrong).toBe(404)
    }
    const { pathname } = new URL(url)
    expect((await fetch(`${app.url}${pathname}`, { method: 'POST' })).status).toBe(404)
    const head = await fetch(`${app.url}${pathname}`, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const hashes = await sql`select hash from viewings.calendar_feed`
    expect(JSON.stringify(hashes)).not.toContain(pathname.slice(-36, -4))
  })

  it('gives no more than its person may see when it is read (VIE-14)', async () => {
    const [ofClient, ofAgent] = [await create(client), await create(agent)]
    const statuses = () => Promise.all([ofClient, ofAgent].map(statusOf))
    const { viewer } = await agent.ask<{ viewer: { agent: { id: string } } }, object>(
      '{ viewer { ... on StaffViewer { agent { id } } } }',
    )
    const agentId = uuidOf(viewer.agent.id as never)
    expect(await statuses()).toEqual([200, 200])
    await sql`update accounts.portal_account set disabled_at = now() where contact_id = ${uuidOf(contactId as never)}`
    await sql`update accounts.agent set role = 'SUPPORT' where id = ${agentId}`
    expect(await statuses()).toEqual([404, 404])
    await sql`update accounts.portal_account set disabled_at = null`
    await sql`update accounts.agent set role = 'AGENT' where id = ${agentId}`
    expect(await statuses()).toEqual([200, 200])
    const switchPortal = (isOn: boolean) =>
      ours.admin.ask(
        'mutation ($isOn: Boolean!) { portalSettingsUpdate(input: { isOn: $isOn }) { userErrors { code } } }',
        { isOn },
      )
    await switchPortal(false)
    expect(await statuses()).toEqual([404, 200])
    await switchPortal(true)
    expect(await statuses()).toEqual([200, 200])
  })

  it('is not made by API keys (ACC-29)', async () => {
    const { apiKeyCreate } = await ours.admin.ask<{ apiKeyCreate: { secret: string } }, object>(
      'mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { secret } }',
      { input: { name: 'Calendar', scopes: ['VIEWINGS_READ', 'VIEWINGS_WRITE'] } },
    )
    const key = person(app.url, apiKeyCreate.secret)
    await expect(create(key)).rejects.toThrow('PEOPLE_ONLY')
  })
})
