import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import { readMails } from '../support/mails.ts'
import type { Person } from '../support/person.ts'
import {
  agentIdOf,
  idsOf,
  makeProperty,
  mutate,
  offer,
  openBrokerage,
  openProduct,
  read,
  refusal,
  type Brokerage,
  type Edges,
  type Refused,
  type Time,
} from './brokerage.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let client: { person: Person; contactId: string }

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  client = await ours.client(agent)
}, 120_000)
afterAll(() => app.stop())

interface Block extends Time {
  readonly id: string
  readonly capacity: number
  readonly placesLeft: number
  readonly cancelledAt: string | null
  readonly reason: string | null
  readonly agent: { readonly id: string }
  readonly viewings: Edges<{ readonly id: string; readonly status: string }>
}
interface Changed extends Refused {
  readonly block: Block | null
}

const shown = `id startsAt endsAt capacity placesLeft cancelledAt reason agent { id }
  viewings(first: 100) { edges { node { id status } } }`

async function change(by: Person, what: 'Create' | 'Cancel', input: object): Promise<Changed> {
  const { changed } = await by.ask<{ changed: Changed }, object>(
    `mutation ($input: ViewingBlock${what}Input!) { changed: viewingBlock${what}(input: $input) {
      block { ${shown} } userErrors { code path ... on SlotTaken { alternatives { startsAt endsAt } } }
    } }`,
    { input },
  )
  return changed
}

/** A block of a property from an hour of 2026-03-10 or another day on, for an hour. */
async function makeBlock(propertyId: string, hour: string, capacity: number, by = agent): Promise<string> {
  const { block, userErrors } = await change(by, 'Create', { propertyId, capacity, ...anHour(hour) })
  expect(userErrors).toEqual([])
  return block!.id
}

const anHour = (startsAt: string): Time => ({
  startsAt: new Date(startsAt).toISOString(),
  endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
})

async function readBlock(by: Person, id: string): Promise<Block | null> {
  const query = `query ($id: ID!) { viewingBlock(id: $id) { ${shown} } }`
  return (await by.ask<{ viewingBlock: Block | null }, object>(query, { id })).viewingBlock
}

/** The blocks of a property that somebody sees. */
async function blocksOf(by: Person, propertyId: string): Promise<string[]> {
  const query = 'query ($id: ID!) { property(id: $id) { blocks { edges { node { id } } } } }'
  const { property } = await by.ask<{ property: { blocks: Edges } }, object>(query, { id: propertyId })
  return idsOf(property.blocks)
}

async function book(propertyId: string, contactId?: string): Promise<string> {
  const preferredDates = [{ date: '2026-03-10' }]
  const input = { contactId: contactId ?? (await ours.contact(agent)), propertyId, preferredDates }
  return (await mutate(agent, 'Book', input)).viewing!.id
}

