import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import type { Answer, Person } from '../support/person.ts'
import {
  makeProperty,
  mutate,
  offer,
  openBrokerage,
  openProduct,
  refusal,
  type Brokerage,
  type Time,
} from './brokerage.ts'
import { change as changeWatch, sees } from './watching.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let agentId: string
let client: { person: Person; contactId: string }

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  agentId = await idOf(agent)
  client = await ours.client(agent)
}, 120_000)
afterAll(() => app.stop())

async function idOf(who: Person): Promise<string> {
  const { viewer } = await who.ask<{ viewer: { agent: { id: string } } }, object>(
    '{ viewer { ... on StaffViewer { agent { id } } } }',
  )
  return viewer.agent.id
}

interface Changed {
  readonly agent: { readonly availability: object } | null
  readonly userErrors: readonly { readonly code: string; readonly path: readonly string[] }[]
}

/** Changes when somebody has time; the hours as answered, and what was refused. */
async function change(by: Person, what: 'Set' | 'ExceptionSet' | 'ExceptionDelete', input: object): Promise<Changed> {
  const { changed } = await by.ask<{ changed: Changed }, object>(
    `mutation ($input: Availability${what}Input!) { changed: availability${what}(input: $input) {
      agent { availability {
        weekly { weekday from to } exceptions { date hours { from to } } bufferMinutes noticeHours version
      } }
      userErrors { code path }
    } }`,
    { input },
  )
  return changed
}

const starts = (slots: readonly Time[]) => slots.map(({ startsAt }) => startsAt.slice(0, 16))

/** The slots of a property that somebody is shown on some days. */
async function freeSlots(by: Person, propertyId: string, from: string, to = from, minutes = 60): Promise<string[]> {
  const { property } = await by.ask<{ property: { freeSlots: Time[] } }, object>(
    `query ($propertyId: ID!, $from: LocalDate!, $to: LocalDate!, $minutes: Int!) {
      property(id: $propertyId) { freeSlots(from: $from, to: $to, minutes: $minutes) { startsAt endsAt } }
    }`,
    { propertyId, from, to, minutes },
  )
  return starts(property.freeSlots)
}

async function offered(): Promise<string> {
  const propertyId = await makeProperty(agent)
  await offer(agent, client.contactId, [propertyId])
  return propertyId
}

