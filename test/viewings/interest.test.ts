import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import type { Person } from '../support/person.ts'
import {
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
import { interest, say } from './interest.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let client: Person
let contactId: string
/** Another client of the same agent's. */
let other: Awaited<ReturnType<Brokerage['client']>>

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  ;({ person: client, contactId } = await ours.client(agent))
  other = await ours.client(agent)
}, 120_000)
afterAll(() => app.stop())

/** A new property that is offered to the client. */
async function offered(to = contactId): Promise<{ propertyId: string; offerId: string }> {
  const propertyId = await makeProperty(agent)
  const [offerId] = (await offer(agent, to, [propertyId])) as [string]
  return { propertyId, offerId }
}
describe('the company’s reasons for rejecting', () => {
  type Written = Refused & { readonly rejectionReason: (Id & { version: number }) | null }
  const write = async (by: Person, name: string, input: object) => {
    const { payload } = await by.ask<{ payload: Written }, object>(
      `mutation ($input: RejectionReason${name}Input!) {
        payload: rejectionReason${name}(input: $input) { rejectionReason { id version } userErrors { code path } } }`,
      { input },
    )
    return payload
  }
  const reasons = async (by: Person) =>
    (
      await by.ask<{ rejectionReasons: Edges<Id & { text: string }> }, object>(
        '{ rejectionReasons { edges { node { id text } } } }',
      )
    ).rejectionReasons.edges.map(({ node }) => node)

  it('are written by the administrator, and read in order by clients and staff; none of another company (VIE-3)', async () => {
    const made: string[] = []
    for (const text of ['Too dear', ' Too  small ', 'Too far']) {
      made.push((await write(ours.admin, 'Create', { text })).rejectionReason!.id)
    }
    const [dear, small, far] = made as [string, string, string]
    await write(ours.admin, 'Update', { rejectionReasonId: far, position: 0, expectedVersion: 1 })
    for (const by of [client, agent]) {
      expect((await reasons(by)).map(({ text }) => text)).toEqual(['Too far', 'Too dear', 'Too small'])
    }
    const stale = await write(ours.admin, 'Update', { rejectionReasonId: far, text: 'X', expectedVersion: 1 })
    expect(refusal(stale)).toBe('VERSION_MISMATCH input.expectedVersion')
    for (const text of ['', ' '])
      expect(refusal(await write(ours.admin, 'Create', { text }))).toBe('TEXT_MISSING input.text')
    expect(refusal(await write(ours.admin, 'Create', { text: 'x'.repeat(101) }))).toBe('TEXT_TOO_LONG input.text')

    const { propertyId, offerId } = await offered()
    const rejected = { propertyId, reaction: 'REJECTED' }
    await say(client, 'reactionSet', { ...rejected, rejectionReasonIds: [small, dear, small] })
    await write(ours.admin, 'Update', { rejectionReasonId: small, text: 'Not large enough' })
    for (const time of ['once', 'again'])
      expect(refusal(await write(ours.admin, 'Retire', { rejectionReasonId: small })), time).toBe('')
    expect((await reasons(client)).map(({ id }) => id)).toEqual([far, dear])
    // What was said keeps its words, though the reason has others now and cannot be chosen any more.
    expect((await interest(agent, offerId))!.reaction!.reasons).toEqual([
      { rejectionReasonId: small, text: 'Too small' },
      { rejectionReasonId: dear, text: 'Too dear' },
    ])
    const retired = await say(client, 'reactionSet', { ...rejected, rejectionReasonIds: [small] })
    expect(refusal(retired)).toBe('NOT_FOUND input.rejectionReasonIds.0')

    const theirs = await openBrokerage(app, clock)
    expect(await reasons(theirs.admin)).toEqual([])
    expect(refusal(await write(theirs.admin, 'Retire', { rejectionReasonId: dear }))).toBe(
      'NOT_FOUND input.rejectionReasonId',
    )
    const foreign = (await write(theirs.admin, 'Create', { text: 'Theirs' })).rejectionReason!.id
    const named = await say(client, 'reactionSet', { ...rejected, rejectionReasonIds: [dear, foreign] })
    expect(refusal(named)).toBe('NOT_FOUND input.rejectionReasonIds.1')
  })

  it('are fifty at most, also when many are written at once (VIE-3)', async () => {
    const inUse = (await reasons(ours.admin)).length
    const texts = Array.from({ length: 55 - inUse }, (_, i) => `Reason ${i}`)
    const written = await Promise.all(texts.map((text) => write(ours.admin, 'Create', { text })))
    const refused = written.filter(({ rejectionReason }) => !rejectionReason)
    expect(refused.map(refusal)).toEqual(Array(5).fill('TOO_MANY input'))
  })
})