describe('a block of a time', () => {
  it('holds agent and property once, and gives a place to as many as it has of 100 at once (VIE-8)', async () => {
    const propertyId = await makeProperty(agent)
    const blockId = await makeBlock(propertyId, '2026-03-10T10:00Z', 7)
    const viewings: string[] = []
    while (viewings.length < 100)
      viewings.push(...(await Promise.all(Array.from({ length: 10 }, () => book(propertyId)))))
    const answers = await Promise.all(viewings.map((viewingId) => mutate(agent, 'Confirm', { viewingId, blockId })))
    const winners = answers.filter(({ viewing }) => viewing)
    expect(winners.map(({ viewing }) => viewing)).toEqual(
      Array.from({ length: 7 }, () =>
        expect.objectContaining({ status: 'CONFIRMED', outsidePreferred: false, ...anHour('2026-03-10T10:00Z') }),
      ),
    )
    expect(answers.filter(({ viewing }) => !viewing).map(refusal)).toEqual(
      Array.from({ length: 93 }, () => 'BLOCK_FULL input.blockId'),
    )
    expect(await readBlock(agent, blockId)).toMatchObject({ capacity: 7, placesLeft: 0 })

    // A place that is given back is free again; the time stays the block's.
    await mutate(agent, 'Cancel', { viewingId: winners[0]!.viewing!.id })
    expect(await readBlock(agent, blockId)).toMatchObject({ placesLeft: 1 })
    const late = viewings.find((id) => !winners.some(({ viewing }) => viewing!.id === id))!
    const own = await mutate(agent, 'Confirm', { viewingId: late, ...anHour('2026-03-10T10:30Z') })
    expect(refusal(own)).toBe('SLOT_TAKEN input.startsAt')
    expect(own.userErrors[0]!.alternatives![0]).toEqual(anHour('2026-03-10T11:00Z'))
    expect(refusal(await mutate(agent, 'Confirm', { viewingId: late, blockId }))).toBe('')
  }, 60_000)

  it('is refused where agent or property are taken, and names free times (VIE-8)', async () => {
    const propertyId = await makeProperty(agent)
    await makeBlock(propertyId, '2026-03-11T10:00Z', 3)
    const again = await change(agent, 'Create', { propertyId, capacity: 2, ...anHour('2026-03-11T10:30Z') })
    expect(refusal(again)).toBe('SLOT_TAKEN input.startsAt')
    expect(again.userErrors[0]!.alternatives![0]).toEqual(anHour('2026-03-11T11:00Z'))
    const colleague = await ours.join('AGENT')
    const other = await change(colleague, 'Create', { propertyId, capacity: 2, ...anHour('2026-03-11T10:30Z') })
    expect(refusal(other)).toBe('SLOT_TAKEN input.startsAt')
    const create = async (input: object) =>
      refusal(await change(agent, 'Create', { propertyId, capacity: 2, ...anHour('2026-03-12T10:00Z'), ...input }))
    expect(await create({ capacity: 0 })).toBe('OUT_OF_RANGE input.capacity')
    expect(await create(anHour('2026-03-02T11:59Z'))).toBe('SLOT_IN_THE_PAST input.startsAt')
    expect(await create({ agentId: await agentIdOf(colleague) })).toBe('OWN_CALENDAR_ONLY input.agentId')
    const named = { propertyId, capacity: 2, ...anHour('2026-03-12T10:00Z'), agentId: await agentIdOf(colleague) }
    const { block } = await change(ours.admin, 'Create', named)
    expect(block!.agent.id).toBe(named.agentId)
    expect(refusal(await change(agent, 'Cancel', { blockId: block!.id }))).toBe('OWN_CALENDAR_ONLY input.blockId')
  })

  it('lets nobody be in two places: a contact’s viewings never overlap (VIE-8)', async () => {
    const [house, flat] = [await makeProperty(agent), await makeProperty(agent)]
    const colleague = await ours.join('AGENT')
    const contactId = await ours.contact(agent)
    const blocks = [
      await makeBlock(house, '2026-03-13T10:00Z', 5),
      await makeBlock(flat, '2026-03-13T10:30Z', 5, colleague),
    ]
    const viewings = [await book(house, contactId), await book(flat, contactId)]
    const answers = await Promise.all(
      viewings.map((viewingId, index) => mutate(agent, 'Confirm', { viewingId, blockId: blocks[index] })),
    )
    expect(answers.map(refusal).sort()).toEqual(['', 'SLOT_TAKEN input.blockId'])
    // What is named instead is near the block that could not be had, with its agent.
    const [atHouse, atFlat] = answers.map(({ userErrors }) => userErrors[0]?.alternatives![0])
    if (atHouse) expect(atHouse).toEqual(anHour('2026-03-13T09:00Z'))
    else expect(atFlat).toEqual(anHour('2026-03-13T11:30Z'))
  })

  it('is moved out of and into: the viewing stays the same one (VIE-7, VIE-8)', async () => {
    const propertyId = await makeProperty(agent)
    const blockId = await makeBlock(propertyId, '2026-03-16T10:00Z', 1)
    const [one, other] = [await book(propertyId), await book(propertyId)]
    await mutate(agent, 'Confirm', { viewingId: one, ...anHour('2026-03-16T14:00Z') })
    expect(refusal(await mutate(agent, 'Reschedule', { viewingId: one, blockId }))).toBe('')
    // Its own time is free again, and its place is taken.
    expect(refusal(await mutate(agent, 'Confirm', { viewingId: other, blockId }))).toBe('BLOCK_FULL input.blockId')
    expect(refusal(await mutate(agent, 'Confirm', { viewingId: other, ...anHour('2026-03-16T14:00Z') }))).toBe('')
    expect(refusal(await mutate(agent, 'Reschedule', { viewingId: one, ...anHour('2026-03-16T15:00Z') }))).toBe('')
    expect(await readBlock(agent, blockId)).toMatchObject({ placesLeft: 1 })
    const second = await makeBlock(propertyId, '2026-03-16T11:00Z', 1)
    for (const into of [blockId, second]) {
      expect(refusal(await mutate(agent, 'Reschedule', { viewingId: one, blockId: into }))).toBe('')
    }
    expect([await readBlock(agent, blockId), await readBlock(agent, second)]).toMatchObject([
      { placesLeft: 1, viewings: { edges: [] } },
      { placesLeft: 0, viewings: { edges: [{ node: { id: one } }] } },
    ])
    const { history } = (await read(agent, one))!
    expect(history.edges.map(({ node }) => node.change)).toEqual([
      'REQUESTED',
      'CONFIRMED',
      ...Array.from({ length: 4 }, () => 'RESCHEDULED'),
    ])
    const elsewhere = await makeBlock(await makeProperty(agent), '2026-03-17T10:00Z', 1)
    expect(refusal(await mutate(agent, 'Reschedule', { viewingId: one, blockId: elsewhere }))).toBe(
      'BLOCK_ELSEWHERE input.blockId',
    )
    const both = { viewingId: one, blockId, ...anHour('2026-03-17T14:00Z') }
    expect(refusal(await mutate(agent, 'Reschedule', both))).toBe('TIME_OR_BLOCK input.startsAt')
    expect(refusal(await mutate(agent, 'Reschedule', { viewingId: one }))).toBe('TIME_OR_BLOCK input.startsAt')
    const given = { viewingId: one, agentId: await agentIdOf(ours.admin) }
    expect(refusal(await mutate(agent, 'Reassign', given))).toBe('IN_BLOCK input.viewingId')
  })

  it('is called off with all that is confirmed in it, while others join (VIE-8, VIE-12)', async () => {
    const propertyId = await makeProperty(agent)
    const blockId = await makeBlock(propertyId, '2026-03-18T10:00Z', 20)
    const viewings = await Promise.all(Array.from({ length: 8 }, () => book(propertyId)))
    const join = (viewingId: string) => mutate(agent, 'Confirm', { viewingId, blockId })
    await Promise.all(viewings.slice(0, 4).map(join))
    const given = { blockId, reason: 'The roof leaks.' }
    const [cancelled, left, ...late] = await Promise.all([
      change(agent, 'Cancel', given),
      mutate(agent, 'Cancel', { viewingId: viewings[0]! }),
      ...viewings.slice(4).map(join),
    ])
    expect(cancelled.block).toMatchObject({ placesLeft: 0, reason: 'The roof leaks.', cancelledAt: expect.any(String) })
    expect(refusal(left)).toBe('')
    for (const answer of late) expect(['', 'BLOCK_CANCELLED input.blockId']).toContain(refusal(answer))
    const states = await Promise.all(viewings.map(async (id) => (await read(agent, id))!))
    expect(states.slice(0, 4).map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'CANCELLED'))
    expect(states.map(({ status }) => status)).not.toContain('CONFIRMED')
    expect(states[3]!.history.edges.at(-1)!.node).toMatchObject({ change: 'CANCELLED', reason: 'The roof leaks.' })
    expect(refusal(await change(agent, 'Cancel', given))).toBe('')

    const open = states.find(({ status }) => status === 'PENDING')?.id ?? (await book(propertyId))
    expect(refusal(await join(open))).toBe('BLOCK_CANCELLED input.blockId')
    expect(refusal(await mutate(agent, 'Confirm', { viewingId: open, ...anHour('2026-03-18T10:30Z') }))).toBe('')
    const soon = await makeBlock(propertyId, '2026-03-02T12:30Z', 1)
    clock.now = new Date('2026-03-02T12:30:00Z')
    expect(refusal(await change(agent, 'Cancel', { blockId: soon }))).toBe('BLOCK_BEGUN input.blockId')
    const tooLate = { viewingId: await book(propertyId), blockId: soon }
    expect(refusal(await mutate(agent, 'Confirm', tooLate))).toBe('SLOT_IN_THE_PAST input.blockId')
    clock.now = new Date('2026-03-02T12:00:00Z')
  })

  it('is called off with the requests for a place in it, of which clients are told (VIE-8, VIE-12)', async () => {
    const propertyId = await makeProperty(agent)
    await offer(agent, client.contactId, [propertyId])
    const blockId = await makeBlock(propertyId, '2026-03-20T10:00Z', 2)
    const asked = (await mutate(client.person, 'Request', { propertyId, blockId })).viewing!.id
    const elsewhere = await book(propertyId)
    await change(agent, 'Cancel', { blockId, reason: 'The drains smell.' })
    const { status, history } = (await read(client.person, asked))!
    expect({ status, last: history.edges.at(-1)!.node }).toMatchObject({
      status: 'CANCELLED',
      last: { change: 'CANCELLED', reason: 'The drains smell.' },
    })
    expect((await read(agent, elsewhere))!.status).toBe('PENDING')
    await eventually(async () => {
      const told = (await readMails(app.dataDir)).filter(({ text }) => text.includes('The drains smell.'))
      expect(told.map(({ to }) => to)).toContainEqual(expect.stringMatching(/^client-/))
    })
  })

  it('is seen by clients who see the property while it has a place, and they may ask for it (VIE-6, VIE-8)', async () => {
    const propertyId = await makeProperty(agent)
    const [blockId, full] = [
      await makeBlock(propertyId, '2026-03-19T10:00Z', 2),
      await makeBlock(propertyId, '2026-03-19T12:00Z', 1),
    ]
    await mutate(agent, 'Confirm', { viewingId: await book(propertyId), blockId: full })
    expect(await readBlock(client.person, blockId)).toBeNull()
    await offer(agent, client.contactId, [propertyId])
    expect(await blocksOf(agent, propertyId)).toEqual([full, blockId])
    expect(await blocksOf(client.person, propertyId)).toEqual([blockId])

    const ask = (input: object) => mutate(client.person, 'Request', { propertyId, ...input })
    expect(refusal(await ask({ blockId: full }))).toBe('BLOCK_FULL input.blockId')
    expect(refusal(await ask({}))).toBe('DATE_MISSING input.preferredDates')
    const both = { blockId, preferredDates: [{ date: '2026-03-19' }] }
    expect(refusal(await ask(both))).toBe('TIME_OR_BLOCK input.preferredDates')
    const { viewing } = await ask({ blockId })
    expect(viewing).toMatchObject({
      status: 'PENDING',
      preferredDates: [{ date: '2026-03-19', from: '10:00', to: '11:00' }],
    })
    expect(await readBlock(client.person, blockId)).toMatchObject({ placesLeft: 2 })
    const stranger = await book(propertyId)
    for (const viewingId of [viewing!.id, stranger]) await mutate(agent, 'Confirm', { viewingId, blockId })

    // It holds a place; the client sees it still, and nobody else's viewing in it.
    const { viewing: own } = await client.person.ask<{ viewing: { block: Block } }, object>(
      `query ($id: ID!) { viewing(id: $id) { block { ${shown} } } }`,
      { id: viewing!.id },
    )
    expect(own.block).toMatchObject({
      id: blockId,
      placesLeft: 0,
      viewings: { edges: [{ node: viewing && { id: viewing.id } }] },
    })
    expect(idsOf((await readBlock(agent, blockId))!.viewings)).toEqual([stranger, viewing!.id])
    expect(await blocksOf(client.person, propertyId)).toEqual([])
  })
})
