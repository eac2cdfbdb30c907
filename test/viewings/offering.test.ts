import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import type { Person } from '../support/person.ts'
import {
  assign,
  idsOf,
  makeProperty,
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

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let colleague: Person
let support: Person
let client: Person
let contactId: string

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  colleague = await ours.join('AGENT')
  support = await ours.join('SUPPORT')
  ;({ person: client, contactId } = await ours.client(agent))
}, 120_000)
afterAll(() => app.stop())

const given = {
  reference: 'A-1',
  title: ' House by the river ',
  kind: 'HOUSE',
  price: { amount: 45_000_000_00, currency: 'EUR' },
  address: { street: 'Rua 1', city: 'Lisboa', country: 'PT' },
  timeZone: 'Europe/Lisbon',
}
async function create(by: Person, input: object) {
  const document = `mutation ($input: PropertyCreateInput!) { propertyCreate(input: $input) {
    property {
      id reference title description kind transaction price { amount currency } timeZone features withdrawnAt version
      accessNotes energyLabel livingArea plotArea rooms bedrooms bathrooms yearBuilt
      location { city region country ... on ExactLocation { street postalCode point { latitude longitude } } }
    }
    userErrors { code path }
  } }`
  return by.send<{ propertyCreate: Refused & { property: object } }, object>(document, { input })
}
const errors = 'userErrors { code path }'
const properties = (by: Person) =>
  by
    .ask<{ properties: Edges }, object>('{ properties(first: 100) { edges { node { id } } } }')
    .then((data) => idsOf(data.properties))
const property = (by: Person, id: string) =>
  by
    .ask<{ property: Id | null }, object>('query ($id: ID!) { property(id: $id) { id } }', { id })
    .then(({ property }) => property?.id ?? null)
const offers = (by: Person) =>
  by
    .ask<{ offers: Edges<Id & { property: Id; deal: Id }> }, object>(
      `{ offers { edges { node { id withdrawnAt property { id } deal { id } contact { id } } } } }`,
    )
    .then(({ offers }) => offers.edges.map(({ node }) => node))

describe('making a property known', () => {
  it('keeps what staff say of it (VIE-1)', async () => {
    const details = {
      energyLabel: 'B_MINUS',
      livingArea: 120,
      plotArea: 800,
      rooms: 4.5,
      bedrooms: 3,
      bathrooms: 2,
      yearBuilt: 1898,
    }
    const features = ['WATERFRONT', 'GARDEN', 'WATERFRONT']
    const place = { point: { latitude: 38.7123, longitude: -9.1387 }, accessNotes: ' The key is next door. ' }
    const { data } = await create(agent, { ...given, ...details, ...place, features })
    const { address, ...others } = given
    expect(data!.propertyCreate).toMatchObject({
      property: {
        ...others,
        ...details,
        title: 'House by the river',
        description: '',
        transaction: 'SALE',
        features: ['GARDEN', 'WATERFRONT'],
        accessNotes: 'The key is next door.',
        location: { ...address, postalCode: '', region: null, point: place.point },
        withdrawnAt: null,
        version: 1,
      },
      userErrors: [],
    })
  })

  it('says all that is wrong at once (VIE-1)', async () => {
    const wrong = { reference: 'A-3', point: { latitude: 91, longitude: 0 }, rooms: 2.25, livingArea: 0, yearBuilt: 5 }
    const { data } = await create(agent, { ...given, ...wrong })
    expect(refusal(data!.propertyCreate).split('; ').sort()).toEqual([
      'OUT_OF_RANGE input.livingArea',
      'OUT_OF_RANGE input.yearBuilt',
      'POINT_INVALID input.point',
      'ROOMS_INVALID input.rooms',
    ])
  })

  it.each([
    [{ reference: 'A-1' }, 'REFERENCE_TAKEN input.reference'],
    [{ timeZone: 'Europe/Lisboa' }, 'TIME_ZONE_UNKNOWN input.timeZone'],
    [{ timeZone: '+01:00' }, 'TIME_ZONE_UNKNOWN input.timeZone'],
    [{ title: '  ' }, 'TEXT_MISSING input.title'],
    [{ price: { amount: 1, currency: 'EURO' } }, 'CURRENCY_UNKNOWN input.price.currency'],
    [{ address: { ...given.address, country: 'pt' } }, 'COUNTRY_INVALID input.address.country'],
  ])('points at what is wrong: %j (VIE-1)', async (wrong, why) => {
    const { data } = await create(agent, { ...given, reference: 'A-2', ...wrong })
    expect(refusal(data!.propertyCreate)).toBe(why)
  })

  it('is for administrators and agents (VIE-1)', async () => {
    for (const by of [support, client]) {
      const { errors } = await create(by, given)
      expect(errors![0]!.extensions).toMatchObject({ code: 'FORBIDDEN' })
    }
  })
})

