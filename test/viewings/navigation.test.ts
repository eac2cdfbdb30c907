import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idFrom, uuidOf, type Id } from '../../subgraphs/kernel/ids.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { openJournal, openNavigation } from '../../subgraphs/viewings/gate/jobs.ts'
import type { App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import { passTo } from '../support/pass-time.ts'
import type { Person } from '../support/person.ts'
import type { Stream } from '../support/stream.ts'
import { makeProperty, mutate, offer, openBrokerage, openProduct, type Brokerage } from './brokerage.ts'
import { standOf } from './diary.ts'

const clock = { now: new Date('2026-03-20T12:00:00Z') }
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

const hourFrom = (startsAt: string) => ({
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
})

/** A viewing that the client has asked for, of a new property with these things to know; its id. */
async function requested(known?: object): Promise<string> {
  const propertyId = await makeProperty(agent)
  if (known) {
    await agent.ask(
      'mutation ($input: PropertyUpdateInput!) { propertyUpdate(input: $input) { userErrors { code } } }',
      {
        input: { propertyId, ...known },
      },
    )
  }
  await offer(agent, contactId, [propertyId])
  const asked = { propertyId, preferredDates: [{ date: '2027-01-01' }] }
  return (await mutate(client, 'Request', asked)).viewing!.id
}
async function agreed(startsAt: string, known?: object): Promise<string> {
  const viewingId = await requested(known)
  await mutate(agent, 'Confirm', { viewingId, ...hourFrom(startsAt) })
  return viewingId
}

const navigation = `navigation {
  __typename
  ... on GateClosed { opensAt reason }
  ... on NavigationOpen { location { street city point { latitude longitude } } routeUrl accessNotes closesAt }
}`
interface Shown {
  readonly __typename: string
  readonly opensAt?: string | null
  readonly reason?: string
  readonly closesAt?: string | null
}
async function navigationOf(by: Person, id: string): Promise<Shown | null> {
  const { viewing } = await by.ask<{ viewing: { navigation: Shown } | null }, object>(
    `query ($id: ID!) { viewing(id: $id) { ${navigation} } }`,
    { id },
  )
  return viewing && viewing.navigation
}

type Item = { item: { readonly __typename: string; readonly gate?: string; readonly change?: string } }
async function follow(by: Person, sse = false): Promise<Stream<Item>> {
  // A socket is opened by the token that somebody has; asking anything renews it.
  await by.ask('{ viewer { __typename } }')
  const text = `subscription { item: viewingChanged {
    __typename
    ... on ViewingChanged { change viewing { ${navigation} } }
    ... on ViewingGateOpened { cursor at gate viewing { id ${navigation} journal { __typename } } }
  } }`
  const stream = sse ? by.followSse<Item, object>(text) : by.follow<Item, object>(text)
  expect((await stream.next()).data!.item.__typename).toBe('StreamOpened')
  return stream
}
const next = async (stream: Stream<Item>) => (await stream.next()).data!.item

describe('the way to a viewing', () => {
  it('is shown from 48 hours before, across a change of clocks, to the end of the day, and to staff always (VIE-9)', async () => {
    // On the day on which the clocks of Lisbon go forward: 48 hours are 47 of its wall.
    const [startsAt, opensAt, closesAt] = [
      '2026-03-29T14:30:00.000Z',
      '2026-03-27T14:30:00.000Z',
      '2026-03-29T23:00:00.000Z',
    ]
    const known = { point: { latitude: 38.7139, longitude: -9.1394 }, accessNotes: 'Ring at number 3.' }
    const id = await agreed(startsAt, known)
    const way = {
      __typename: 'NavigationOpen',
      location: { street: 'Rua 1', city: 'Lisboa', point: known.point },
      routeUrl: 'https://www.openstreetmap.org/directions?to=38.7139%2C-9.1394',
      accessNotes: known.accessNotes,
    }
    const early = { __typename: 'GateClosed', opensAt, reason: 'TOO_EARLY' }
    expect(await navigationOf(client, id)).toEqual(early)
    for (const staff of [agent, ours.admin]) expect(await navigationOf(staff, id)).toEqual({ ...way, closesAt: null })
    await passTo(app, clock, new Date(Date.parse(opensAt) - 1000))
    expect(await navigationOf(client, id)).toEqual(early)
    await passTo(app, clock, opensAt)
    expect(await navigationOf(client, id)).toEqual({ ...way, closesAt })
    await passTo(app, clock, new Date(Date.parse(closesAt) - 1))
    expect(await navigationOf(client, id)).toEqual({ ...way, closesAt })
    await passTo(app, clock, closesAt)
    expect(await navigationOf(client, id)).toEqual({ __typename: 'GateClosed', opensAt: null, reason: 'OVER' })
  })

  it('leads to the address where no point is known, and is closed until a time is agreed on (VIE-9)', async () => {
    const id = await requested()
    expect(await navigationOf(client, id)).toMatchObject({ opensAt: null, reason: 'NOT_CONFIRMED' })
    const routeUrl = 'https://www.openstreetmap.org/directions?to=Rua+1%2C+Lisboa%2C+PT'
    expect(await navigationOf(agent, id)).toMatchObject({ routeUrl, location: { point: null } })
    await mutate(client, 'Cancel', { viewingId: id })
    expect(await navigationOf(client, id)).toMatchObject({ opensAt: null, reason: 'CANCELLED' })
  })

  it('is the same whatever leads to the viewing (VIE-9) (VIE-10)', async () => {
    const id = await agreed('2026-05-10T14:30:00.000Z')
    const text = `query ($id: ID!, $contactId: ID!) {
      viewing(id: $id) { ...Gates }
      viewings(first: 1) { edges { node { ...Gates } } }
      node(id: $id) { ...Gates }
      contact(id: $contactId) { viewings(first: 1) { edges { node { ...Gates } } } }
    }
    fragment Gates on Viewing { ${navigation} journal { __typename } location: property { location { __typename } } }`
    type Gates = { navigation: Shown; journal: Shown; location: { location: Shown } }
    type List = { edges: { node: Gates }[] }
    type Answer = { viewing: Gates; viewings: List; node: Gates; contact: { viewings: List } }
    for (const [by, shown] of [
      [client, 'GateClosed GateClosed AreaLocation'],
      [agent, 'NavigationOpen Journal ExactLocation'],
    ] as const) {
      const { viewing, viewings, node, contact } = await by.ask<Answer, object>(text, { id, contactId })
      const all = [viewing, viewings.edges[0]!.node, node, contact.viewings.edges[0]!.node]
      for (const { navigation, journal, location } of all) {
        expect(`${navigation.__typename} ${journal.__typename} ${location.location.__typename}`).toBe(shown)
      }
    }
  })
})

describe('the opening of a gate', () => {
  it('is told once to who follows the viewing, and anew after it was moved (VIE-13)', async () => {
    const stranger = (await ours.client(agent)).person
    const viewingId = await agreed('2026-06-10T14:30:00.000Z')
    const move = (startsAt: string) => mutate(agent, 'Reschedule', { viewingId, ...hourFrom(startsAt) })
    const { services } = app.host.open.find(({ subgraph }) => subgraph.name === 'viewings')!
    const job = { company: await companyOf(services, viewingId), viewingId: viewingId as Id<'viewing'> }

    /** Follows for the minute before, and until it was moved then: nothing else is told, though what tells of it runs thrice. */
    async function expectOpening(gate: string, instant: string, movedTo: string): Promise<void> {
      await passTo(app, clock, new Date(Date.parse(instant) - 60_000))
      // Other viewings come to their end meanwhile, and are told of, too.
      await eventually(async () => {
        const due = await services.sql`select from viewings_jobs._private_jobs where run_at <= now()`
        expect(due.length).toBe(0)
      })
      await app.host.caughtUp()
      const told = await Promise.all([follow(client), follow(agent, true), follow(ours.admin)])
      const silent = await follow(stranger)
      await passTo(app, clock, instant)
      const opened = {
        __typename: 'ViewingGateOpened',
        gate,
        at: clock.now.toISOString(),
        viewing: { id: viewingId, navigation: { __typename: 'NavigationOpen' } },
      }
      for (const stream of told) expect(await next(stream)).toMatchObject(opened)
      await Promise.all([openNavigation, openJournal].map((again) => again(services, job)))
      await move(movedTo)
      for (const stream of told) expect(await next(stream)).toMatchObject({ change: 'RESCHEDULED' })
      expect(silent.waiting).toEqual([])
      for (const stream of [...told, silent]) stream.cut()
    }

    await expectOpening('NAVIGATION', '2026-06-08T14:30:00.000Z', '2026-06-11T14:00:00.000Z')
    await expectOpening('NAVIGATION', '2026-06-09T14:00:00.000Z', '2026-06-11T09:00:00.000Z')
    // Moved on the day before, it was still open: only the journal is told of.
    await expectOpening('JOURNAL', '2026-06-10T23:00:00.000Z', '2026-06-13T09:00:00.000Z')
    await passTo(app, clock, '2026-06-12T12:00:00Z')
    await expectOpening('JOURNAL', '2026-06-12T23:00:00.000Z', '2026-06-13T10:00:00.000Z')
    await mutate(client, 'Cancel', { viewingId })
    expect(await standOf(client, viewingId)).toBe('Journal CANCELLED')
  })

  it('comes with the confirmation that is later than that (VIE-9) (VIE-13)', async () => {
    const viewingId = await requested()
    const stream = await follow(client)
    await mutate(agent, 'Confirm', { viewingId, ...hourFrom(new Date(clock.now.getTime() + 3_600_000).toISOString()) })
    expect(await next(stream)).toMatchObject({
      change: 'CONFIRMED',
      viewing: { navigation: { __typename: 'NavigationOpen' } },
    })
    expect(await next(stream)).toMatchObject({ gate: 'NAVIGATION', viewing: { journal: { __typename: 'Journal' } } })
    expect(await next(stream)).toMatchObject({ gate: 'JOURNAL' })
    await mutate(client, 'Cancel', { viewingId })
    expect(await next(stream)).toMatchObject({ change: 'CANCELLED' })
    stream.cut()
  })
})

async function companyOf({ sql }: Services, viewingId: string) {
  const [row] = await sql`select company_id from viewing where id = ${uuidOf(viewingId as Id<'viewing'>)}`
  return idFrom('company', String(row!['company_id']))
}