describe('the free slots that a client picks from', () => {
  it('lie in the hours of their agent, apart from exceptions, notice, buffer and what is booked (VIE-16)', async () => {
    const propertyId = await offered()
    expect((await freeSlots(client.person, propertyId, '2026-03-10', '2026-03-10')).slice(0, 2)).toEqual([
      '2026-03-10T09:00',
      '2026-03-10T09:15',
    ])
    const weekly = [
      { weekday: 2, from: '10:00', to: '12:00' },
      { weekday: 2, from: '14:00', to: '15:30' },
      { weekday: 3, from: '10:00', to: '11:00' },
    ]
    const { agent: set } = await change(agent, 'Set', { weekly, bufferMinutes: 15, noticeHours: 24 })
    expect(set!.availability).toEqual({ weekly, exceptions: [], bufferMinutes: 15, noticeHours: 24, version: 1 })
    await change(agent, 'ExceptionSet', { date: '2026-03-11' })
    await change(agent, 'ExceptionSet', { date: '2026-03-12', hours: [{ from: '08:00', to: '09:15' }] })

    const asked = () => freeSlots(client.person, propertyId, '2026-03-10', '2026-03-12')
    expect(await asked()).toEqual([
      ...['10:00', '10:15', '10:30', '10:45', '11:00', '14:00', '14:15', '14:30'].map((time) => `2026-03-10T${time}`),
      ...['08:00', '08:15'].map((time) => `2026-03-12T${time}`),
    ])
    // Their agent shows something else from 10:00 to 10:20, to another contact.
    const preferredDates = [{ date: '2026-03-10' }]
    const other = { contactId: await ours.contact(agent), propertyId: await makeProperty(agent), preferredDates }
    const { viewing } = await mutate(agent, 'Book', other)
    const time = { startsAt: '2026-03-10T10:00:00Z', endsAt: '2026-03-10T10:20:00Z' }
    expect(refusal(await mutate(agent, 'Confirm', { viewingId: viewing!.id, ...time }))).toBe('')
    expect((await asked()).slice(0, 3)).toEqual(['2026-03-10T10:45', '2026-03-10T11:00', '2026-03-10T14:00'])

    clock.now = new Date('2026-03-09T11:00:00Z')
    expect((await asked())[0]).toBe('2026-03-10T14:00')
    // An agent may agree on what is nearer than that.
    expect((await freeSlots(agent, propertyId, '2026-03-10'))[0]).toBe('2026-03-10T10:45')
    clock.now = new Date('2026-03-02T12:00:00Z')
    await change(agent, 'ExceptionDelete', { date: '2026-03-11', until: '2026-03-12' })
    expect(await freeSlots(client.person, propertyId, '2026-03-11', '2026-03-12')).toEqual(['2026-03-11T10:00'])
    await change(agent, 'Set', {
      weekly: [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: '09:00', to: '18:00' })),
    })
  })

  it('leave out what the property and they themselves are booked for, and can be asked for and agreed on (VIE-16)', async () => {
    await change(agent, 'Set', { bufferMinutes: 0, noticeHours: 0 })
    const colleague = await ours.join('AGENT')
    const [wanted, own] = [await offered(), await offered()]
    const preferredDates = [{ date: '2026-04-01' }]
    const confirm = async (by: Person, input: object, hour: string) => {
      const { viewing } = await mutate(by, 'Book', { ...input, preferredDates })
      const time = { startsAt: `2026-04-01T${hour}:00:00Z`, endsAt: `2026-04-01T${Number(hour) + 1}:00:00Z` }
      expect(refusal(await mutate(by, 'Confirm', { viewingId: viewing!.id, ...time }))).toBe('')
    }
    await confirm(colleague, { contactId: await ours.contact(colleague), propertyId: wanted }, '12')
    await confirm(agent, { contactId: client.contactId, propertyId: own }, '10')
    const free = await freeSlots(client.person, wanted, '2026-04-01')
    expect(free.slice(0, 4)).toEqual(['2026-04-01T08:00', '2026-04-01T08:15', '2026-04-01T08:30', '2026-04-01T08:45'])
    expect(free.slice(5, 8)).toEqual(['2026-04-01T11:00', '2026-04-01T13:00', '2026-04-01T13:15'])

    const { viewing } = await mutate(client.person, 'Request', {
      propertyId: wanted,
      preferredDates: [{ date: '2026-04-01', from: '14:00', to: '15:00' }],
    })
    const slot = { startsAt: `${free[6]}:00.000Z`, endsAt: '2026-04-01T14:00:00.000Z' }
    const confirmed = await mutate(agent, 'Confirm', { viewingId: viewing!.id, ...slot })
    expect(confirmed.viewing).toMatchObject({ status: 'CONFIRMED', outsidePreferred: false })
    // Its own time counts as free for itself.
    const { viewing: shown } = await client.person.ask<{ viewing: { freeSlots: Time[] } }, object>(
      `query ($id: ID!) { viewing(id: $id) { freeSlots(from: "2026-04-01", to: "2026-04-01", minutes: 60) { startsAt } } }`,
      { id: viewing!.id },
    )
    expect(starts(shown.freeSlots)).toEqual(free)
    expect(await freeSlots(client.person, wanted, '2026-04-01')).not.toContain(free[6])
  })

  it('are there, too, for what a watch of theirs has found (VIE-15, VIE-16)', async () => {
    const propertyId = await makeProperty(agent)
    const { watch } = await changeWatch(client.person, 'Create', { criteria: { kinds: ['HOUSE'] } })
    await eventually(async () => expect(await sees(client.person, propertyId)).toBe(true))
    const free = await freeSlots(client.person, propertyId, '2026-04-03')
    expect(free).toContain('2026-04-03T09:00')
    const preferredDates = [{ date: '2026-04-03' }]
    expect(refusal(await mutate(client.person, 'Request', { propertyId, preferredDates }))).toBe('')
    await changeWatch(client.person, 'Delete', { watchId: watch!.id })
    expect(await freeSlots(client.person, propertyId, '2026-04-03')).toEqual([])
  })

  it('are none where nobody offers it to them any more; a long period is refused (VIE-16)', async () => {
    const propertyId = await makeProperty(agent)
    const [offerId] = await offer(agent, client.contactId, [propertyId])
    const { viewing } = await mutate(client.person, 'Request', { propertyId, preferredDates: [{ date: '2026-04-02' }] })
    await mutate(client.person, 'Cancel', { viewingId: viewing!.id })
    expect(await freeSlots(client.person, propertyId, '2026-04-02')).not.toEqual([])
    await agent.ask(
      'mutation ($offerId: ID!) { offerWithdraw(input: { offerId: $offerId }) { userErrors { code } } }',
      {
        offerId,
      },
    )
    expect(await freeSlots(client.person, propertyId, '2026-04-02')).toEqual([])
    const query = `query ($id: ID!, $to: LocalDate!, $minutes: Int) {
      property(id: $id) { freeSlots(from: "2026-04-02", to: $to, minutes: $minutes) { startsAt } }
    }`
    const codeOf = ({ errors }: Answer<unknown>) => errors?.[0]?.extensions?.['code'] ?? null
    const refused = async (to: string, minutes: number) =>
      codeOf(await client.person.send(query, { id: propertyId, to, minutes }))
    expect(await refused('2026-05-13', 30)).toBeNull()
    expect(await refused('2026-05-14', 30)).toBe('BAD_USER_INPUT')
    expect(await refused('2026-04-01', 30)).toBe('BAD_USER_INPUT')
    expect(await refused('2026-04-02', 4)).toBe('BAD_USER_INPUT')
  })
})

