import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import type { Person } from '../support/person.ts'
import { offer, openBrokerage, openProduct, type Brokerage } from './brokerage.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let client: Person

const price = (amount: number, currency = 'EUR') => ({ amount, currency })
const place = (street: string, city: string, country: string) => ({ street, city, country })

/** What is searched: each differs from the others in what it is found by. */
const given = [
  {
    reference: 'S-1',
    title: 'Quinta à beira-mar',
    description: 'With an olive grove.',
    address: place('Rua do Alecrim 7', 'Évora', 'PT'),
    point: { latitude: 38.5749, longitude: -7.9049 },
    price: price(300),
    livingArea: 90,
    rooms: 3.5,
    energyLabel: 'B_MINUS',
    features: ['GARDEN', 'TERRACE'],
  },
  {
    reference: 'S-2',
    title: 'Loft',
    kind: 'APARTMENT',
    address: place('Kade 30', 'Amsterdam', 'NL'),
    point: { latitude: 52.3865, longitude: 4.8753 },
    price: price(200),
    transaction: 'RENT',
    livingArea: 60,
    rooms: 2,
    energyLabel: 'A_PLUS',
    features: ['GARDEN'],
  },
  {
    reference: 'S-3',
    title: 'Bure on the beach',
    address: place('Coast Road 1', 'Taveuni', 'FJ'),
    point: { latitude: -16.8, longitude: 179.95 },
    price: price(100),
    bedrooms: 4,
  },
  {
    reference: 'S-4',
    title: 'Villa beyond the line',
    address: place('Palm Road 2', 'Taveuni', 'FJ'),
    point: { latitude: -16.9, longitude: -179.9 },
    price: price(250, 'FJD'),
    plotArea: 5000,
    energyLabel: 'G',
  },
]
const all = given.map(({ reference }) => reference)

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  const made: string[] = []
  for (const one of given) {
    const { propertyCreate } = await agent.ask<{ propertyCreate: { property: { id: string } } }, object>(
      'mutation ($input: PropertyCreateInput!) { propertyCreate(input: $input) { property { id } userErrors { code } } }',
      { input: { kind: 'HOUSE', timeZone: 'Europe/Lisbon', ...one } },
    )
    made.push(propertyCreate.property.id)
  }
  const { person, contactId } = await ours.client(agent)
  client = person
  await offer(agent, contactId, made.slice(0, 3))
}, 120_000)
afterAll(() => app.stop())

interface Answer {
  readonly properties: {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly reference: string } }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
  }
}
const query = `query ($filter: PropertyFilter, $orderBy: PropertyOrder, $first: Int, $after: Cursor) {
  properties(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    edges { cursor node { reference } } pageInfo { hasNextPage endCursor }
  } }`
async function page(by: Person, variables: object) {
  const { properties } = await by.ask<Answer, object>(query, variables)
  return { ...properties.pageInfo, found: properties.edges.map(({ node }) => node.reference) }
}
const search = async (by: Person, filter: object) => (await page(by, { filter, orderBy: 'REFERENCE' })).found

