import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
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
  type Refused,
} from './brokerage.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let client: Person
let contactId: string
let propertyId: string

const STREET = 'Rua do Alecrim 7'
const POINT = { latitude: 38.71234, longitude: -9.13876 }

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  ;({ person: client, contactId } = await ours.client(agent))
  propertyId = await make('P-1', { point: POINT, accessNotes: 'Ring twice.' })
  await offer(agent, contactId, [propertyId])
}, 120_000)
afterAll(() => app.stop())

interface Shown {
  readonly id: string
  readonly version: number
}

async function make(reference: string, more: object = {}): Promise<string> {
  const { property } = await change('Create', {
    reference,
    title: 'House by the river',
    kind: 'HOUSE',
    price: { amount: 45_000_000, currency: 'EUR' },
    address: { street: STREET, postalCode: '1200-018', city: 'Lisboa', region: 'Lisboa', country: 'PT' },
    timeZone: 'Europe/Lisbon',
    ...more,
  })
  return property!.id
}

async function change(name: 'Create' | 'Update' | 'Withdraw' | 'Restore', input: object) {
  const shown = `id version title rooms timeZone withdrawnAt accessNotes features price { amount } location {
    ... on ExactLocation { street point { latitude longitude } } }`
  const data = await agent.ask<Record<string, Refused & { property: Shown | null }>, object>(
    `mutation ($input: Property${name}Input!) { property${name}(input: $input) {
      property { ${shown} } userErrors { code message path } } }`,
    { input },
  )
  return data[`property${name}`]!
}

const everything = `id accessNotes location { __typename city region country
  ... on ExactLocation { street postalCode point { latitude longitude } }
  ... on AreaLocation { center { latitude longitude } radiusMeters } }`
async function read(by: Person, id = propertyId): Promise<{ location: object } | null> {
  const query = `query ($id: ID!) { property(id: $id) { ${everything} } }`
  return (await by.ask<{ property: { location: object } | null }, object>(query, { id })).property
}

describe('where a property stands', () => {
  it('is an area for clients, in each answer that leads to it (VIE-1)', async () => {
    expect(await read(client)).toEqual({
      id: propertyId,
      accessNotes: null,
      location: {
        __typename: 'AreaLocation',
        city: 'Lisboa',
        region: 'Lisboa',
        country: 'PT',
        center: { latitude: 38.71, longitude: -9.14 },
        radiusMeters: 800,
      },
    })
    const seen = await client.send(`{
      properties { edges { node { ${everything} } } }
      offers { edges { node { property { ${everything} } deal { offers { edges { node { property { ${everything} } } } } } } } }
    }`)
    expect(seen.errors).toBeUndefined()
    expect(JSON.stringify(seen)).toContain('AreaLocation')
    expect(JSON.stringify(seen)).not.toMatch(/Alecrim|1200-018|38\.71234|Ring twice/)
  })

  it('is the same for each point of an area, so that asking for neighbours tells no more (VIE-1)', async () => {
    const near = await make('P-near', { point: { latitude: 38.7149, longitude: -9.1351 } })
    await offer(agent, contactId, [near])
    expect((await read(client, near))!.location).toEqual((await read(client))!.location)
  })

  it('is exact for staff, with how one gets in (VIE-1)', async () => {
    expect(await read(agent)).toMatchObject({
      accessNotes: 'Ring twice.',
      location: { __typename: 'ExactLocation', street: STREET, postalCode: '1200-018', point: POINT },
    })
  })

  it('is exact for clients where the company wants it so, whose agents only read that (VIE-1)', async () => {
    const update = `mutation ($input: ViewingSettingsUpdateInput!) {
      viewingSettingsUpdate(input: $input) { viewingSettings { id version map } userErrors { code path } } }`
    type Updated = { viewingSettingsUpdate: Refused & { viewingSettings: { version: number; map: string } } }
    const set = (map: string, expectedVersion: number) =>
      ours.admin.ask<Updated, object>(update, { input: { map, expectedVersion } })
    const settings = () => agent.ask<{ viewingSettings: object }, object>('{ viewingSettings { id version map } }')
    expect(await settings()).toMatchObject({ viewingSettings: { version: 1, map: 'AREA' } })
    const { viewingSettingsUpdate: exact } = await set('EXACT', 1)
    expect(exact).toMatchObject({ viewingSettings: { version: 2, map: 'EXACT' }, userErrors: [] })
    expect(await read(client)).toMatchObject({
      accessNotes: null,
      location: { __typename: 'ExactLocation', street: STREET, point: POINT },
    })
    expect(refusal((await set('AREA', 1)).viewingSettingsUpdate)).toBe('VERSION_MISMATCH input.expectedVersion')
    await set('AREA', 2)
    expect(await settings()).toMatchObject({ viewingSettings: { version: 3, map: 'AREA' } })
    expect(await read(client)).toMatchObject({ location: { __typename: 'AreaLocation' } })
  })
})

