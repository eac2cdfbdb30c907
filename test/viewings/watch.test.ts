import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import type { Person } from '../support/person.ts'
import {
  idsOf,
  mutate,
  offer,
  openBrokerage,
  openProduct,
  refusal,
  type Brokerage,
  type Edges,
  type Id,
  type Refused,
} from './brokerage.ts'
import { change, changeProperty, read, sees } from './watching.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let colleague: Person
let client: Person
let contactId: string
let sql: postgres.Sql

beforeAll(async () => {
  app = await openProduct(clock)
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  colleague = await ours.join('AGENT')
  ;({ person: client, contactId } = await ours.client(agent))
}, 120_000)
afterAll(async () => {
  await sql?.end()
  await app?.stop()
})

let count = 0
/** A new house to be bought in a town of its own, or as given; its id. */
async function makeProperty(given: object = {}, by = agent): Promise<string> {
  const input = {
    reference: `W-${++count}`,
    title: 'House by the river',
    kind: 'HOUSE',
    price: { amount: 300_000_00, currency: 'EUR' },
    address: { street: 'Rua 1', city: 'Porto', country: 'PT' },
    timeZone: 'Europe/Lisbon',
    ...given,
  }
  return changeProperty(by, 'Create', input)
}
const inTown = (city: string) => ({ address: { street: 'Rua 1', city, country: 'PT' } })

/** A watch that the client has just made; its id. */
async function look(criteria: object, by = client): Promise<string> {
  const { watch, userErrors } = await change(by, 'Create', { criteria })
  expect(userErrors).toEqual([])
  return watch!.id
}
/** What a watch has found, as its reader sees it. */
async function found(id: string, by = client): Promise<(string | null)[]> {
  return (await read(by, id))!.matches.edges.map(({ node }) => node.property?.id ?? null)
}
/** Waits until all that was to be matched is matched. */
async function looked(): Promise<void> {
  await eventually(async () => {
    const [row] = await sql`
      select count(*)::int as left from viewings_jobs.jobs where task_identifier in ('matchProperty', 'matchWatch')`
    expect(row!['left']).toBe(0)
  })
}

