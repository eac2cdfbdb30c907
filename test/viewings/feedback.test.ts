import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { give, type Opinion, type Writer } from '../../subgraphs/viewings/feedback/feedback.ts'
import type { FeedbackRow } from '../../subgraphs/viewings/feedback/tables.ts'
import { request, type Viewing } from '../../subgraphs/viewings/viewing/viewing.ts'
import type { App } from '../support/app.ts'
import { passTo } from '../support/pass-time.ts'
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
  type Refused,
} from './brokerage.ts'

const DAY = 86_400_000
const startsAt = new Date('2026-03-03T14:00:00Z')
const endsAt = new Date('2026-03-03T15:00:00Z')
const later = new Date('2026-03-03T18:00:00Z')

describe('the rules of feedback', () => {
  const people = { contactId: newId('contact'), agentId: newId('agent'), responsibleAgentId: null }
  const asked = request(newId('company'), newId('viewing'), { propertyId: newId('property'), ...people }, startsAt)
  const is = (status: Viewing['status'], outcome: Viewing['outcome'] = null): Viewing => {
    return {
      ...asked.viewing,
      status,
      outcome,
      startsAt,
      endsAt,
      responsibleAgentId: null,
      preferred: [],
      zone: 'Europe/Lisbon',
    }
  }
  const client: Writer = { byId: newId('account'), isOnBehalf: false }
  const staff: Writer = { byId: newId('agent'), isOnBehalf: true }
  const given = (by: Writer): FeedbackRow => give(is('CONFIRMED'), null, { overall: 4 }, by, later).change
  type Case = { viewing?: Viewing; before?: FeedbackRow; opinion?: Opinion; by?: Writer; now?: Date }
  const outcome = ({ viewing = is('CONFIRMED'), before, opinion = { overall: 4 }, by = client, now = later }: Case) => {
    try {
      return give(viewing, before ?? null, opinion, by, now).change
    } catch (error) {
      return (error as { code: string }).code
    }
  }

  it.each<[string, Case]>([
    ['VIEWING_NOT_HELD', { viewing: is('PENDING') }],
    ['VIEWING_NOT_HELD', { viewing: is('REJECTED') }],
    ['VIEWING_NOT_HELD', { viewing: is('CANCELLED') }],
    ['VIEWING_NOT_HELD', { viewing: is('COMPLETED', 'NO_SHOW') }],
    ['FEEDBACK_TOO_EARLY', { now: new Date(endsAt.getTime() - 1) }],
    ['FEEDBACK_EMPTY', { opinion: {} }],
    ['FEEDBACK_EMPTY', { opinion: { text: ' \n ' } }],
    ['FEEDBACK_EMPTY', { before: given(client), opinion: {} }],
    ['FEEDBACK_EMPTY', { before: given(client), opinion: { overall: null } }],
    ['FEEDBACK_TOO_SHORT', { opinion: { text: 'No' } }],
    ['FEEDBACK_TOO_SHORT', { opinion: { text: '🏠🏠' } }],
    ['TEXT_TOO_LONG', { opinion: { text: '🏠'.repeat(5_001) } }],
    ['OVERALL_INVALID', { opinion: { overall: 0 } }],
    ['OVERALL_INVALID', { opinion: { overall: 6, text: 'Superb.' } }],
    ['FEEDBACK_OF_CLIENT', { before: given(client), by: staff }],
    ['FEEDBACK_FINAL', { before: given(client), now: new Date(later.getTime() + 30 * DAY) }],
  ])('refuse with %s: %j (VIE-7)', (code, wrong) => {
    expect(outcome(wrong)).toBe(code)
  })

  it.each<Case>([
    { now: endsAt },
    { viewing: is('COMPLETED', 'TOOK_PLACE'), now: startsAt },
    { viewing: is('COMPLETED', 'ASSUMED') },
    { opinion: { text: ' Wow ' } },
    { opinion: { text: '🏠🏠🏠' } },
    { opinion: { text: '🏠'.repeat(5_000) } },
    { opinion: { overall: 1 } },
    { opinion: { overall: 5 } },
    { before: given(staff), by: staff },
    { before: given(staff), by: client },
    { before: given(client), now: new Date(later.getTime() + 30 * DAY - 1) },
  ])('take %j (VIE-7)', (right) => {
    expect(outcome(right)).toMatchObject({ byId: (right.by ?? client).byId, text: right.opinion?.text?.trim() ?? null })
  })

  it('keep what is left out of one’s own feedback, and empty what is null (VIE-7)', () => {
    const before = give(is('CONFIRMED'), null, { overall: 4, text: 'Light, but loud.' }, client, later).change
    const after = (opinion: Opinion) => outcome({ before, opinion })
    expect(after({ overall: 2 })).toMatchObject({ overall: 2, text: 'Light, but loud.' })
    expect(after({ text: 'Only loud.' })).toMatchObject({ overall: 4, text: 'Only loud.' })
    expect(after({ overall: 2, text: null })).toMatchObject({ overall: 2, text: null })
    expect(after({ text: ' ' })).toMatchObject({ overall: 4, text: null })
    expect(after({ overall: null })).toMatchObject({ overall: null, text: 'Light, but loud.' })
    // What staff wrote down is not what the client says.
    const noted = { ...before, ...staff }
    expect(outcome({ before: noted, opinion: { overall: 2 } })).toMatchObject({ overall: 2, text: null })
  })
})

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let client: Person
let contactId: string

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  ;({ person: client, contactId } = await ours.client(agent))
}, 120_000)
afterAll(() => app.stop())