describe('changing a property', () => {
  it('changes what is given, empties what is null, and keeps the rest (VIE-1)', async () => {
    const id = await make('P-2', { rooms: 3, point: POINT, features: ['GARDEN'] })
    const changed = await change('Update', { propertyId: id, rooms: null, title: ' Villa ', expectedVersion: 1 })
    expect(changed).toMatchObject({
      property: { version: 2, rooms: null, title: 'Villa', features: ['GARDEN'], location: { point: POINT } },
      userErrors: [],
    })
    const unplaced = await change('Update', { propertyId: id, point: null })
    expect(unplaced).toMatchObject({ property: { version: 3, location: { street: STREET, point: null } } })
    const same = await change('Update', { propertyId: id, title: 'Villa', features: ['GARDEN'] })
    expect(same).toMatchObject({ property: { version: 3 }, userErrors: [] })
    const late = await change('Update', { propertyId: id, title: 'House', expectedVersion: 2 })
    expect(refusal(late)).toBe('VERSION_MISMATCH input.expectedVersion')
    const taken = await change('Update', { propertyId: id, reference: 'P-1' })
    expect(refusal(taken)).toBe('REFERENCE_TAKEN input.reference')
  })

  it('keeps its time zone while there are open viewings, which are meant in it (VIE-1)', async () => {
    const id = await make('P-3')
    const { viewing } = await mutate(agent, 'Book', {
      contactId,
      propertyId: id,
      preferredDates: [{ date: '2026-03-05' }],
    })
    const moved = { propertyId: id, timeZone: 'Atlantic/Azores' }
    expect(refusal(await change('Update', moved))).toBe('TIME_ZONE_IN_USE input.timeZone')
    await mutate(agent, 'Cancel', { viewingId: viewing!.id, reason: 'Moved' })
    expect(await change('Update', moved)).toMatchObject({ property: { timeZone: 'Atlantic/Azores' } })
  })
})

describe('withdrawing a property', () => {
  const seen = async () => {
    const query = '{ properties { edges { node { id } } } offers { edges { node { property { id } } } } }'
    type Seen = { properties: Edges; offers: Edges<{ property: { id: string } }> }
    const data = await client.ask<Seen, object>(query)
    return [...idsOf(data.properties), ...data.offers.edges.map(({ node }) => node.property.id)]
  }
  const preferredDates = [{ date: '2026-03-05' }]

  it('hides it and its offers from clients until it is restored (VIE-1)', async () => {
    const id = await make('P-4')
    const [offerId] = await offer(agent, contactId, [id])
    expect((await seen()).filter((each) => each === id)).toHaveLength(2)
    for (const time of ['first', 'second']) {
      const withdrawn = await change('Withdraw', { propertyId: id })
      expect(withdrawn, time).toMatchObject({ property: { withdrawnAt: clock.now.toISOString(), version: 2 } })
    }
    expect(await seen()).not.toContain(id)
    expect(await read(client, id)).toBeNull()
    expect(await read(agent, id)).not.toBeNull()
    const query = 'query ($id: ID!) { offer(id: $id) { id } }'
    expect(await client.ask(query, { id: offerId })).toEqual({ offer: null })
    expect(await agent.ask(query, { id: offerId })).toEqual({ offer: { id: offerId } })

    expect(await change('Restore', { propertyId: id })).toMatchObject({ property: { withdrawnAt: null, version: 3 } })
    expect((await seen()).filter((each) => each === id)).toHaveLength(2)
  })

  it('lets nobody offer, request or book it (VIE-1)', async () => {
    const id = await make('P-5')
    await offer(agent, contactId, [id])
    await change('Withdraw', { propertyId: id })
    const booked = await mutate(agent, 'Book', { contactId, propertyId: id, preferredDates })
    expect(refusal(booked)).toBe('PROPERTY_WITHDRAWN input.propertyId')
    const requested = await mutate(client, 'Request', { propertyId: id, preferredDates })
    expect(refusal(requested)).toBe('PROPERTY_WITHDRAWN input.propertyId')
    const { dealCreate } = await agent.ask<{ dealCreate: { deal: { id: string } } }, object>(
      'mutation ($contactId: ID!) { dealCreate(input: { contactId: $contactId }) { deal { id } } }',
      { contactId },
    )
    const { offerCreate } = await agent.ask<{ offerCreate: Refused }, object>(
      'mutation ($input: OfferCreateInput!) { offerCreate(input: $input) { userErrors { code path } } }',
      { input: { dealId: dealCreate.deal.id, propertyId: id } },
    )
    expect(refusal(offerCreate)).toBe('PROPERTY_WITHDRAWN input.propertyId')
  })

  it('leaves it visible to the client who has a viewing of it (VIE-1)', async () => {
    const id = await make('P-6')
    await mutate(agent, 'Book', { contactId, propertyId: id, preferredDates })
    await change('Withdraw', { propertyId: id })
    expect(await read(client, id)).not.toBeNull()
  })
})