describe('offering properties', () => {
  it('shows them to the client by itself, and nothing else (VIE-2)', async () => {
    const [offered, other] = [await makeProperty(agent), await makeProperty(agent)]
    expect(await property(client, offered)).toBeNull()
    const [offerId] = await offer(agent, contactId, [offered])
    expect(await offers(client)).toMatchObject([
      { id: offerId, withdrawnAt: null, property: { id: offered }, contact: { id: contactId } },
    ])
    expect(await properties(client)).toEqual([offered])
    expect(await property(client, other)).toBeNull()
    expect(await properties(support)).toEqual(expect.arrayContaining([offered, other]))
  })

  it('is taken back and offered again, once in each deal (VIE-2)', async () => {
    const propertyId = await makeProperty(agent)
    const [offerId] = await offer(agent, contactId, [propertyId])
    const withdraw = `mutation ($id: ID!) { offerWithdraw(input: { offerId: $id }) { offer { withdrawnAt } ${errors} } }`
    const again = `mutation ($deal: ID!, $property: ID!) {
      offerCreate(input: { dealId: $deal, propertyId: $property }) { offer { id withdrawnAt } ${errors} } }`
    const { deal } = (await offers(agent)).find(({ id }) => id === offerId)!

    const twice = await agent.ask<{ offerCreate: Refused }, object>(again, { deal: deal.id, property: propertyId })
    expect(refusal(twice.offerCreate)).toBe('ALREADY_OFFERED input.propertyId')
    for (const time of ['first', 'second']) {
      const { offerWithdraw } = await agent.ask<{ offerWithdraw: object }, object>(withdraw, { id: offerId })
      expect(offerWithdraw, time).toEqual({ offer: { withdrawnAt: clock.now.toISOString() }, userErrors: [] })
    }
    expect(await property(client, propertyId)).toBeNull()
    expect((await offers(client)).map(({ id }) => id)).not.toContain(offerId)
    expect((await offers(agent)).map(({ id }) => id)).toContain(offerId)

    const restored = await agent.ask<{ offerCreate: Refused }, object>(again, { deal: deal.id, property: propertyId })
    expect(restored.offerCreate).toEqual({ offer: { id: offerId, withdrawnAt: null }, userErrors: [] })
    expect(await property(client, propertyId)).toBe(propertyId)
  })

  it('stays visible to the client who has a viewing of it (VIE-2)', async () => {
    const propertyId = await makeProperty(agent)
    await mutate(agent, 'Book', { contactId, propertyId, preferredDates: [{ date: '2026-03-03' }] })
    expect(await property(client, propertyId)).toBe(propertyId)
  })
})

describe('a deal', () => {
  const dealsOf = (by: Person) =>
    by.send<{ deals: Edges }, object>(
      '{ deals { edges { node { id title contact { id } offers { edges { node { id } } } } } } }',
    )

  it('is seen by its client, their agent and the administrator, on the contact too (VIE-2)', async () => {
    const { person, contactId: theirs } = await ours.client(agent)
    const { dealCreate } = await agent.ask<{ dealCreate: Refused & { deal: Id } }, object>(
      `mutation ($id: ID!) { dealCreate(input: { contactId: $id, title: " By the sea " }) { deal { id title } ${errors} } }`,
      { id: theirs },
    )
    expect(dealCreate).toMatchObject({ deal: { title: 'By the sea' }, userErrors: [] })
    const shown = (await dealsOf(person)).data!.deals.edges
    expect(shown).toMatchObject([{ node: { id: dealCreate.deal.id, contact: { id: theirs } } }])
    for (const by of [agent, ours.admin]) {
      const { contact } = await by.ask<{ contact: { deals: Edges } }, object>(
        'query ($id: ID!) { contact(id: $id) { deals { edges { node { id } } } } }',
        { id: theirs },
      )
      expect(contact.deals.edges).toEqual([{ node: { id: dealCreate.deal.id } }])
    }
    const { data } = await dealsOf(colleague)
    expect(data!.deals.edges).toEqual([])
    const { errors: refused } = await dealsOf(support)
    expect(refused![0]!.extensions).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('is made with one’s own contacts only (VIE-2)', async () => {
    const { dealCreate } = await colleague.ask<{ dealCreate: Refused }, object>(
      `mutation ($id: ID!) { dealCreate(input: { contactId: $id }) { deal { id } ${errors} } }`,
      { id: contactId },
    )
    expect(refusal(dealCreate)).toBe('NOT_FOUND input.contactId')
  })

  it('goes with the contact to another agent (CON-1)', async () => {
    const theirs = await ours.contact(agent)
    const propertyId = await makeProperty(agent)
    await offer(agent, theirs, [propertyId])
    await assign(agent, theirs, colleague)
    await app.host.caughtUp()
    expect((await offers(colleague)).map((one) => one.property.id)).toEqual([propertyId])
    expect((await offers(agent)).map((one) => one.property.id)).not.toContain(propertyId)
  })
})

describe('another company', () => {
  it('finds none of it (VIE-2)', async () => {
    const { admin } = await openBrokerage(app, clock)
    const propertyId = await makeProperty(agent)
    const [offerId] = await offer(agent, contactId, [propertyId])
    const { id, deal } = (await offers(agent)).find((one) => one.id === offerId)!
    const read = await admin.ask(
      `query ($property: ID!, $offer: ID!, $deal: ID!) {
        property(id: $property) { id } offer(id: $offer) { id } deal(id: $deal) { id }
        properties { edges { node { id } } } offers { edges { node { id } } } deals { edges { node { id } } }
      }`,
      { property: propertyId, offer: id, deal: deal.id },
    )
    const none = { edges: [] }
    expect(read).toEqual({ property: null, offer: null, deal: null, properties: none, offers: none, deals: none })
    const { offerCreate, offerWithdraw } = await admin.ask<{ offerCreate: Refused; offerWithdraw: Refused }, object>(
      `mutation ($property: ID!, $offer: ID!, $deal: ID!) {
        offerCreate(input: { dealId: $deal, propertyId: $property }) { ${errors} }
        offerWithdraw(input: { offerId: $offer }) { ${errors} }
      }`,
      { property: propertyId, offer: id, deal: deal.id },
    )
    expect([offerCreate, offerWithdraw].map(refusal)).toEqual(['NOT_FOUND input.dealId', 'NOT_FOUND input.offerId'])
  })
})