async function confirmed(hour: number): Promise<string> {
  const propertyId = await makeProperty(agent)
  await offer(agent, contactId, [propertyId])
  const viewingId = (await mutate(client, 'Request', { propertyId, preferredDates: [{ date: '2026-03-03' }] })).viewing!
    .id
  const time = { startsAt: new Date(Date.UTC(2026, 2, 3, hour)), endsAt: new Date(Date.UTC(2026, 2, 3, hour, 45)) }
  await mutate(agent, 'Confirm', { viewingId, ...time })
  return viewingId
}

interface Shown {
  readonly feedback?: object | null
  readonly accompaniment?: object | null
  readonly arrangements?: object | null
}
interface Done extends Refused {
  readonly viewing: Shown | null
}
const shown = {
  FeedbackGive: 'feedback { overall text isOnBehalf givenAt changedAt }',
  Arrange: 'accompaniment { kind name } arrangements { keys notice notes version }',
}

interface Deeds {
  readonly interactions: Edges<object>
  readonly deals: Edges<{ readonly clientChange: object | null }>
}

async function does(by: Person, what: keyof typeof shown, input: object): Promise<Done> {
  const { done } = await by.ask<{ done: Done }, object>(
    `mutation ($input: Viewing${what}Input!) {
      done: viewing${what}(input: $input) { viewing { ${shown[what]} } userErrors { code path } } }`,
    { input },
  )
  return done
}

async function listed(by: Person, lacksFeedback: boolean): Promise<string[]> {
  const query = 'query ($filter: ViewingFilter) { viewings(filter: $filter, first: 50) { edges { node { id } } } }'
  const { viewings } = await by.ask<{ viewings: Edges }, object>(query, { filter: { lacksFeedback } })
  return idsOf(viewings)
}