describe('liking and rejecting a property', () => {
  it('needs a reason to reject, from three characters on, and goes back with its history kept (VIE-3)', async () => {
    const { propertyId, offerId } = await offered()
    const rejected = { propertyId, reaction: 'REJECTED' }
    for (const text of [undefined, '', '   ']) {
      expect(refusal(await say(client, 'reactionSet', { ...rejected, text }))).toBe('REASON_MISSING input.text')
    }
    for (const text of ['no', ' no ', '👎👎']) {
      expect(refusal(await say(client, 'reactionSet', { ...rejected, text })), text).toBe('TEXT_TOO_SHORT input.text')
    }
    const long = await say(client, 'reactionSet', { ...rejected, text: 'x'.repeat(501) })
    expect(refusal(long)).toBe('TEXT_TOO_LONG input.text')
    const liked = await say(client, 'reactionSet', { propertyId, reaction: 'INTERESTED', text: 'Nice view' })
    expect(refusal(liked)).toBe('REASON_UNWANTED input.reaction')
    expect(await interest(client, offerId)).toMatchObject({
      group: 'TO_RATE',
      reaction: null,
      reactions: { edges: [] },
    })

    const { property, offer: shown } = await say(client, 'reactionSet', { ...rejected, text: '👎👎👎' })
    expect([property, shown]).toEqual([{ id: propertyId }, { id: offerId, group: 'REJECTED' }])
    await say(client, 'reactionSet', { ...rejected, text: 'The bath is dark' })
    await say(client, 'reactionSet', { ...rejected, text: ' The bath is dark ' })
    const at = clock.now.toISOString()
    const own = { rejectionReasonId: null, text: 'The bath is dark' }
    expect(await interest(agent, offerId)).toMatchObject({ reaction: { kind: 'REJECTED', reasons: [own], at } })
    await say(client, 'reactionSet', { propertyId, reaction: 'INTERESTED' })
    expect(await interest(client, offerId)).toMatchObject({ group: 'INTERESTED', reaction: { reasons: [] } })
    for (const time of ['once', 'again'])
      expect(refusal(await say(client, 'reactionClear', { propertyId })), time).toBe('')

    const { account } = await viewer(client)
    const found = await interest(agent, offerId)
    expect(found).toMatchObject({ group: 'TO_RATE', reaction: null })
    const said = (change: string, ...texts: string[]) => ({
      ...{ change, rating: null, byId: account.id, at },
      reasons: texts.map((text) => ({ rejectionReasonId: null, text })),
    })
    expect(found!.reactions.edges.map(({ node }) => node)).toEqual([
      { ...said('REJECTED', '👎👎👎'), version: 1 },
      { ...said('REJECTED', 'The bath is dark'), version: 2 },
      { ...said('INTERESTED'), version: 3 },
      { ...said('REACTION_CLEARED'), version: 4 },
    ])
  })

  it('is for what one sees, and seen by nobody else (VIE-3, VIE-4)', async () => {
    const { propertyId, offerId } = await offered()
    await offer(agent, other.contactId, [propertyId])
    const unseen = await makeProperty(agent)
    const theirs = await openBrokerage(app, clock)
    const foreign = await makeProperty(theirs.admin)
    for (const id of [unseen, foreign, 'property_1', contactId]) {
      const input = { propertyId: id }
      const all = [
        await say(client, 'reactionSet', { ...input, reaction: 'INTERESTED' }),
        await say(client, 'reactionClear', input),
        await say(client, 'ratingSet', { ...input, rating: 3 }),
        await say(client, 'ratingClear', input),
        await say(client, 'favouriteAdd', input),
        await say(client, 'favouriteRemove', input),
      ]
      expect(all.map(refusal)).toEqual(all.map(() => 'NOT_FOUND input.propertyId'))
    }
    await say(client, 'reactionSet', { propertyId, reaction: 'INTERESTED' })
    await say(client, 'ratingSet', { propertyId, rating: 5 })
    await say(other.person, 'ratingSet', { propertyId, rating: 1 })
    expect(await interest(other.person, offerId)).toBeNull()
    expect(await interest(theirs.admin, offerId)).toBeNull()
    const own = async (by: Person) =>
      (
        await by.ask<{ property: object }, object>(
          'query ($id: ID!) { property(id: $id) { rating isFavourite reaction { kind } } }',
          { id: propertyId },
        )
      ).property
    expect(await own(client)).toEqual({ rating: 5, isFavourite: false, reaction: { kind: 'INTERESTED' } })
    expect(await own(other.person)).toEqual({ rating: 1, isFavourite: false, reaction: null })
    expect(await own(agent)).toEqual({ rating: null, isFavourite: null, reaction: null })
    const { errors } = await agent.send('mutation ($id: ID!) { ratingClear(input: { propertyId: $id }) { cursor } }', {
      id: propertyId,
    })
    expect(errors![0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'CLIENTS_ONLY' })
  })

  it('is possible as long as there is a viewing of it (VIE-3)', async () => {
    const propertyId = await makeProperty(agent)
    await mutate(agent, 'Book', { contactId, propertyId, preferredDates: [{ date: '2030-01-01' }] })
    const said = await say(client, 'reactionSet', { propertyId, reaction: 'INTERESTED' })
    expect(said).toEqual({ property: { id: propertyId }, offer: null, userErrors: [] })
    // Offered later, it stands at once where it belongs.
    const [offerId] = (await offer(agent, contactId, [propertyId])) as [string]
    expect(await interest(client, offerId)).toMatchObject({ group: 'INTERESTED', viewing: { status: 'PENDING' } })
  })

  it('survives that many say something at once, one after the other (VIE-3, VIE-4)', async () => {
    const { propertyId, offerId } = await offered()
    await Promise.all(
      [1, 2, 3, 4, 5].flatMap((rating) => [
        say(client, 'ratingSet', { propertyId, rating }),
        say(client, 'reactionSet', { propertyId, reaction: 'REJECTED', text: `Reason ${rating}` }),
      ]),
    )
    const found = (await interest(client, offerId))!
    expect(found.group).toBe('REJECTED')
    expect(found.reactions.edges.map(({ node }) => node.version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })
})

describe('rating a property', () => {
  it('takes whole numbers from 1 to 5, one for each client and property, changed and taken back (VIE-4)', async () => {
    const { propertyId, offerId } = await offered()
    for (const rating of [0, 6, -1]) {
      expect(refusal(await say(client, 'ratingSet', { propertyId, rating }))).toBe('RATING_INVALID input.rating')
    }
    for (const rating of [2.5, '3', null]) {
      const document = 'mutation ($input: RatingSetInput!) { ratingSet(input: $input) { cursor } }'
      const { errors } = await client.send(document, { input: { propertyId, rating } })
      expect(errors![0]!.extensions?.['code'], String(rating)).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/)
    }
    expect(await interest(client, offerId)).toMatchObject({ rating: null, reactions: { edges: [] } })
    for (const rating of [1, 5, 5, 2]) {
      expect(refusal(await say(client, 'ratingSet', { propertyId, rating }))).toBe('')
      expect(await interest(agent, offerId)).toMatchObject({ rating, group: 'TO_RATE' })
    }
    for (const time of ['once', 'again'])
      expect(refusal(await say(client, 'ratingClear', { propertyId })), time).toBe('')
    const found = await interest(agent, offerId)
    expect(found!.rating).toBeNull()
    expect(found!.reactions.edges.map(({ node: { change, rating } }) => [change, rating])).toEqual([
      ['RATED', 1],
      ['RATED', 5],
      ['RATED', 2],
      ['RATING_CLEARED', null],
    ])
  })
})

describe('favourites', () => {
  const favourites = async (by: Person, contact: string) => {
    const { contact: found } = await by.ask<
      { contact: { portalAccount: { favouriteProperties: Edges } } | null },
      object
    >('query ($id: ID!) { contact(id: $id) { portalAccount { favouriteProperties { edges { node { id } } } } } }', {
      id: contact,
    })
    return found && idsOf(found.portalAccount.favouriteProperties)
  }

  it('stand on the account, newest first, for the client and staff who see the contact (VIE-4)', async () => {
    const [one, two] = [await offered(), await offered()]
    await offer(agent, other.contactId, [one.propertyId])
    for (const { propertyId } of [one, two, two]) {
      expect(refusal(await say(client, 'favouriteAdd', { propertyId }))).toBe('')
    }
    await say(other.person, 'favouriteAdd', { propertyId: one.propertyId })
    const { account } = await viewer(client)
    expect(idsOf(account.favouriteProperties)).toEqual([two.propertyId, one.propertyId])
    for (const by of [agent, ours.admin]) {
      expect(await favourites(by, contactId)).toEqual([two.propertyId, one.propertyId])
      expect(await favourites(by, other.contactId)).toEqual([one.propertyId])
    }
    expect(await favourites(other.person, contactId)).toBeNull()

    // What is taken back is no more to be seen; it comes again with the offer.
    await agent.ask('mutation ($id: ID!) { offerWithdraw(input: { offerId: $id }) { userErrors { code } } }', {
      id: two.offerId,
    })
    expect(idsOf((await viewer(client)).account.favouriteProperties)).toEqual([one.propertyId])
    for (const time of ['once', 'again']) {
      expect(refusal(await say(client, 'favouriteRemove', { propertyId: one.propertyId })), time).toBe('')
    }
    expect(await favourites(agent, contactId)).toEqual([two.propertyId])
  })
})

interface Viewer {
  readonly account: Id & { readonly favouriteProperties: Edges }
}
async function viewer(by: Person): Promise<Viewer> {
  const { viewer: found } = await by.ask<{ viewer: Viewer }, object>(
    '{ viewer { ... on ClientViewer { account { id favouriteProperties { edges { node { id } } } } } } }',
  )
  return found
}
