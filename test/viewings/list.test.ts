import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import type { Person } from '../support/person.ts'
import {
  idsOf,
  makeProperty,
  mutate,
  openBrokerage,
  openProduct,
  read,
  refusal,
  type Brokerage,
  type Edges,
} from './brokerage.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let colleague: Person
let client: Person
let contactId: string
/** Viewings of the client's: asked for, tomorrow, on Friday, cancelled. */
let made: { pending: string; tomorrow: string; friday: string; cancelled: string }

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  colleague = await ours.join('AGENT')
  ;({ person: client, contactId } = await ours.client(agent))
  const book = async () => {
    const input = { contactId, propertyId: await makeProperty(agent), preferredDates: [{ date: '2026-03-06' }] }
    return (await mutate(agent, 'Book', input)).viewing!.id
  }
  made = { pending: await book(), friday: await book(), tomorrow: await book(), cancelled: await book() }
  await mutate(agent, 'Confirm', { viewingId: made.friday, ...time('06') })
  await mutate(agent, 'Confirm', { viewingId: made.tomorrow, ...time('03') })
  await mutate(agent, 'Confirm', { viewingId: made.cancelled, ...time('04') })
  await mutate(agent, 'Cancel', { viewingId: made.cancelled })
}, 120_000)
afterAll(() => app.stop())

const time = (day: string) => ({ startsAt: `2026-03-${day}T14:00:00.000Z`, endsAt: `2026-03-${day}T15:00:00.000Z` })
const viewings = async (by: Person, filter: object) =>
  idsOf(
    (
      await by.ask<{ viewings: Edges }, object>(
        'query ($filter: ViewingFilter) { viewings(filter: $filter) { edges { node { id } } } }',
        {
          filter,
        },
      )
    ).viewings,
  )

describe('a list of viewings', () => {
  it('shows a client theirs, newest first, and those wanted (VIE-14)', async () => {
    const all = [made.cancelled, made.tomorrow, made.friday, made.pending]
    for (const by of [client, agent, ours.admin]) expect(await viewings(by, {})).toEqual(all)
    expect(await viewings(client, { isUpcoming: true })).toEqual([made.tomorrow, made.friday])
    expect(await viewings(client, { isUpcoming: false })).toEqual([made.cancelled, made.pending])
    expect(await viewings(client, { statuses: ['PENDING'] })).toEqual([made.pending])
    expect(await viewings(client, { statuses: [] })).toEqual([])
    expect(await viewings(colleague, {})).toEqual([])
    const { person: stranger } = await ours.client(colleague)
    expect(await viewings(stranger, {})).toEqual([])
  })

  it('stands on the contact, too, in pages (VIE-14, API-4)', async () => {
    const page = (after: string | null) =>
      agent.ask<{ contact: { viewings: Edges & { pageInfo: { hasNextPage: boolean; endCursor: string } } } }, object>(
        `query ($id: ID!, $after: Cursor) { contact(id: $id) {
          viewings(first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } } }`,
        { id: contactId, after },
      )
    const { contact: first } = await page(null)
    expect(idsOf(first.viewings)).toEqual([made.cancelled, made.tomorrow, made.friday])
    const { contact: second } = await page(first.viewings.pageInfo.endCursor)
    expect(idsOf(second.viewings)).toEqual([made.pending])
    expect(second.viewings.pageInfo.hasNextPage).toBe(false)
  })

  it('is not for SUPPORT', async () => {
    const support = await ours.join('SUPPORT')
    await expect(viewings(support, {})).rejects.toThrow('FORBIDDEN')
    expect(await read(support, made.pending)).toBeNull()
  })
})

describe('the lists of a client’s page', () => {
  it('are what lies ahead, what waits for an answer and what is over, each in its order (VIE-14)', async () => {
    const soon = ['2026-03-02T12:04:00.000Z', '2026-03-02T12:07:00.000Z', '2026-03-02T12:20:00.000Z'] as const
    const confirmed = async (startsAt: string, endsAt: string) => {
      const input = { contactId, propertyId: await makeProperty(agent), preferredDates: [{ date: '2026-03-02' }] }
      const { viewing } = await mutate(agent, 'Book', input)
      await mutate(agent, 'Confirm', { viewingId: viewing!.id, startsAt, endsAt })
      return viewing!.id
    }
    const first = await confirmed(soon[0], soon[1])
    const second = await confirmed(soon[1], soon[2])
    const lists = async (by: Person) => ({
      upcoming: await viewings(by, { groups: ['UPCOMING'] }),
      unconfirmed: await viewings(by, { groups: ['UNCONFIRMED'] }),
      recent: await viewings(by, { groups: ['RECENT'] }),
    })
    const [unconfirmed, later] = [[made.pending], [made.tomorrow, made.friday]]
    for (const by of [client, agent]) {
      expect(await lists(by)).toEqual({ upcoming: [first, second, ...later], unconfirmed, recent: [] })
    }
    // Several have no order in common; none of them is none.
    const several = await viewings(client, { groups: ['UNCONFIRMED', 'UPCOMING'] })
    expect(several).toEqual([second, first, made.tomorrow, made.friday, made.pending])
    expect(await viewings(client, { groups: [] })).toEqual([])
    clock.now = new Date(soon[1])
    expect(await lists(client)).toEqual({ upcoming: [second, ...later], unconfirmed, recent: [first] })
    const { contact } = await agent.ask<{ contact: Record<string, Edges> }, object>(
      `query ($id: ID!) { contact(id: $id) {
        recent: viewings(filter: { groups: [RECENT] }) { edges { node { id } } }
        upcoming: viewings(first: 1, filter: { groups: [UPCOMING] }) { edges { node { id } } }
        all: viewings(first: 1) { edges { node { id } } } } }`,
      { id: contactId },
    )
    expect(idsOf(contact['recent']!)).toEqual([first])
    expect(idsOf(contact['upcoming']!)).toEqual([second])
    expect(idsOf(contact['all']!)).toEqual([second])
    for (const viewingId of [first, second]) await mutate(agent, 'Cancel', { viewingId })
  })

  it('are narrowed to a property or a contact; an id that is none finds nothing (VIE-14)', async () => {
    const { viewing } = await client.ask<{ viewing: { property: { id: string } } }, object>(
      'query ($id: ID!) { viewing(id: $id) { property { id } } }',
      { id: made.friday },
    )
    const propertyId = viewing.property.id
    expect(await viewings(client, { propertyId })).toEqual([made.friday])
    expect(await viewings(agent, { propertyId, contactId, groups: ['UPCOMING'] })).toEqual([made.friday])
    expect(await viewings(agent, { propertyId, groups: ['RECENT'] })).toEqual([])
    for (const id of [contactId, 'property_', '']) expect(await viewings(agent, { propertyId: id })).toEqual([])
  })
})