describe('searching properties', () => {
  it.each([
    ['a word of the title without its accents', { text: 'QUINTA a beira' }, ['S-1']],
    ['a word’s beginning', { text: 'beac' }, ['S-3']],
    ['words in any order, from different texts', { text: 'evora, olive' }, ['S-1']],
    ['a reference with its hyphen', { text: 's-4' }, ['S-4']],
    ['a street', { text: 'alecrim' }, ['S-1']],
    ['a mistyped town', { text: 'Amsterdm' }, ['S-2']],
    ['nothing that is there', { text: 'zeppelin' }, []],
    ['what is no word', { text: `' | ! & :* \\ ()` }, []],
    ['kinds', { kinds: ['APARTMENT', 'ROOM'] }, ['S-2']],
    ['what is let', { transaction: 'RENT' }, ['S-2']],
    ['a price in its currency', { price: { currency: 'EUR', min: 150, max: 300 } }, ['S-1', 'S-2']],
    ['another currency', { price: { currency: 'FJD' } }, ['S-4']],
    ['an area', { livingArea: { min: 60, max: 89.5 } }, ['S-2']],
    ['the ground', { plotArea: { min: 1 } }, ['S-4']],
    ['half rooms', { rooms: { min: 3.5 } }, ['S-1']],
    ['bedrooms', { bedrooms: { max: 4 } }, ['S-3']],
    ['features, all of them', { features: ['TERRACE', 'GARDEN'] }, ['S-1']],
    ['an energy label or better', { energyLabelFrom: 'B_MINUS' }, ['S-1', 'S-2']],
    ['towns whatever their accents', { cities: ['evora', 'AMSTERDAM'] }, ['S-1', 'S-2']],
    ['a box', { boundingBox: { south: 38, west: -8, north: 39, east: -7 } }, ['S-1']],
    [
      'a box across the 180th meridian',
      { boundingBox: { south: -17, west: 179, north: -16, east: -179 } },
      ['S-3', 'S-4'],
    ],
    ['what is on the market', { isWithdrawn: false }, all],
    ['what is off it', { isWithdrawn: true }, []],
    ['several at once', { features: ['GARDEN'], cities: ['Amsterdam'], rooms: { min: 2 }, text: 'loft' }, ['S-2']],
    ['an empty filter', { text: ' ' }, all],
  ])('finds by %s (VIE-1)', async (_, filter, found) => {
    expect(await search(agent, filter)).toEqual(found)
  })

  it.each([
    { boundingBox: { south: 2, west: 0, north: 1, east: 1 } },
    { boundingBox: { south: 0, west: 0, north: 91, east: 1 } },
    { boundingBox: { south: 0, west: -181, north: 1, east: 1 } },
    { cities: Array.from({ length: 51 }, () => 'L') },
  ])('refuses what is no filter: %j (VIE-1)', async (filter) => {
    const { errors } = await agent.send(query, { filter })
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  it('shows pages in each order, none lost or repeated (VIE-1)', async () => {
    const orders = {
      NEWEST: all.toReversed(),
      CHEAPEST: ['S-3', 'S-2', 'S-1', 'S-4'],
      DEAREST: ['S-4', 'S-1', 'S-2', 'S-3'],
      REFERENCE: all,
    }
    for (const [orderBy, wanted] of Object.entries(orders)) {
      const first = await page(agent, { orderBy, first: 3 })
      expect(first, orderBy).toMatchObject({ found: wanted.slice(0, 3), hasNextPage: true })
      const second = await page(agent, { orderBy, first: 3, after: first.endCursor })
      expect(second, orderBy).toMatchObject({ found: wanted.slice(3), hasNextPage: false })
    }
  })
})

describe('searching as a client', () => {
  it('finds what one sees, and nothing else (VIE-1)', async () => {
    expect(await search(client, { text: 'quinta' })).toEqual(['S-1'])
    expect(await search(client, { text: 'quintta' })).toEqual(['S-1'])
    expect(await search(client, { cities: ['Taveuni'] })).toEqual(['S-3'])
    expect(await search(client, { isWithdrawn: false })).toEqual(['S-1', 'S-2', 'S-3'])
  })

  it('tells nothing of streets and points that one may not know, until the company shows them (VIE-1, VIE-9)', async () => {
    const secrets = [
      { text: 'alecrim' },
      { text: 'Rua do Alecrm' },
      // Each holds the point itself, and not the middle of its area, which is 38.57 and -7.9.
      { boundingBox: { south: 38.5748, west: -7.905, north: 38.575, east: -7.9048 } },
      { boundingBox: { south: 38.5701, west: -8, north: 39, east: -7 } },
    ]
    const found = async () => (await Promise.all(secrets.map((filter) => search(client, filter)))).flat()
    expect(await found()).toEqual([])
    expect(await search(client, { boundingBox: { south: 38.57, west: -7.9, north: 38.57, east: -7.9 } })).toEqual([
      'S-1',
    ])
    const update = 'mutation { viewingSettingsUpdate(input: { map: EXACT }) { viewingSettings { map } } }'
    await ours.admin.ask(update)
    expect(await found()).toEqual(['S-1', 'S-1', 'S-1', 'S-1'])
  })
})
