import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import type { Person } from '../support/person.ts'
import { whileMoving } from '../support/moving.ts'
import type { Stream } from '../support/stream.ts'
import {
  assign,
  makeProperty,
  mutate,
  offer,
  openBrokerage,
  openProduct,
  type Brokerage,
  type Id,
  type Time,
} from './brokerage.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let colleague: Person
let client: Person
let contactId: string

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  colleague = await ours.join('AGENT')
  ;({ person: client, contactId } = await ours.client(agent))
}, 120_000)
afterAll(() => app.stop())

const changes = `subscription ($after: Cursor, $viewingId: ID) { item: viewingChanged(after: $after, viewingId: $viewingId) {
  __typename
  ... on StreamOpened { cursor }
  ... on ViewingChanged { cursor at change status startsAt endsAt viewing { id status property { title } contact { id displayName } agent { id name } } }
} }`
interface Item extends Time {
  readonly __typename: string
  readonly cursor: string
  readonly change: string
  readonly viewing: Id & { readonly status: string }
}
type Follower = Stream<{ item: Item }>
async function follow(by: Person, variables: object = {}, sse = false): Promise<Follower> {
  const stream: Follower = sse
    ? by.followSse<{ item: Item }, object>(changes, variables)
    : by.follow<{ item: Item }, object>(changes, variables)
  expect((await stream.next()).data!.item.__typename).toBe('StreamOpened')
  return stream
}
const next = async (stream: Follower) => {
  const { data, errors } = await stream.next()
  expect(errors).toBeUndefined()
  return data!.item
}
async function request(): Promise<string> {
  const propertyId = await makeProperty(ours.admin)
  await offer(ours.admin, contactId, [propertyId])
  const { viewing } = await mutate(client, 'Request', { propertyId, preferredDates: [{ date: '2026-03-05' }] })
  return viewing!.id
}
let day = 3
const time = () => {
  const date = `2026-03-${String(++day).padStart(2, '0')}`
  return { startsAt: `${date}T14:00:00.000Z`, endsAt: `${date}T15:00:00.000Z` }
}

