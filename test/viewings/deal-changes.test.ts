import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import type { Person } from '../support/person.ts'
import {
  idsOf,
  makeProperty,
  mutate,
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

interface Change {
  readonly change: string
  readonly number: number
  readonly byId: string
  readonly at: string
  readonly property: Id
  readonly viewing: Id | null
}
interface Deal extends Id {
  readonly title: string | null
  readonly status: string
  readonly closedAt: string | null
  readonly version: number
  readonly clientChange: Change | null
}
type Answered = Refused & { readonly deal: Deal | null }

const CHANGE = 'change number byId at property { id } viewing { id }'
const SHOWN = `id title status closedAt version clientChange { ${CHANGE} }`

/** What staff do with a deal by a mutation of this name. */
async function change(by: Person, name: string, input: object): Promise<Answered> {
  const { payload } = await by.ask<{ payload: Answered }, object>(
    `mutation ($input: Deal${name}Input!) { payload: deal${name}(input: $input) {
      deal { ${SHOWN} } userErrors { code path } } }`,
    { input },
  )
  return payload
}
/** A deal with the client in which these properties are offered. */
async function dealOf(...properties: string[]): Promise<string> {
  const { deal } = await change(agent, 'Create', { contactId, title: 'By the sea' })
  for (const propertyId of properties) expect(refusal(await offerIn(deal!.id, propertyId))).toBe('')
  return deal!.id
}
async function offerIn(dealId: string, propertyId: string): Promise<Refused & { offer: Id | null }> {
  const { offerCreate } = await agent.ask<{ offerCreate: Refused & { offer: Id | null } }, object>(
    'mutation ($input: OfferCreateInput!) { offerCreate(input: $input) { offer { id } userErrors { code path } } }',
    { input: { dealId, propertyId } },
  )
  return offerCreate
}
async function read(by: Person, id: string): Promise<(Deal & { clientChanges: Edges<Change> }) | null> {
  const { deal } = await by.ask<{ deal: (Deal & { clientChanges: Edges<Change> }) | null }, object>(
    `query ($id: ID!) { deal(id: $id) { ${SHOWN} clientChanges { edges { node { ${CHANGE} } } } } }`,
    { id },
  )
  return deal
}
async function listed(by: Person, filter: object): Promise<string[]> {
  const { deals } = await by.ask<{ deals: Edges }, object>(
    'query ($filter: DealFilter) { deals(first: 100, filter: $filter) { edges { node { id } } } }',
    { filter },
  )
  return idsOf(deals)
}
const say = (name: string, input: object) =>
  client.ask(
    `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { userErrors { code } } }`,
    { input },
  )

describe('a deal that the client changed', () => {
  it('says who, what and when, for each of the client’s deeds and for none of staff’s (VIE-5)', async () => {
    const propertyId = await makeProperty(agent)
    const deal = await dealOf(propertyId)
    const { viewer } = await client.ask<{ viewer: { account: Id } }, object>(
      '{ viewer { ... on ClientViewer { account { id } } } }',
    )
    expect(await read(agent, deal)).toMatchObject({ clientChange: null, clientChanges: { edges: [] } })

    await say('reactionSet', { propertyId, reaction: 'INTERESTED' })
    await say('reactionSet', { propertyId, reaction: 'INTERESTED' })
    await say('reactionSet', { propertyId, reaction: 'REJECTED', text: 'Too far' })
    await say('reactionClear', { propertyId })
    await say('ratingSet', { propertyId, rating: 3 })
    await say('ratingClear', { propertyId })
    await say('favouriteAdd', { propertyId })
    const asked = await mutate(client, 'Request', { propertyId, preferredDates: [{ date: '2026-03-10' }] })
    const viewing = { id: asked.viewing!.id }
    await mutate(agent, 'Reject', { viewingId: viewing.id, reason: 'Sold' })
    const again = await mutate(client, 'Request', { propertyId, preferredDates: [{ date: '2026-03-11' }] })
    clock.now = new Date('2026-03-02T12:05:00Z')
    await mutate(client, 'Cancel', { viewingId: again.viewing!.id })
    await mutate(client, 'Cancel', { viewingId: again.viewing!.id })
    const third = await mutate(client, 'Request', { propertyId, preferredDates: [{ date: '2026-03-12' }] })
    const viewingId = third.viewing!.id
    await mutate(client, 'DatesAdd', { viewingId, preferredDates: [{ date: '2026-03-13' }] })
    const time = { startsAt: '2026-03-12T10:00:00Z', endsAt: '2026-03-12T11:00:00Z' }
    await mutate(client, 'Propose', { viewingId, ...time })
    await mutate(agent, 'Confirm', { viewingId, ...time })
    await mutate(agent, 'Cancel', { viewingId })
    const booked = await mutate(agent, 'Book', { contactId, propertyId, preferredDates: [{ date: '2026-03-12' }] })
    await mutate(agent, 'Cancel', { viewingId: booked.viewing!.id })

    const found = (await read(agent, deal))!
    expect(found.clientChanges.edges.map(({ node }) => node.change).toReversed()).toEqual([
      'INTERESTED',
      'REJECTED',
      'REACTION_CLEARED',
      'RATED',
      'RATING_CLEARED',
      'VIEWING_REQUESTED',
      'VIEWING_REQUESTED',
      'VIEWING_CANCELLED',
      'VIEWING_REQUESTED',
      'VIEWING_DATES_ADDED',
      'VIEWING_PROPOSED',
    ])
    const latest = {
      ...{ change: 'VIEWING_PROPOSED', number: 11, byId: viewer.account.id, at: '2026-03-02T12:05:00.000Z' },
      ...{ property: { id: propertyId }, viewing: { id: viewingId } },
    }
    expect(found.clientChange).toEqual(latest)
    expect(found.clientChanges.edges[0]!.node).toEqual(latest)
    // It is no version of what staff edit.
    expect(found.version).toBe(1)
  })

  it('carries the mark through every path until staff have seen it, and anew after the next change (VIE-5)', async () => {
    const [one, two] = [await makeProperty(agent), await makeProperty(agent)]
    const marked = await dealOf(one, two)
    const alsoMarked = await dealOf(two)
    const unmarked = await dealOf(one)
    const { offer } = await offerIn(unmarked, two)
    await agent.ask('mutation ($id: ID!) { offerWithdraw(input: { offerId: $id }) { userErrors { code } } }', {
      id: offer!.id,
    })
    await say('ratingSet', { propertyId: two, rating: 5 })
    const mark = { change: 'RATED', property: { id: two }, viewing: null }
    for (const by of [agent, ours.admin]) {
      const { node, deals, contact, offers } = await by.ask<Paths, object>(PATHS, { marked, contactId })
      expect(node.clientChange).toMatchObject(mark)
      for (const { edges } of [deals, contact.deals]) {
        const each = Object.fromEntries(edges.map(({ node: deal }) => [deal.id, deal.clientChange?.change ?? null]))
        expect(each).toMatchObject({ [marked]: 'RATED', [alsoMarked]: 'RATED', [unmarked]: null })
      }
      const offered = offers.edges.find(({ node: { deal } }) => deal.id === marked)!
      expect(offered.node.deal.clientChange).toMatchObject(mark)
      expect(await listed(by, { isChangedByClient: true })).toEqual(expect.arrayContaining([alsoMarked, marked]))
      expect(await listed(by, { isChangedByClient: true })).not.toContain(unmarked)
      expect(await listed(by, { isChangedByClient: false })).toContain(unmarked)
      expect(await listed(by, { isChangedByClient: false })).not.toContain(marked)
    }

    // What comes while staff read passes not unseen.
    await say('ratingSet', { propertyId: two, rating: 4 })
    const first = await change(agent, 'ClientChangesSee', { dealId: marked, upTo: 1 })
    expect(first.deal!.clientChange).toMatchObject({ change: 'RATED', number: 2 })
    for (const time of ['once', 'again']) {
      const seen = await change(agent, 'ClientChangesSee', { dealId: marked })
      expect(seen, time).toMatchObject({ deal: { clientChange: null }, userErrors: [] })
    }
    expect(await listed(agent, { isChangedByClient: true })).not.toContain(marked)
    expect((await read(agent, alsoMarked))!.clientChange).toMatchObject({ number: 2 })
    await say('ratingClear', { propertyId: two })
    expect((await read(agent, marked))!.clientChange).toMatchObject({ change: 'RATING_CLEARED', number: 3 })
  })

  it('is for staff who see the contact (VIE-5)', async () => {
    const propertyId = await makeProperty(agent)
    const deal = await dealOf(propertyId)
    await say('ratingSet', { propertyId, rating: 5 })
    const { data, errors } = await client.send<{ deal: object }, object>(
      'query ($id: ID!) { deal(id: $id) { id clientChange { number } } }',
      { id: deal },
    )
    expect(data).toEqual({ deal: { id: deal, clientChange: null } })
    expect(errors![0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'STAFF_ONLY' })
    const filtered = await client.send('{ deals(filter: { isChangedByClient: true }) { edges { node { id } } } }')
    expect(filtered.errors![0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'STAFF_ONLY' })

    const theirs = await openBrokerage(app, clock)
    for (const by of [colleague, theirs.admin]) {
      expect(await read(by, deal)).toBeNull()
      expect(await listed(by, { isChangedByClient: true })).not.toContain(deal)
      for (const [name, more] of Object.entries({
        ClientChangesSee: {},
        Update: {},
        Reopen: {},
        Close: { outcome: 'WON' },
      })) {
        expect(refusal(await change(by, name, { dealId: deal, ...more })), name).toBe('NOT_FOUND input.dealId')
      }
    }
  })
})

describe('a deal', () => {
  it('gets another title, unless somebody else changed it (VIE-2)', async () => {
    const dealId = await dealOf()
    const renamed = await change(agent, 'Update', { dealId, title: ' By  the lake ', expectedVersion: 1 })
    expect(renamed).toMatchObject({ deal: { title: 'By the lake', version: 2 }, userErrors: [] })
    expect((await change(agent, 'Update', { dealId, title: 'By the lake' })).deal!.version).toBe(2)
    const stale = await change(agent, 'Update', { dealId, title: 'In town', expectedVersion: 1 })
    expect(refusal(stale)).toBe('VERSION_MISMATCH input.expectedVersion')
    expect(refusal(await change(agent, 'Update', { dealId, title: 'x'.repeat(201) }))).toBe('TEXT_TOO_LONG input.title')
    expect((await change(agent, 'Update', { dealId })).deal!.title).toBeNull()
  })

  it('ends and goes on; nothing is offered in one that ended (VIE-2)', async () => {
    const propertyId = await makeProperty(agent)
    const dealId = await dealOf(propertyId)
    expect(await listed(agent, { statuses: ['OPEN'] })).toContain(dealId)
    const closedAt = clock.now.toISOString()
    for (const time of ['once', 'again']) {
      const closed = await change(agent, 'Close', { dealId, outcome: 'WON' })
      expect(closed, time).toMatchObject({ deal: { status: 'WON', closedAt, version: 2 }, userErrors: [] })
    }
    expect(refusal(await change(agent, 'Close', { dealId, outcome: 'LOST' }))).toBe('DEAL_CLOSED input.dealId')
    expect(refusal(await offerIn(dealId, await makeProperty(agent)))).toBe('DEAL_CLOSED input.dealId')
    expect(await listed(agent, { statuses: ['WON'] })).toContain(dealId)
    expect(await listed(agent, { statuses: ['OPEN'] })).not.toContain(dealId)
    for (const time of ['once', 'again']) {
      const open = await change(agent, 'Reopen', { dealId })
      expect(open, time).toMatchObject({ deal: { status: 'OPEN', closedAt: null, version: 3 }, userErrors: [] })
    }
    expect(refusal(await offerIn(dealId, await makeProperty(agent)))).toBe('')
  })
})

const MARK = 'id clientChange { change property { id } viewing { id } }'
const PATHS = `query ($marked: ID!, $contactId: ID!) {
  node(id: $marked) { ... on Deal { ${MARK} } }
  deals(first: 100) { edges { node { ${MARK} } } }
  contact(id: $contactId) { deals(first: 100) { edges { node { ${MARK} } } } }
  offers(first: 100) { edges { node { deal { ${MARK} } } } }
}`
interface Paths {
  readonly node: Deal
  readonly deals: Edges<Deal>
  readonly contact: { readonly deals: Edges<Deal> }
  readonly offers: Edges<{ readonly deal: Deal }>
}
