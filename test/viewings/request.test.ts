import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import type { Person } from '../support/person.ts'
import {
  makeProperty,
  mutate,
  offer,
  openBrokerage,
  openProduct,
  read,
  refusal,
  type Brokerage,
  type Edges,
  type Id,
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

/** A property offered to the client. */
async function offered(zone?: string): Promise<string> {
  const propertyId = await makeProperty(agent, zone)
  await offer(agent, contactId, [propertyId])
  return propertyId
}
const days = (...dates: string[]) => dates.map((date) => ({ date }))
const time = (day: string, hour = 14) => ({
  startsAt: `2026-03-${day}T${hour}:00:00.000Z`,
  endsAt: `2026-03-${day}T${hour + 1}:00:00.000Z`,
})
let day = 3
/** A viewing that was requested by the client; on a day of its own where a time is agreed on. */
async function viewingIn(status: 'PENDING' | 'CONFIRMED' | 'REJECTED' | 'CANCELLED'): Promise<string> {
  const { viewing } = await mutate(client, 'Request', {
    propertyId: await offered(),
    preferredDates: days('2026-03-05'),
  })
  const { id: viewingId } = viewing!
  if (status === 'CONFIRMED') {
    await mutate(agent, 'Confirm', { viewingId, ...time(String(++day).padStart(2, '0')) })
  }
  if (status === 'REJECTED') await mutate(agent, 'Reject', { viewingId, reason: 'Sold.' })
  if (status === 'CANCELLED') await mutate(client, 'Cancel', { viewingId })
  return viewingId
}

describe('requesting a viewing', () => {
  it('names one to three days, in the order given (VIE-6)', async () => {
    const preferredDates = [
      { date: '2026-03-05', from: '14:30', to: '16:00:30' },
      { date: '2026-03-02', from: '09:00', to: null },
      { date: '2026-03-04', from: null, to: '12:00' },
    ]
    const { viewing, userErrors, cursor } = await mutate(client, 'Request', {
      propertyId: await offered(),
      preferredDates,
    })
    expect(userErrors).toEqual([])
    expect(viewing).toMatchObject({ status: 'PENDING', preferredDates, startsAt: null, version: 1 })
    expect(cursor).toMatch(/^[\w-]+$/)
  })

  it.each([
    [days('2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08'), 'TOO_MANY_DATES input.preferredDates.3'],
    [days(), 'DATE_MISSING input.preferredDates'],
    [days('2026-03-05', '2026-03-01'), 'DATE_IN_THE_PAST input.preferredDates.1.date'],
    [days('9999-12-31'), 'TOO_FAR input.preferredDates.0.date'],
    [days('0001-01-01'), 'DATE_IN_THE_PAST input.preferredDates.0.date'],
    [days('2026-03-05', '2026-03-05'), 'DATE_REPEATED input.preferredDates.1.date'],
    [[{ date: '2026-03-05', from: '12:00', to: '12:00' }], 'TIMES_REVERSED input.preferredDates.0.to'],
  ])('is refused with %j (VIE-6)', async (preferredDates, why) => {
    const propertyId = await offered()
    expect(refusal(await mutate(client, 'Request', { propertyId, preferredDates }))).toBe(why)
    const { viewings } = await client.ask<{ viewings: Edges<{ property: Id }> }, object>(
      '{ viewings(first: 100) { edges { node { property { id } } } } }',
    )
    expect(viewings.edges.map(({ node }) => node.property.id)).not.toContain(propertyId)
  })

  it('means today where the property is (VIE-6)', async () => {
    const propertyId = await offered('Pacific/Auckland')
    const past = await mutate(client, 'Request', { propertyId, preferredDates: days('2026-03-02') })
    expect(refusal(past)).toBe('DATE_IN_THE_PAST input.preferredDates.0.date')
    const today = await mutate(client, 'Request', { propertyId, preferredDates: days('2026-03-03') })
    expect(refusal(today)).toBe('')
  })

  it('is for what is offered to the client (VIE-6)', async () => {
    const input = { propertyId: await makeProperty(agent), preferredDates: days('2026-03-05') }
    expect(refusal(await mutate(client, 'Request', input))).toBe('NOT_FOUND input.propertyId')
  })

  it('leaves one open request for each property, however many ask at once (VIE-6)', async () => {
    const input = { propertyId: await offered(), preferredDates: days('2026-03-05') }
    const answers = await Promise.all(Array.from({ length: 20 }, () => mutate(client, 'Request', input)))
    const refused = answers.map(refusal).filter((why) => why !== '')
    expect(refused).toEqual(Array.from({ length: 19 }, () => 'OPEN_VIEWING_EXISTS input.propertyId'))
    const { id: viewingId } = answers.find(({ viewing }) => viewing)!.viewing!
    await mutate(client, 'Cancel', { viewingId })
    expect(refusal(await mutate(client, 'Request', input))).toBe('')
  })

  it('is for one that is requested or confirmed at a time, and again once that has ended (VIE-6)', async () => {
    const input = { propertyId: await offered(), preferredDates: days('2026-03-05') }
    const ask = () => mutate(client, 'Request', input)
    const { id: rejected } = (await ask()).viewing!
    await mutate(agent, 'Reject', { viewingId: rejected, reason: 'Not yet.' })
    const { id: viewingId } = (await ask()).viewing!
    await mutate(agent, 'Confirm', { viewingId, ...time('30') })
    expect(refusal(await ask())).toBe('OPEN_VIEWING_EXISTS input.propertyId')
    await mutate(agent, 'Cancel', { viewingId })
    expect(refusal(await ask())).toBe('')
  })

  it('is done by staff for a contact with account, who sees it (VIE-6)', async () => {
    const input = { contactId, propertyId: await makeProperty(agent), preferredDates: days('2026-03-05') }
    const { viewing } = await mutate(agent, 'Book', input)
    expect(await read(client, viewing!.id)).toMatchObject({ status: 'PENDING', contact: { id: contactId } })
  })

  it('is done by staff for a contact without account (VIE-6)', async () => {
    const theirs = await ours.contact(agent)
    const input = { contactId: theirs, propertyId: await makeProperty(agent), preferredDates: days('2026-03-05') }
    const { viewing } = await mutate(agent, 'Book', input)
    expect(await read(agent, viewing!.id)).toMatchObject({ status: 'PENDING', contact: { id: theirs } })
    expect(refusal(await mutate(agent, 'Book', input))).toBe('OPEN_VIEWING_EXISTS input.propertyId')
    expect(refusal(await mutate(colleague, 'Book', input))).toBe('NOT_FOUND input.contactId')
  })
})

describe('deciding on a viewing', () => {
  it('agrees on a time, moves it, and keeps the history (VIE-7)', async () => {
    const viewingId = await viewingIn('PENDING')
    const confirmed = await mutate(agent, 'Confirm', { viewingId, ...time('05', 10), expectedVersion: 1 })
    expect(confirmed.viewing).toMatchObject({ status: 'CONFIRMED', ...time('05', 10), outsidePreferred: false })
    const moved = await mutate(agent, 'Reschedule', { viewingId, ...time('06', 10), expectedVersion: 2 })
    expect(moved.viewing).toMatchObject({ status: 'CONFIRMED', ...time('06', 10), outsidePreferred: true, version: 3 })
    const { history } = (await read(client, viewingId))!
    expect(history.edges.map(({ node }) => [node.change, node.startsAt, node.version])).toEqual([
      ['REQUESTED', null, 1],
      ['CONFIRMED', time('05', 10).startsAt, 2],
      ['RESCHEDULED', time('06', 10).startsAt, 3],
    ])
    expect(history.edges.map(({ node }) => node.byId?.split('_')[0])).toEqual(['account', 'agent', 'agent'])
    await mutate(agent, 'Cancel', { viewingId })
  })

  it('overwrites nothing unseen (VIE-7)', async () => {
    const viewingId = await viewingIn('CONFIRMED')
    const stale = { viewingId, ...time('20'), expectedVersion: 1 }
    expect(refusal(await mutate(agent, 'Reschedule', stale))).toBe('VERSION_MISMATCH input.expectedVersion')
  })

  it.each([
    ['2026-03-05T10:00:00Z', '2026-03-05T10:00:00Z', 'SLOT_REVERSED input.endsAt'],
    ['2026-03-02T12:00:00Z', '2026-03-02T13:00:00Z', 'SLOT_IN_THE_PAST input.startsAt'],
    ['2026-03-05T08:00:00Z', '2026-03-05T16:00:01Z', 'SLOT_TOO_LONG input.endsAt'],
    ['9999-12-31T22:00:00Z', '9999-12-31T23:00:00Z', 'TOO_FAR input.startsAt'],
  ])('is refused for %s to %s: %s (VIE-7)', async (startsAt, endsAt, why) => {
    const viewingId = await viewingIn('PENDING')
    expect(refusal(await mutate(agent, 'Confirm', { viewingId, startsAt, endsAt }))).toBe(why)
    expect(await read(agent, viewingId)).toMatchObject({ status: 'PENDING', version: 1 })
  })

  it('declines with a reason that the client reads (VIE-7)', async () => {
    const viewingId = await viewingIn('PENDING')
    expect(refusal(await mutate(agent, 'Reject', { viewingId, reason: ' ' }))).toBe('TEXT_MISSING input.reason')
    await mutate(agent, 'Reject', { viewingId, reason: 'Sold.' })
    const { viewing } = await client.ask<{ viewing: object }, object>(
      'query ($id: ID!) { viewing(id: $id) { status reason } }',
      {
        id: viewingId,
      },
    )
    expect(viewing).toEqual({ status: 'REJECTED', reason: 'Sold.' })
  })

  it('is for the contact’s agent and the administrator; who may not see it finds none (VIE-7)', async () => {
    const viewingId = await viewingIn('PENDING')
    const input = { viewingId, ...time('21') }
    expect(refusal(await mutate(colleague, 'Confirm', input))).toBe('NOT_FOUND input.viewingId')
    expect(await read(colleague, viewingId)).toBeNull()
    for (const by of [client, support]) await expect(mutate(by, 'Confirm', input)).rejects.toThrow('FORBIDDEN')
    expect(refusal(await mutate(ours.admin, 'Confirm', input))).toBe('')
  })
})

describe('cancelling a viewing', () => {
  it.each(['PENDING', 'CONFIRMED'] as const)('is possible for the client while it is %s (VIE-12)', async (status) => {
    const viewingId = await viewingIn(status)
    const { viewing } = await mutate(client, 'Cancel', { viewingId, reason: 'Ill.' })
    const cancelledAt = clock.now.toISOString()
    expect(viewing).toMatchObject({ status: 'CANCELLED', reason: 'Ill.', cancelledAt })
    const last = (await read(agent, viewingId))!.history.edges.at(-1)!.node
    expect(last).toMatchObject({ change: 'CANCELLED', at: cancelledAt, reason: 'Ill.' })
    expect(last.byId).toMatch(/^account_/)
  })

  it('succeeds twice and changes nothing the second time (VIE-12)', async () => {
    const viewingId = await viewingIn('CANCELLED')
    const { viewing, cursor, userErrors } = await mutate(agent, 'Cancel', { viewingId, reason: 'Later.' })
    expect(userErrors).toEqual([])
    expect(viewing).toMatchObject({ status: 'CANCELLED', reason: null, version: 2 })
    expect(cursor).toBeNull()
  })

  it('is refused once it is rejected (VIE-12)', async () => {
    const viewingId = await viewingIn('REJECTED')
    for (const by of [client, agent]) {
      expect(refusal(await mutate(by, 'Cancel', { viewingId }))).toBe('INVALID_STATE input.viewingId')
    }
  })

  it('lets go of the time (VIE-8, VIE-12)', async () => {
    const [first, second] = [await viewingIn('PENDING'), await viewingIn('PENDING')]
    await mutate(agent, 'Confirm', { viewingId: first, ...time('23') })
    const again = () => mutate(agent, 'Confirm', { viewingId: second, ...time('23') })
    expect(refusal(await again())).toBe('SLOT_TAKEN input.startsAt')
    await mutate(client, 'Cancel', { viewingId: first })
    expect(refusal(await again())).toBe('')
  })
})