describe('the alternatives to a taken slot', () => {
  it('lie in the agent’s own hours and keep their buffer (VIE-8, VIE-16)', async () => {
    await change(agent, 'Set', { weekly: [{ weekday: 4, from: '10:00', to: '16:00' }], bufferMinutes: 30 })
    const propertyId = await makeProperty(agent)
    const [one, other] = [await ours.contact(agent), await ours.contact(agent)]
    const preferredDates = [{ date: '2026-04-09' }]
    const book = async (contactId: string) =>
      (await mutate(agent, 'Book', { contactId, propertyId, preferredDates })).viewing!.id
    const time = { startsAt: '2026-04-09T12:00:00Z', endsAt: '2026-04-09T13:00:00Z' }
    await mutate(agent, 'Confirm', { viewingId: await book(one), ...time })
    const { userErrors } = await mutate(agent, 'Confirm', { viewingId: await book(other), ...time })
    expect(starts(userErrors[0]!.alternatives!)).toEqual(['2026-04-09T10:30', '2026-04-09T13:30', '2026-04-09T10:15'])
  })
})

describe('an agent’s hours', () => {
  it('are changed by themselves or an administrator, and read by those who agree on times (VIE-16)', async () => {
    const [colleague, support] = [await ours.join('AGENT'), await ours.join('SUPPORT')]
    const weekly = [{ weekday: 1, from: '09:00', to: '10:00' }]
    const refused = await change(colleague, 'Set', { agentId, weekly })
    expect(refused).toEqual({ agent: null, userErrors: [{ code: 'OWN_CALENDAR_ONLY', path: ['input', 'agentId'] }] })
    const unknown = await change(ours.admin, 'Set', { agentId: agentId.replace(/.$/, '0'), weekly })
    expect(unknown.userErrors).toEqual([{ code: 'NOT_FOUND', path: ['input', 'agentId'] }])
    const colleagueId = await idOf(colleague)
    expect((await change(ours.admin, 'Set', { agentId: colleagueId, weekly })).agent!.availability).toMatchObject({
      weekly,
    })
    expect(await change(colleague, 'Set', { noticeHours: 4, expectedVersion: 0 })).toMatchObject({
      userErrors: [{ code: 'VERSION_MISMATCH' }],
    })

    const query = 'query ($id: ID!) { agent(id: $id) { availability { weekly { weekday from to } } } }'
    expect(await agent.ask(query, { id: colleagueId })).toEqual({ agent: { availability: { weekly } } })
    expect(await support.send(query, { id: colleagueId })).toMatchObject({
      data: { agent: { availability: null } },
      errors: [{ extensions: { code: 'FORBIDDEN', reason: 'ROLE' } }],
    })
  })

  it('are searched for many agents at once: who can show it, and when (VIE-16)', async () => {
    const propertyId = await makeProperty(agent)
    const query = `query ($propertyId: ID!) { agents(first: 50) { edges { node {
      id freeTimes(propertyId: $propertyId, from: "2026-04-20", to: "2026-04-21", minutes: 60) { startsAt endsAt }
    } } } }`
    type Found = { agents: { edges: { node: { id: string; freeTimes: Time[] } }[] } }
    const { agents } = await ours.admin.ask<Found, object>(query, { propertyId })
    const times = agents.edges.map(({ node }) => starts(node.freeTimes).join(' '))
    expect(times).toContain('2026-04-20T08:00 2026-04-21T08:00')
    expect(times).toContain('2026-04-20T08:00')
    expect(times).toContain('')
  })
})