/** A mutation that must succeed, a second after whatever was done before. */
async function tell(by: Person, field: string, input: object): Promise<void> {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`
  clock.now = new Date(clock.now.getTime() + 1000)
  const query = `mutation ($input: ${type}!) { done: ${field}(input: $input) { userErrors { code path } } }`
  const { done } = await by.ask<{ done: Refused }, object>(query, { input })
  expect(refusal(done)).toBe('')
}

describe('a watch', () => {
  it('finds for its client what is there and what comes, and they see it by themselves (VIE-15)', async () => {
    const there = await makeProperty(inTown('Aveiro'))
    const id = await look({ kinds: ['HOUSE'], cities: ['AVEIRO'], price: { max: 300_000_00, currency: 'EUR' } })
    await looked()
    clock.now = new Date(clock.now.getTime() + 60_000)
    const comes = await makeProperty(inTown('Aveiro'))
    const [dear, other] = [
      await makeProperty({ ...inTown('Aveiro'), price: { amount: 300_000_01, currency: 'EUR' } }),
      await makeProperty({ ...inTown('Aveiro'), kind: 'LAND' }),
    ]
    await looked()
    expect(await found(id)).toEqual([comes, there])
    expect((await read(client, id))!.matches.edges[0]!.node.matchedAt).toBe(clock.now.toISOString())
    const { properties } = await client.ask<{ properties: Edges }, object>(
      '{ properties(first: 100) { edges { node { id title } } } }',
    )
    expect(idsOf(properties)).toEqual([comes, there])
    for (const one of [dear, other]) expect(await sees(client, one)).toBe(false)
  })

  it('is made by an agent for their contact, and seen by no other client or agent (VIE-15)', async () => {
    const { person: stranger } = await ours.client(colleague)
    const criteria = { kinds: ['PARKING'] }
    const made = await change(agent, 'Create', { contactId, title: ' A garage ', criteria })
    expect(made).toMatchObject({ watch: { title: 'A garage', isPaused: false, version: 1 }, userErrors: [] })
    const { id } = made.watch!
    for (const by of [client, agent, ours.admin]) expect(await read(by, id)).toMatchObject({ id })
    for (const by of [stranger, colleague]) {
      expect(await read(by, id)).toBeNull()
      expect(refusal(await change(by, 'Update', { watchId: id, title: 'Mine' }))).toBe('NOT_FOUND input.watchId')
      expect(refusal(await change(by, 'Create', { contactId, criteria }))).toBe('NOT_FOUND input.contactId')
    }
    const list = '{ watches { edges { node { id criteria { kinds transaction } contact { id } } } } }'
    const { watches } = await client.ask<{ watches: Edges }, object>(list)
    expect(watches.edges[0]).toEqual({
      node: { id, criteria: { kinds: ['PARKING'], transaction: null }, contact: { id: contactId } },
    })
    const { contact } = await agent.ask<{ contact: { watches: Edges } }, object>(
      'query ($id: ID!) { contact(id: $id) { watches(first: 1) { edges { node { id madeById } } } } }',
      { id: contactId },
    )
    expect(idsOf(contact.watches)).toEqual([id])
    expect(refusal(await change(agent, 'Create', { criteria }))).toBe('CONTACT_MISSING input.contactId')
    const garage = await makeProperty({ kind: 'PARKING' })
    await looked()
    expect(await sees(client, garage)).toBe(true)
    expect(await sees(stranger, garage)).toBe(false)
  })

  it('finds what comes to match when it changes, or comes back; what was found stays until it is withdrawn (VIE-15)', async () => {
    const id = await look({ cities: ['Braga'], minRooms: 3 })
    const [small, back] = [
      await makeProperty({ ...inTown('Braga'), rooms: 2.5 }),
      await makeProperty({ ...inTown('Faro'), rooms: 4 }),
    ]
    await changeProperty(agent, 'Withdraw', { propertyId: back })
    await changeProperty(agent, 'Update', { propertyId: back, ...inTown('braga') })
    await looked()
    expect(await found(id)).toEqual([])
    await changeProperty(agent, 'Update', { propertyId: small, rooms: 3 })
    await looked()
    await changeProperty(agent, 'Restore', { propertyId: back })
    await looked()
    expect((await found(id)).toSorted()).toEqual([small, back].toSorted())

    await changeProperty(agent, 'Update', { propertyId: small, rooms: 1 })
    await changeProperty(agent, 'Withdraw', { propertyId: back })
    await looked()
    expect(await found(id)).toEqual([small])
    expect(await sees(client, small)).toBe(true)
    expect(await sees(client, back)).toBe(false)
    expect((await found(id, agent)).toSorted()).toEqual([small, back].toSorted())
    await changeProperty(agent, 'Restore', { propertyId: back })
    expect(await sees(client, back)).toBe(true)
  })

  it('finds nothing new while it is paused, and what has come meanwhile once it is resumed (VIE-15)', async () => {
    const before = await makeProperty(inTown('Évora'))
    const id = await look({ cities: ['évora'] })
    await looked()
    for (const time of ['first', 'second']) {
      expect((await change(client, 'Pause', { watchId: id })).watch, time).toMatchObject({ isPaused: true, version: 2 })
    }
    const meanwhile = await makeProperty(inTown('Évora'))
    await looked()
    expect(await found(id)).toEqual([before])
    expect(await sees(client, before)).toBe(true)
    clock.now = new Date(clock.now.getTime() + 1000)
    expect((await change(agent, 'Resume', { watchId: id })).watch).toMatchObject({ isPaused: false, version: 3 })
    await looked()
    expect(await found(id)).toEqual([meanwhile, before])
  })

  it('looks for something else when it is changed, and keeps what it has found; overwrites nothing unseen (VIE-15)', async () => {
    const [tomar, beja] = [await makeProperty(inTown('Tomar')), await makeProperty(inTown('Beja'))]
    const id = await look({ cities: ['Tomar'] })
    await looked()
    clock.now = new Date(clock.now.getTime() + 1000)
    const criteria = { cities: ['Beja'] }
    const stale = await change(client, 'Update', { watchId: id, criteria, expectedVersion: 7 })
    expect(refusal(stale)).toBe('VERSION_MISMATCH input.expectedVersion')
    const reversed = { price: { min: 2, max: 1, currency: 'EUR' } }
    expect(refusal(await change(client, 'Update', { watchId: id, criteria: reversed }))).toBe(
      'RANGE_REVERSED input.criteria.price.max',
    )
    for (const version of [2, 2]) {
      expect((await change(client, 'Update', { watchId: id, criteria })).watch!.version).toBe(version)
    }
    await looked()
    expect(await found(id)).toEqual([beja, tomar])
  })

  it('takes along what it alone has found when it is deleted (VIE-15)', async () => {
    const [once, twice] = [
      await makeProperty(inTown('Sintra')),
      await makeProperty({ ...inTown('Sintra'), kind: 'ROOM' }),
    ]
    const id = await look({ cities: ['Sintra'] })
    await look({ cities: ['Sintra'], kinds: ['ROOM'] })
    await looked()
    expect(await change(client, 'Delete', { watchId: id })).toEqual({ watchId: id, userErrors: [] })
    expect(await read(client, id)).toBeNull()
    expect([await sees(client, once), await sees(client, twice)]).toEqual([false, true])
    expect(refusal(await change(client, 'Delete', { watchId: id }))).toBe('NOT_FOUND input.watchId')
  })

  it('knows of the place of a property no more than its client may (VIE-15)', async () => {
    const point = { latitude: 41.1534, longitude: -8.6267 }
    const hidden = await makeProperty({ kind: 'COMMERCIAL', point })
    const around = (size: number, { latitude, longitude }: typeof point) => ({
      kinds: ['COMMERCIAL'],
      boundingBox: { south: latitude - size, north: latitude + size, west: longitude - size, east: longitude + size },
    })
    const [exact, area] = [
      await look(around(0.001, point)),
      await look(around(0.0001, { latitude: 41.15, longitude: -8.63 })),
    ]
    await looked()
    expect(await found(exact)).toEqual([])
    expect(await found(area)).toEqual([hidden])
  })

  it('tells of each property once, to its client and their agent, however often and at once it is looked for (VIE-15)', async () => {
    const id = await look({ cities: ['Lagos'] })
    const propertyId = await makeProperty(inTown('Lagos'))
    await Promise.all([
      ...[1, 2, 3].map((rooms) => changeProperty(agent, 'Update', { propertyId, rooms })),
      ...['A', 'B', 'C'].map((title) => change(client, 'Update', { watchId: id, title })),
    ])
    await looked()
    await app.host.caughtUp()
    const told = await sql`select persons, data from viewings.log where type = 'watch.matched' and subject = ${id}`
    expect([...told]).toEqual([
      { persons: [contactId, expect.stringMatching(/^agent_/)], data: { watchId: id, contactId, propertyId } },
    ])
  })

  it('is one of twenty of a contact at most, also when many are made at once (VIE-15)', async () => {
    const { person, contactId: theirs } = await ours.client(agent)
    const made = await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        change(i % 2 ? person : agent, 'Create', {
          criteria: { cities: [`City ${i}`] },
          contactId: theirs,
        }),
      ),
    )
    const refused = made.filter(({ watch }) => !watch)
    expect(refused.map(refusal)).toEqual(Array(4).fill('TOO_MANY_WATCHES input'))
  })
})

describe('what staff see of a client', () => {
  const shown = `
    interactions(first: 20) { edges { node { kind rating at byId property { id } viewing { id } watch { id } } } }
    likedProperties { edges { node { isFavourite isInterested rating likedAt property { id } } } }`
  const contactOf = (by: Person, id: string) =>
    by.send<{ contact: { interactions: Edges; likedProperties: Edges } | null }, object>(
      `query ($id: ID!) { contact(id: $id) { ${shown} } }`,
      { id },
    )

  it('is in one place what they did and what they like, each the latest first (VIE-15)', async () => {
    const { person, contactId: theirs } = await ours.client(agent)
    const [one, other] = [await makeProperty(inTown('Loulé')), await makeProperty(inTown('Loulé'))]
    const watchId = await look({ cities: ['Loulé'] }, person)
    await looked()
    await tell(person, 'reactionSet', { propertyId: one, reaction: 'INTERESTED' })
    await tell(person, 'favouriteAdd', { propertyId: other })
    await tell(person, 'ratingSet', { propertyId: other, rating: 4 })
    await tell(person, 'viewingRequest', { propertyId: one, preferredDates: [{ date: '2026-03-20' }] })
    const { viewings } = await person.ask<{ viewings: Edges }, object>('{ viewings { edges { node { id } } } }')
    const viewing = viewings.edges[0]!.node
    await tell(person, 'viewingCancel', { viewingId: viewing.id })
    await tell(person, 'watchPause', { watchId })
    // What staff do for them, and what has no effect, is nothing that they did.
    await tell(agent, 'watchResume', { watchId })
    await tell(person, 'favouriteAdd', { propertyId: other })

    const { data } = await contactOf(agent, theirs)
    const about = (property: string | null, more: object = {}) => {
      const nothing = { rating: null, viewing: null, watch: null }
      return { ...nothing, property: property && { id: property }, ...more }
    }
    const byId = expect.stringMatching(/^account_/) as string
    const at = expect.any(String) as string
    expect(data!.contact!.interactions.edges.map(({ node }) => node)).toEqual([
      { kind: 'WATCH_PAUSED', at, byId, ...about(null, { watch: { id: watchId } }) },
      { kind: 'VIEWING_CANCELLED', at, byId, ...about(one, { viewing }) },
      { kind: 'VIEWING_REQUESTED', at, byId, ...about(one, { viewing }) },
      { kind: 'RATED', at, byId, ...about(other, { rating: 4 }) },
      { kind: 'FAVOURITE_ADDED', at, byId, ...about(other) },
      { kind: 'INTERESTED', at, byId, ...about(one) },
      { kind: 'WATCH_CREATED', at, byId, ...about(null, { watch: { id: watchId } }) },
    ])
    const likes = (id: string, why: object) => ({ property: { id }, likedAt: at, ...why })
    expect(data!.contact!.likedProperties.edges.map(({ node }) => node)).toEqual([
      likes(other, { isFavourite: true, isInterested: false, rating: 4 }),
      likes(one, { isFavourite: false, isInterested: true, rating: null }),
    ])

    await tell(person, 'reactionClear', { propertyId: one })
    await tell(person, 'ratingSet', { propertyId: other, rating: 3 })
    expect((await contactOf(agent, theirs)).data!.contact!.likedProperties.edges.map(({ node }) => node)).toEqual([
      likes(other, { isFavourite: true, isInterested: false, rating: 3 }),
    ])
    await tell(person, 'favouriteRemove', { propertyId: other })
    await tell(person, 'watchDelete', { watchId })
    const after = (await contactOf(ours.admin, theirs)).data!.contact!
    expect(after.likedProperties.edges).toEqual([])
    expect(after.interactions.edges.slice(0, 4).map(({ node }) => node)).toMatchObject([
      { kind: 'WATCH_DELETED', watch: null },
      { kind: 'FAVOURITE_REMOVED' },
      { kind: 'RATED', rating: 3 },
      { kind: 'REACTION_CLEARED' },
    ])

    expect((await contactOf(colleague, theirs)).data!.contact).toBeNull()
    const { errors } = await contactOf(person, theirs)
    expect(errors!.map(({ extensions }) => extensions!['reason'])).toEqual(['STAFF_ONLY', 'STAFF_ONLY'])
  })
})

describe('a property that a watch has found', () => {
  const wish = (propertyId: string) => ({ propertyId, preferredDates: [{ date: '2026-03-10' }] })
  const ask = async (propertyId: string) => refusal(await mutate(client, 'Request', wish(propertyId)))
  const freeSlots = async (propertyId: string) => {
    const query = `query ($id: ID!) {
      property(id: $id) { freeSlots(from: "2026-03-10", to: "2026-03-10") { startsAt } } }`
    const { property } = await client.ask<{ property: { freeSlots: object[] } }, object>(query, { id: propertyId })
    return property.freeSlots.length
  }

  it('can be viewed by the client, with their agent (VIE-6, VIE-15)', async () => {
    const propertyId = await makeProperty(inTown('Nazaré'))
    expect(await ask(propertyId)).toBe('NOT_FOUND input.propertyId')
    await look({ cities: ['Nazaré'] })
    await looked()
    expect(await freeSlots(propertyId)).toBeGreaterThan(0)
    const { viewing } = await mutate(client, 'Request', wish(propertyId))
    const { viewing: seen } = await agent.ask<{ viewing: object }, object>(
      'query ($id: ID!) { viewing(id: $id) { status agent { id } } }',
      { id: viewing!.id },
    )
    const { viewer } = await agent.ask<{ viewer: { agent: Id } }, object>(
      '{ viewer { ... on StaffViewer { agent { id } } } }',
    )
    expect(seen).toEqual({ status: 'PENDING', agent: viewer.agent })
  })

  it('stays in sight as a favourite when its watch is deleted, until staff withdraw it (VIE-4, VIE-15)', async () => {
    const made = [1, 2, 3].map(() => makeProperty(inTown('Óbidos')))
    const [kept, viewed, left] = (await Promise.all(made)) as [string, string, string]
    const watchId = await look({ cities: ['Óbidos'] })
    await looked()
    for (const propertyId of [kept, viewed]) await tell(client, 'favouriteAdd', { propertyId })
    await tell(client, 'watchDelete', { watchId })
    expect([await sees(client, kept), await sees(client, left)]).toEqual([true, false])
    expect(await freeSlots(viewed)).toBeGreaterThan(0)
    expect([await ask(viewed), await ask(left)]).toEqual(['', 'NOT_FOUND input.propertyId'])

    await changeProperty(agent, 'Withdraw', { propertyId: kept })
    expect(await sees(client, kept)).toBe(false)
    await changeProperty(agent, 'Restore', { propertyId: kept })
    expect(await sees(client, kept)).toBe(true)
    const [offerId] = await offer(agent, contactId, [kept])
    await tell(agent, 'offerWithdraw', { offerId })
    expect(await sees(client, kept)).toBe(false)
    expect(await ask(kept)).toBe('NOT_FOUND input.propertyId')
  })
})
