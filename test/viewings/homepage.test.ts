import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import { passTo } from '../support/pass-time.ts'
import type { Person } from '../support/person.ts'
import {
  idsOf,
  makeProperty,
  mutate,
  offer,
  openBrokerage,
  openProduct,
  type Brokerage,
  type Edges,
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
const listed = async (by: Person, groups: readonly string[] | null) =>
  idsOf(
    (
      await by.ask<{ offers: Edges }, object>(
        'query ($groups: [OfferGroup!]) { offers(first: 100, filter: { groups: $groups }) { edges { node { id } } } }',
        { groups },
      )
    ).offers,
  )
async function counts(by: Person): Promise<Record<string, number>> {
  const { offerGroups } = await by.ask<{ offerGroups: { group: string; count: number }[] }, object>(
    '{ offerGroups { group count } }',
  )
  return Object.fromEntries(offerGroups.map(({ group, count }) => [group, count]))
}
/** A viewing of the property that took place as far as is known. */
async function visited(propertyId: string, day: string): Promise<string> {
  const asked = await mutate(client, 'Request', { propertyId, preferredDates: [{ date: day }] })
  const viewingId = asked.viewing!.id
  await mutate(agent, 'Confirm', { viewingId, startsAt: `${day}T10:00:00Z`, endsAt: `${day}T11:00:00Z` })
  await passTo(app, clock, `${day}T23:59:59Z`)
  await passTo(app, clock, new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString())
  return viewingId
}

describe('the homepage’s groups', () => {
  it('show each offer in one, and count them; once rejected it stays so after a visit (VIE-2)', async () => {
    const { person, contactId: theirs } = other
    const before = await counts(person)
    const made: Awaited<ReturnType<typeof offered>>[] = []
    for (let count = 0; count < 4; count++) made.push(await offered(theirs))
    const [toRate, interested, rejected] = made
    await say(person, 'reactionSet', { propertyId: interested!.propertyId, reaction: 'INTERESTED' })
    await say(person, 'reactionSet', { propertyId: rejected!.propertyId, reaction: 'REJECTED', text: 'Not ours' })
    for (const [group, one] of Object.entries({ TO_RATE: toRate, INTERESTED: interested, REJECTED: rejected })) {
      expect(await listed(person, [group]), group).toContain(one!.offerId)
      for (const another of made.filter((each) => each !== one && each !== made[3])) {
        expect(await listed(person, [group]), group).not.toContain(another.offerId)
      }
    }
    const after = await counts(person)
    expect(after).toEqual({
      ...before,
      TO_RATE: before['TO_RATE']! + 2,
      INTERESTED: before['INTERESTED']! + 1,
      REJECTED: before['REJECTED']! + 1,
    })
    expect(Object.keys(after)).toEqual(['TO_RATE', 'INTERESTED', 'VISITED', 'REJECTED'])
    expect(await listed(person, ['REJECTED', 'INTERESTED'])).toEqual([rejected!.offerId, interested!.offerId])
    expect(await listed(person, [])).toEqual([])
    expect((await listed(person, null)).length).toBe(Object.values(after).reduce((sum, count) => sum + count))
  })

  it('list a property that is offered in two deals once to the client, by its newest offer (VIE-2)', async () => {
    const { propertyId, offerId: older } = await offered()
    const [newer] = (await offer(agent, contactId, [propertyId])) as [string]
    const counted = (await counts(client))['TO_RATE']!
    expect(await listed(client, ['TO_RATE'])).toContain(newer)
    expect(await listed(client, ['TO_RATE'])).not.toContain(older)
    expect(await listed(client, ['TO_RATE'])).toHaveLength(counted)
    expect(await listed(agent, ['TO_RATE'])).toEqual(expect.arrayContaining([older, newer]))
    // What the client says holds for both.
    const { offer: shown } = await say(client, 'reactionSet', { propertyId, reaction: 'INTERESTED' })
    expect(shown).toEqual({ id: newer, group: 'INTERESTED' })
    expect(await interest(agent, older)).toMatchObject({ group: 'INTERESTED', reaction: { kind: 'INTERESTED' } })
    await agent.ask('mutation ($id: ID!) { offerWithdraw(input: { offerId: $id }) { userErrors { code } } }', {
      id: newer,
    })
    expect(await listed(client, ['INTERESTED'])).toContain(older)
  })

  it('have pages that stay right while offers change their group (VIE-2)', async () => {
    const { person, contactId: theirs } = await ours.client(agent)
    const properties: string[] = []
    for (let count = 0; count < 7; count++) properties.push(await makeProperty(agent))
    const offers = (await offer(agent, theirs, properties)).toReversed()
    const page = async (after?: string) => {
      const { offers: read } = await person.ask<{ offers: Edges & { pageInfo: { endCursor: string } } }, object>(
        `query ($after: Cursor) { offers(first: 2, after: $after, filter: { groups: [TO_RATE] }) {
          edges { node { id } } pageInfo { endCursor } } }`,
        { after },
      )
      return { ids: idsOf(read), end: read.pageInfo.endCursor }
    }
    const first = await page()
    expect(first.ids).toEqual(offers.slice(0, 2))
    // One that was read leaves the group, and one that is to come.
    for (const at of [6, 4]) await say(person, 'reactionSet', { propertyId: properties[at]!, reaction: 'INTERESTED' })
    const second = await page(first.end)
    expect(second.ids).toEqual([offers[3], offers[4]])
    await say(person, 'reactionClear', { propertyId: properties[6]! })
    expect((await page(second.end)).ids).toEqual([offers[5], offers[6]])
  })

  it('tell what was visited once a viewing took place, with the latest viewing (VIE-2)', async () => {
    const { propertyId, offerId } = await offered()
    await say(client, 'reactionSet', { propertyId, reaction: 'INTERESTED' })
    const viewingId = await visited(propertyId, '2026-03-04')
    await eventually(async () => expect((await interest(client, offerId))!.group).toBe('VISITED'))
    expect(await listed(client, ['VISITED'])).toContain(offerId)
    expect((await interest(client, offerId))!.viewing).toEqual({ id: viewingId, status: 'COMPLETED' })
    // What was taken for granted turns out not to have been, and then to have been after all.
    await mutate(agent, 'MarkNoShow', { viewingId })
    expect((await interest(client, offerId))!.group).toBe('INTERESTED')
    await mutate(agent, 'Complete', { viewingId })
    expect((await interest(client, offerId))!.group).toBe('VISITED')
    await say(client, 'reactionSet', { propertyId, reaction: 'REJECTED', text: 'Too loud' })
    expect((await interest(client, offerId))!.group).toBe('REJECTED')
    await say(client, 'reactionClear', { propertyId })
    expect((await interest(client, offerId))!.group).toBe('VISITED')
    const again = await mutate(client, 'Request', { propertyId, preferredDates: [{ date: '2026-04-01' }] })
    expect((await interest(client, offerId))!.viewing).toEqual({ id: again.viewing!.id, status: 'PENDING' })
  })
})