describe('an agent’s calendar', () => {
  const calendar = (by: Person, variables: object = {}) =>
    by.send<{ agents: Edges<{ calendar: Edges & { pageInfo: { endCursor: string | null } } }> }, object>(
      `query ($from: DateTime, $to: DateTime, $filter: CalendarFilter, $first: Int, $after: Cursor) { agents { edges { node { calendar(from: $from, to: $to, filter: $filter, first: $first, after: $after) {
        edges { node { id } } pageInfo { endCursor } } } } } }`,
      variables,
    )
  const entries = async (by: Person, variables?: object) => {
    const { data, errors } = await calendar(by, variables)
    expect(errors).toBeUndefined()
    return data!.agents.edges.flatMap(({ node }) => idsOf(node.calendar))
  }

  it('stands in the order of time, and can be narrowed to a period (VIE-14)', async () => {
    for (const by of [agent, ours.admin]) expect(await entries(by)).toEqual([made.tomorrow, made.friday])
    expect(await entries(agent, { from: '2026-03-03T15:00:00Z' })).toEqual([made.friday])
    expect(await entries(agent, { from: '2026-03-03T14:59:59Z', to: '2026-03-06T14:00:00Z' })).toEqual([made.tomorrow])
    expect(await entries(agent, { first: 1 })).toEqual([made.tomorrow])
    expect(await entries(colleague)).toEqual([])
  })

  it('is narrowed to statuses, a property and a contact (VIE-14)', async () => {
    const filtered = (filter: object, period: object = {}) => entries(agent, { filter, ...period })
    expect(await filtered({ contactId })).toEqual([made.tomorrow, made.friday])
    expect(await filtered({ statuses: ['CONFIRMED'] }, { from: '2026-03-04T00:00:00Z' })).toEqual([made.friday])
    expect(await filtered({ statuses: ['CANCELLED'], contactId }, { from: '2026-03-03T00:00:00Z' })).toEqual([
      made.cancelled,
    ])
    expect(await filtered({ statuses: ['PENDING'] })).toEqual([])
    expect(await filtered({ contactId: await ours.contact(agent) })).toEqual([])
    expect(await filtered({ propertyId: await makeProperty(agent) })).toEqual([])
    expect(await filtered({ contactId: 'contact_' })).toEqual([])
  })

  it('goes on after an edge (VIE-14, API-4)', async () => {
    const { data } = await calendar(agent, { first: 1 })
    const after = data!.agents.edges.map(({ node }) => node.calendar.pageInfo.endCursor).find(Boolean)
    expect(await entries(agent, { first: 1, after })).toEqual([made.friday])
  })

  it('is not for clients (VIE-14)', async () => {
    const { data, errors } = await client.send(
      `query ($id: ID!) { viewing(id: $id) { agent { calendar { edges { node { id } } } } } }`,
      { id: made.tomorrow },
    )
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
    expect(JSON.stringify(data)).not.toContain(made.friday)
  })
})

describe('another company', () => {
  it('finds no viewing by its id, and changes none (VIE-7)', async () => {
    const { admin } = await openBrokerage(app, clock)
    expect(await read(admin, made.pending)).toBeNull()
    expect(await viewings(admin, {})).toEqual([])
    const input = { viewingId: made.pending }
    const answers = [
      await mutate(admin, 'Confirm', { ...input, ...time('09') }),
      await mutate(admin, 'Reschedule', { ...input, ...time('09') }),
      await mutate(admin, 'Reject', { ...input, reason: 'Sold.' }),
      await mutate(admin, 'Cancel', input),
    ]
    expect(answers.map(refusal)).toEqual(Array.from({ length: 4 }, () => 'NOT_FOUND input.viewingId'))
    const booked = await mutate(admin, 'Book', {
      contactId,
      propertyId: await makeProperty(admin),
      preferredDates: [{ date: '2026-03-09' }],
    })
    expect(refusal(booked)).toBe('NOT_FOUND input.contactId')
    expect(await read(agent, made.pending)).toMatchObject({ status: 'PENDING', version: 1 })
  })
})
