import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { makeProperty, mutate, openBrokerage, openProduct, type Brokerage } from '../viewings/brokerage.ts'
import { openApollo } from './apollo.ts'
import { openGraphqlSse, openGraphqlWs } from './bare.ts'
import type { ForeignClient, Item, Portal } from './client.ts'
import { openRelay } from './relay.ts'
import { openUrql } from './urql.ts'

const clients: readonly (readonly [string, (portal: Portal) => ForeignClient | Promise<ForeignClient>])[] = [
  ['@apollo/client', openApollo],
  ['@urql/core', openUrql],
  ['relay-runtime', openRelay],
  ['graphql-ws', openGraphqlWs],
  ['graphql-sse', openGraphqlSse],
]

const clock = { now: new Date('2026-03-02T12:00:00Z') }
const size = 3
let app: App
let office: Brokerage
let proxy: TcpProxy
let portal: Portal
let contactId: string
let viewingId: string

beforeAll(async () => {
  app = await openProduct(clock)
  office = await openBrokerage(app, clock)
  proxy = await openTcpProxy(Number(new URL(app.url).port))
  const cuttable = `127.0.0.1:${proxy.port}/graphql`
  portal = {
    url: `${app.url}/graphql`,
    wsUrl: `ws://${cuttable}`,
    sseUrl: `http://${cuttable}/stream`,
    token: office.admin.token!,
  }
  for (let i = 0; i < 2 * size; i++) contactId = await office.contact(office.admin)
  const propertyId = await makeProperty(office.admin)
  await eventually(async () => {
    const booked = await mutate(office.admin, 'Book', {
      contactId,
      propertyId,
      preferredDates: [{ date: '2026-03-05' }],
    })
    expect(booked.userErrors).toEqual([])
    viewingId = booked.viewing!.id
  })
  await mutate(office.admin, 'Confirm', { viewingId, ...slot() })
}, 120_000)
afterAll(async () => {
  await proxy?.close()
  await app?.stop()
})

let day = 3
/** An hour on another day than all before. */
function slot() {
  const date = new Date(Date.UTC(2026, 2, ++day, 14))
  return { startsAt: date.toISOString(), endsAt: new Date(date.getTime() + 3_600_000).toISOString() }
}

/** Moves the viewing; when it starts then. */
async function move(): Promise<string> {
  const to = slot()
  expect((await mutate(office.admin, 'Reschedule', { viewingId, ...to })).userErrors).toEqual([])
  return to.startsAt
}

describe.each(clients)('%s', (name, open) => {
  let client: ForeignClient
  beforeAll(async () => {
    client = await open(portal)
  })
  afterAll(() => client?.close())

  it('reads an object by its id, and nothing by that of another kind (API-1)', async () => {
    expect(await client.contact(contactId)).toMatchObject({
      id: contactId,
      displayName: expect.stringMatching(/^Kim Doe/),
    })
    expect(await client.contact(viewingId)).toBeNull()
  })

  it('is told why a mutation did nothing, and does it once under one key (API-1)', async () => {
    const key = `${name} of today`
    const refused = await client.create('x'.repeat(101), key)
    expect(refused.contact).toBeNull()
    expect(refused.userErrors).toMatchObject([{ code: 'NAME_TOO_LONG', path: ['input', 'lastName'] }])

    const created = await client.create(`By ${name}`, key)
    expect(created).toMatchObject({ contact: { displayName: `By ${name}` }, userErrors: [] })
    expect(await client.create(`By ${name}`, key)).toMatchObject({ contact: { id: created.contact!.id } })
  })

  it('pages through a list to its end and shows each item once (API-4)', async () => {
    const { contacts } = await office.admin.ask<{ contacts: { edges: { node: { displayName: string } }[] } }, object>(
      '{ contacts(first: 100) { edges { node { displayName } } } }',
    )
    const names = contacts.edges.map(({ node }) => node.displayName)
    expect(names.length).toBeGreaterThan(2 * size)
    expect(await client.contacts(size)).toEqual(names)
  })

  it('goes on after a cut from its last cursor: nothing is lost, nothing comes twice (API-1, API-2)', async () => {
    const items: Item[] = []
    const told = () => items.filter(({ __typename }) => __typename === 'ViewingChanged').map(({ startsAt }) => startsAt)
    const count = (wanted: number) => eventually(async () => expect(items.length).toBeGreaterThanOrEqual(wanted))
    const ended = client
      .follow(null, (item) => items.push(item))
      .then(
        () => 'completed',
        () => 'failed',
      )
    await count(1)
    expect(items[0]!.__typename).toBe('StreamOpened')
    const moves = [await move()]
    await count(2)

    expect(proxy.cut()).toBeGreaterThan(0)
    expect(await ended).toBe('failed')
    moves.push(await move(), await move())

    const again = client.follow(items.at(-1)!.cursor, (item) => items.push(item)).catch(() => {})
    await eventually(async () => expect(told()).toHaveLength(3))
    moves.push(await move())
    await eventually(async () => expect(told()).toHaveLength(4))
    expect(told()).toEqual(moves)
    expect(items.at(-1)!.viewing).toMatchObject({ id: viewingId, startsAt: moves.at(-1) })
    proxy.cut()
    await again
  })
})

describe('the caches of clients', () => {
  it('hold each object once, by its id, and streams bring it up to date in Apollo Client (API-3)', async () => {
    const client = await openApollo(portal)
    await client.contact(contactId)
    await client.contacts(size)
    expect(client.cached()[`Contact:${contactId}`]).toMatchObject({ displayName: expect.stringMatching(/^Kim Doe/) })

    const items: Item[] = []
    const stream = client.follow(null, (item) => items.push(item)).catch(() => {})
    await eventually(async () => expect(items).toHaveLength(1))
    for (const startsAt of [await move(), await move()]) {
      await eventually(async () => expect(items.map((item) => item.startsAt)).toContain(startsAt))
    }
    expect(client.cached()[`Viewing:${viewingId}`]).toMatchObject({ startsAt: items.at(-1)!.startsAt })
    await client.close()
    await stream
  })

  it('ask for an object again by its global id in relay-runtime (API-3)', async () => {
    const client = openRelay(portal)
    const found = await client.contact(contactId)
    expect(found).toMatchObject({ id: contactId, displayName: expect.stringMatching(/^Kim Doe/) })
    expect(await client.contactAgain(contactId)).toEqual(found)
    expect(await client.contactAgain('contact_01h45ytscbebyvny4gc8cr8ma2')).toBeNull()
    await client.close()
  })
})