describe('feedback after a viewing', () => {
  it('is given by the client once it is over, or by staff for them, and may be changed for 30 days (VIE-7)', async () => {
    const [one, other, ahead] = [await confirmed(9), await confirmed(10), await confirmed(18)]
    expect(refusal(await does(client, 'FeedbackGive', { viewingId: one, overall: 4 }))).toBe(
      'FEEDBACK_TOO_EARLY input.viewingId',
    )
    await passTo(app, clock, '2026-03-03T11:00:00Z')
    expect(await listed(agent, true)).toEqual([other, one])
    expect(await listed(client, false)).toEqual([ahead])

    const text = 'Light, but loud.'
    const at = clock.now.toISOString()
    const own = { overall: 4, text, isOnBehalf: false, givenAt: at, changedAt: at }
    expect((await does(client, 'FeedbackGive', { viewingId: one, overall: 4, text })).viewing).toEqual({
      feedback: own,
    })
    expect(refusal(await does(agent, 'FeedbackGive', { viewingId: one, overall: 5 }))).toBe(
      'FEEDBACK_OF_CLIENT input.viewingId',
    )
    const told = await does(agent, 'FeedbackGive', { viewingId: other, text: 'They liked the garden.' })
    expect(told.viewing!.feedback).toMatchObject({ overall: null, isOnBehalf: true })
    expect(refusal(await does(client, 'FeedbackGive', { viewingId: other, text: 'No' }))).toBe(
      'FEEDBACK_TOO_SHORT input.text',
    )
    expect([await listed(agent, true), await listed(agent, false)]).toEqual([[], [ahead, other, one]])

    // It is a deed of the client's; what staff write down for them is not.
    const { contact } = await agent.ask<{ contact: Deeds }, object>(
      `query ($id: ID!) { contact(id: $id) {
        interactions(first: 2) { edges { node { kind viewing { id } } } }
        deals { edges { node { clientChange { change viewing { id } } } } } } }`,
      { id: contactId },
    )
    expect(contact.interactions.edges.map(({ node }) => node)).toEqual([
      { kind: 'FEEDBACK_GIVEN', viewing: { id: one } },
      { kind: 'VIEWING_REQUESTED', viewing: { id: ahead } },
    ])
    const requested = (id: string) => ({ change: 'VIEWING_REQUESTED', viewing: { id } })
    expect(contact.deals.edges.map(({ node }) => node.clientChange)).toEqual([
      requested(ahead),
      requested(other),
      { change: 'FEEDBACK_GIVEN', viewing: { id: one } },
    ])

    expect((await does(client, 'FeedbackGive', { viewingId: one, overall: 3 })).viewing).toEqual({
      feedback: { ...own, overall: 3 },
    })
    expect((await does(client, 'FeedbackGive', { viewingId: one, overall: 4, text: null })).viewing).toEqual({
      feedback: { ...own, text: null },
    })

    await passTo(app, clock, '2026-04-02T10:59:59Z')
    const { viewing } = await does(client, 'FeedbackGive', { viewingId: other, overall: 2 })
    expect(viewing!.feedback).toMatchObject({ overall: 2, text: null, isOnBehalf: false, givenAt: at })
    await passTo(app, clock, '2026-04-02T11:00:00Z')
    const tooLate = await does(client, 'FeedbackGive', { viewingId: one, overall: 1 })
    expect(refusal(tooLate)).toBe('FEEDBACK_FINAL input.viewingId')
    const read = '{ viewings(first: 9) { edges { node { id feedback { overall } } } } }'
    const { viewings } = await agent.ask<{ viewings: Edges<{ feedback: { overall: number } | null }> }, object>(
      read,
      {},
    )
    expect(viewings.edges.map(({ node }) => node.feedback?.overall ?? null)).toEqual([null, 2, 4])
  })
})

describe('what is arranged for a viewing', () => {
  it('is kept by staff: the client reads who goes along, and nothing else (VIE-7)', async () => {
    clock.now = new Date('2026-03-02T12:00:00Z')
    const viewingId = await confirmed(12)
    const accompaniment = { kind: 'TENANT', name: ' Lee  Roy ' }
    const first = await does(agent, 'Arrange', { viewingId, accompaniment, keys: 'With the neighbour', notice: '24 h' })
    expect(first.viewing).toEqual({
      accompaniment: { kind: 'TENANT', name: 'Lee Roy' },
      arrangements: { keys: 'With the neighbour', notice: '24 h', notes: null, version: 1 },
    })
    const input = { viewingId, keys: null, notes: 'Beware of the dog.', expectedVersion: 1 }
    const { viewing } = await does(agent, 'Arrange', input)
    expect(viewing!.accompaniment).toEqual({ kind: 'TENANT', name: 'Lee Roy' })
    expect(viewing!.arrangements).toEqual({ keys: null, notice: '24 h', notes: 'Beware of the dog.', version: 2 })
    expect(refusal(await does(agent, 'Arrange', input))).toBe('VERSION_MISMATCH input.expectedVersion')
    expect(refusal(await does(agent, 'Arrange', { viewingId, notice: 'x'.repeat(501) }))).toBe(
      'TEXT_TOO_LONG input.notice',
    )

    const query = 'query ($id: ID!) { viewing(id: $id) { accompaniment { kind name } arrangements { notes } } }'
    const { data, errors } = await client.send<{ viewing: Shown }, object>(query, { id: viewingId })
    expect(data!.viewing).toEqual({ accompaniment: { kind: 'TENANT', name: 'Lee Roy' }, arrangements: null })
    expect(errors).toMatchObject([{ path: ['viewing', 'arrangements'], extensions: { reason: 'STAFF_ONLY' } }])

    const alone = { kind: 'NOBODY', name: 'Lee Roy' }
    expect((await does(agent, 'Arrange', { viewingId, accompaniment: alone })).viewing!.accompaniment).toEqual({
      ...{ kind: 'NOBODY', name: null },
    })
    await mutate(agent, 'Cancel', { viewingId })
    expect(refusal(await does(agent, 'Arrange', { viewingId, notes: 'Late.' }))).toBe('INVALID_STATE input.viewingId')
  })
})