describe('following viewings', () => {
  it('tells client, agent and administrator of every change, as it was then, and nobody else (VIE-13)', async () => {
    const stranger = (await ours.client(agent)).person
    const foreign = await openBrokerage(app, clock)
    const told = await Promise.all([follow(client), follow(agent, {}, true), follow(ours.admin)])
    const silent = await Promise.all([follow(stranger), follow(colleague), follow(foreign.admin)])

    const viewingId = await request()
    const [first, second] = [time(), time()]
    await mutate(agent, 'Confirm', { viewingId, ...first })
    await mutate(agent, 'Reschedule', { viewingId, ...second })
    await mutate(client, 'Cancel', { viewingId })
    const none = { startsAt: null, endsAt: null }
    for (const stream of told) {
      const items = [await next(stream), await next(stream), await next(stream), await next(stream)]
      expect(items).toMatchObject([
        { change: 'REQUESTED', status: 'PENDING', ...none, at: clock.now.toISOString() },
        { change: 'CONFIRMED', status: 'CONFIRMED', ...first },
        { change: 'RESCHEDULED', status: 'CONFIRMED', ...second },
        { change: 'CANCELLED', status: 'CANCELLED', ...second, viewing: { id: viewingId, status: 'CANCELLED' } },
      ])
      expect(items[3]!.viewing).toMatchObject({
        property: { title: 'House by the river' },
        contact: { id: contactId },
        agent: { name: 'Robin Staff' },
      })
    }

    // What comes after shows that nothing came before.
    const theirs = await ours.contact(colleague)
    const propertyId = await makeProperty(colleague)
    await mutate(colleague, 'Book', { contactId: theirs, propertyId, preferredDates: [{ date: '2026-03-05' }] })
    expect(await next(silent[1]!)).toMatchObject({ change: 'REQUESTED', viewing: { contact: { id: theirs } } })
    expect([silent[0]!.waiting, silent[2]!.waiting]).toEqual([[], []])
    for (const stream of [...told, ...silent]) stream.cut()
  })

  it('tells the agent to whom the contact is moving at that moment (VIE-13, API-2)', async () => {
    const { person, contactId } = await ours.client(agent)
    const propertyId = await makeProperty(agent)
    await offer(agent, contactId, [propertyId])
    const asked = { propertyId, preferredDates: [{ date: '2026-03-05' }] }
    const viewingId = (await mutate(person, 'Request', asked)).viewing!.id
    await mutate(ours.admin, 'Confirm', { viewingId, ...time() })

    const newcomer = await ours.join('AGENT')
    type Viewer = { viewer: { agent: Id } }
    const { viewer } = await newcomer.ask<Viewer, object>('{ viewer { ... on StaffViewer { agent { id } } } }')
    const stream = await follow(newcomer)
    await whileMoving(app, 'viewings', { contactId, agentId: viewer.agent.id }, () =>
      mutate(ours.admin, 'Reschedule', { viewingId, ...time() }),
    )
    await mutate(person, 'Cancel', { viewingId })
    expect(await next(stream)).toMatchObject({ change: 'RESCHEDULED', viewing: { id: viewingId } })
    expect(await next(stream)).toMatchObject({ change: 'CANCELLED', viewing: { id: viewingId } })
    stream.cut()
  })

  it('goes on after a cursor, and can be narrowed to one viewing (VIE-13, API-2)', async () => {
    const [one, other] = [await request(), await request()]
    const live = await follow(client, { viewingId: other })
    await mutate(agent, 'Confirm', { viewingId: one, ...time() })
    const { cursor } = await mutate(agent, 'Confirm', { viewingId: other, ...time() })
    const confirmed = await next(live)
    expect(confirmed).toMatchObject({ change: 'CONFIRMED', cursor, viewing: { id: other } })
    live.cut()
    await mutate(agent, 'Reject', { viewingId: await request(), reason: 'Sold.' })
    await mutate(agent, 'Cancel', { viewingId: other })

    const resumed = await follow(client, { after: cursor, viewingId: other })
    expect(await next(resumed)).toMatchObject({ change: 'CANCELLED', viewing: { id: other } })
    const whole = await follow(client, { after: cursor })
    const rest = [await next(whole), await next(whole), await next(whole)]
    expect(rest.map(({ change }) => change)).toEqual(['REQUESTED', 'REJECTED', 'CANCELLED'])
    expect(resumed.waiting).toEqual([])
    resumed.cut()
    whole.cut()
  })

  it('no longer tells an agent who has given the contact away, and tells the new one (VIE-13)', async () => {
    const viewingId = await request()
    const { viewings } = await agent.ask<{ viewings: { eventsCursor: string } }, object>(
      '{ viewings(first: 1) { eventsCursor } }',
    )
    await mutate(agent, 'Confirm', { viewingId, ...time() })
    const pending = await request()
    const agentId = await assign(ours.admin, contactId, colleague)
    await app.host.caughtUp()

    const [before, after] = [await follow(agent, { after: viewings.eventsCursor }), await follow(colleague)]
    // The one agreed on stays in the former agent's calendar; the request went with the contact.
    expect(await next(before)).toMatchObject({ change: 'CONFIRMED', viewing: { id: viewingId } })
    await mutate(colleague, 'Reject', { viewingId: pending, reason: 'Sold.' })
    await mutate(colleague, 'Cancel', { viewingId })
    expect(await next(after)).toMatchObject({
      change: 'REJECTED',
      viewing: { id: pending, agent: { id: agentId } },
    })
    expect(await next(after)).toMatchObject({ change: 'CANCELLED', viewing: { id: viewingId } })
    expect(await next(before)).toMatchObject({ change: 'CANCELLED', viewing: { id: viewingId } })
    before.cut()
    after.cut()
  })

  it('is not for SUPPORT, and silent on a viewing that one may not see (VIE-13)', async () => {
    const support = await ours.join('SUPPORT')
    const refused = await support.follow(changes, {}).next()
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE' })
    const stranger = (await ours.client(agent)).person
    const viewingId = await request()
    const [silent, told] = [await follow(stranger, { viewingId }), await follow(ours.admin, { viewingId })]
    await mutate(ours.admin, 'Reject', { viewingId, reason: 'Sold.' })
    expect(await next(told)).toMatchObject({ change: 'REJECTED' })
    expect(silent.waiting).toEqual([])
    silent.cut()
    told.cut()
  })

  it('speaks to each in their language, also to those who see all alike (API-9, VIE-13)', async () => {
    const query = `subscription { item: viewingChanged { ... on ViewingChanged {
      viewing { viewerCan(action: COMPLETE) { message } }
    } } }`
    type Told = { item: { viewing?: { viewerCan: { message: string } } } }
    const viewingId = await request()
    const streams = ['nl', 'de'].map((language) => ours.admin.followSse<Told, object>(query, {}, language))
    for (const stream of streams) await stream.next()
    await mutate(ours.admin, 'Confirm', { viewingId, ...time() })
    const told = await Promise.all(streams.map(async (stream) => (await stream.next()).data!.item.viewing!.viewerCan))
    expect(told.map(({ message }) => message)).toEqual([
      'Dit kan vanaf het begin van de bezichtiging worden gezegd.',
      'Dies lässt sich vom Beginn der Besichtigung an sagen.',
    ])
    for (const stream of streams) stream.cut()
  })
})
