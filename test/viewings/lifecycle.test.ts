import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CompanyId } from '../../subgraphs/kernel/ids.ts'
import { completeViewing } from '../../subgraphs/viewings/outcome/jobs.ts'
import type { App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import { passTo } from '../support/pass-time.ts'
import type { Person } from '../support/person.ts'
import {
  agentIdOf,
  makeProperty,
  mutate,
  offer,
  openBrokerage,
  openProduct,
  read,
  refusal,
  type Brokerage,
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

/** A viewing that the client has asked for. */
async function requested(zone?: string, ...dates: string[]): Promise<string> {
  const propertyId = await makeProperty(agent, zone)
  await offer(agent, contactId, [propertyId])
  const preferredDates = (dates.length > 0 ? dates : ['2027-01-01']).map((date) => ({ date }))
  return (await mutate(client, 'Request', { propertyId, preferredDates })).viewing!.id
}
/** One hour from then on. */
const hourFrom = (startsAt: string) => ({
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
})
async function confirmed(startsAt: string, zone?: string): Promise<string> {
  const viewingId = await requested(zone)
  await mutate(agent, 'Confirm', { viewingId, ...hourFrom(startsAt) })
  return viewingId
}

const datesOf = (answered: object) => {
  const { viewing } = answered as { viewing: { preferredDates: { date: string }[] } }
  return viewing.preferredDates.map(({ date }) => date)
}
const changesOf = async (viewingId: string) => {
  const { history } = (await read(client, viewingId))!
  return history.edges.map(({ node }) => node.change)
}

describe('filling up preferred dates', () => {
  const add = (by: Person, viewingId: string, ...dates: string[]) =>
    mutate(by, 'DatesAdd', { viewingId, preferredDates: dates.map((date) => ({ date })) })

  it('is for the client and for staff, up to three before a time is agreed on (VIE-6)', async () => {
    const viewingId = await requested(undefined, '2026-03-20')
    const path = 'input.preferredDates'
    expect(refusal(await add(client, viewingId))).toBe(`DATE_MISSING ${path}`)
    expect(refusal(await add(client, viewingId, '2026-03-20'))).toBe(`DATE_REPEATED ${path}.0.date`)
    expect(refusal(await add(client, viewingId, '2026-03-01'))).toBe(`DATE_IN_THE_PAST ${path}.0.date`)
    const three = ['2026-03-21', '2026-03-22', '2026-03-23']
    expect(refusal(await add(client, viewingId, ...three))).toBe(`TOO_MANY_DATES ${path}.2`)
    expect(datesOf(await add(client, viewingId, '2026-03-02'))).toEqual(['2026-03-20', '2026-03-02'])
    expect(datesOf(await add(agent, viewingId, '2026-03-21'))).toEqual(['2026-03-20', '2026-03-02', '2026-03-21'])
    expect(refusal(await add(client, viewingId, '2026-03-22'))).toBe(`TOO_MANY_DATES ${path}.0`)
    expect(await changesOf(viewingId)).toEqual(['REQUESTED', 'DATES_ADDED', 'DATES_ADDED'])
    expect(refusal(await add(colleague, viewingId, '2026-03-22'))).toBe('NOT_FOUND input.viewingId')
  })

  it('never comes to more than three, however many add at once (VIE-6)', async () => {
    const viewingId = await requested(undefined, '2026-03-20')
    const dates = ['2026-03-21', '2026-03-22', '2026-03-23', '2026-03-24']
    const answers = await Promise.all(dates.map((date) => add(client, viewingId, date)))
    expect(answers.map(refusal).filter((why) => why === '')).toHaveLength(2)
  })

  it('ends with the confirmation, which counts them all as preferred (VIE-6, VIE-7)', async () => {
    const viewingId = await requested(undefined, '2026-03-20')
    await add(client, viewingId, '2026-03-21')
    const { viewing } = await mutate(agent, 'Confirm', { viewingId, ...hourFrom('2026-03-21T10:00:00.000Z') })
    expect(viewing).toMatchObject({ status: 'CONFIRMED', outsidePreferred: false })
    expect(refusal(await add(client, viewingId, '2026-03-22'))).toBe('INVALID_STATE input.viewingId')
  })
})

describe('proposing another time', () => {
  const [first, second] = [hourFrom('2026-03-24T10:00:00.000Z'), hourFrom('2026-03-25T10:00:00.000Z')]

  it('keeps the time agreed on until staff move the viewing or decline (VIE-7)', async () => {
    const viewingId = await confirmed('2026-03-22T10:00:00.000Z')
    await mutate(client, 'Propose', { viewingId, ...first })
    const { viewing } = await mutate(client, 'Propose', { viewingId, ...second })
    expect(viewing).toMatchObject({
      ...hourFrom('2026-03-22T10:00:00.000Z'),
      proposal: { ...second, at: clock.now.toISOString() },
    })
    expect(refusal(await mutate(agent, 'ProposalDecline', { viewingId, expectedVersion: 3 }))).toBe(
      'VERSION_MISMATCH input.expectedVersion',
    )
    const declined = await mutate(agent, 'ProposalDecline', { viewingId, expectedVersion: 4 })
    expect(declined.viewing).toMatchObject({ ...hourFrom('2026-03-22T10:00:00.000Z'), proposal: null })
    expect(refusal(await mutate(agent, 'ProposalDecline', { viewingId }))).toBe('NO_PROPOSAL input.viewingId')

    await mutate(client, 'Propose', { viewingId, ...first })
    const moved = await mutate(agent, 'Reschedule', { viewingId, ...first })
    expect(moved.viewing).toMatchObject({ id: viewingId, ...first, proposal: null })
    const { history } = (await read(client, viewingId))!
    expect(history.edges.map(({ node }) => [node.change, node.startsAt]).slice(2)).toEqual([
      ['PROPOSED', first.startsAt],
      ['PROPOSED', second.startsAt],
      ['PROPOSAL_DECLINED', '2026-03-22T10:00:00.000Z'],
      ['PROPOSED', first.startsAt],
      ['RESCHEDULED', first.startsAt],
    ])
  })

  it('is for times that can be agreed on (VIE-7)', async () => {
    const viewingId = await requested()
    const over = hourFrom('2026-03-02T12:00:00.000Z')
    expect(refusal(await mutate(client, 'Propose', { viewingId, ...over }))).toBe('SLOT_IN_THE_PAST input.startsAt')
  })
})

describe('giving a viewing to another agent', () => {
  it('takes their time, and lets go of the former one’s (VIE-7, VIE-8)', async () => {
    const [agentId, colleagueId] = [await agentIdOf(agent), await agentIdOf(colleague)]
    const viewingId = await confirmed('2026-03-26T10:00:00.000Z')
    const theirs = await ours.contact(colleague)
    const booked = async (by: Person, contactId: string) => {
      const input = { contactId, propertyId: await makeProperty(by), preferredDates: [{ date: '2026-03-26' }] }
      return (await mutate(by, 'Book', input)).viewing!.id
    }
    const other = await booked(colleague, theirs)
    await mutate(colleague, 'Confirm', { viewingId: other, ...hourFrom('2026-03-26T10:30:00.000Z') })
    const taken = await mutate(agent, 'Reassign', { viewingId, agentId: colleagueId })
    expect(refusal(taken)).toBe('SLOT_TAKEN input.agentId')
    expect(taken.userErrors[0]!.alternatives![0]).toEqual(hourFrom('2026-03-26T09:30:00.000Z'))
    await mutate(colleague, 'Cancel', { viewingId: other })

    expect(refusal(await mutate(agent, 'Reassign', { viewingId, agentId: colleagueId, expectedVersion: 1 }))).toBe(
      'VERSION_MISMATCH input.expectedVersion',
    )
    const { viewing } = await mutate(agent, 'Reassign', { viewingId, agentId: colleagueId, expectedVersion: 2 })
    expect(viewing).toMatchObject({ version: 3, agent: { id: colleagueId } })
    expect(await read(colleague, viewingId)).toMatchObject({ id: viewingId, status: 'CONFIRMED' })
    const again = await mutate(agent, 'Reassign', { viewingId, agentId: colleagueId })
    expect(again).toMatchObject({ cursor: null, userErrors: [], viewing: { version: 3 } })

    const former = await booked(agent, await ours.contact(agent))
    const same = { viewingId: former, ...hourFrom('2026-03-26T10:00:00.000Z') }
    expect(refusal(await mutate(agent, 'Confirm', same))).toBe('')
    const backAgain = await mutate(agent, 'Reassign', { viewingId, agentId })
    expect(refusal(backAgain)).toBe('SLOT_TAKEN input.agentId')
    expect(await changesOf(viewingId)).toEqual(['REQUESTED', 'CONFIRMED', 'REASSIGNED'])
  })

  it('is to somebody of the company who shows viewings (VIE-7)', async () => {
    const viewingId = await requested()
    const foreign = await agentIdOf((await openBrokerage(app, clock)).admin)
    const support = await agentIdOf(await ours.join('SUPPORT'))
    const to = async (agentId: string) => refusal(await mutate(agent, 'Reassign', { viewingId, agentId }))
    expect(await to(foreign)).toBe('NOT_FOUND input.agentId')
    expect(await to(contactId)).toBe('NOT_FOUND input.agentId')
    expect(await to(support)).toBe('AGENT_SHOWS_NONE input.agentId')
    expect(await to(await agentIdOf(ours.admin))).toBe('')
  })
})

describe('declining a request', () => {
  it('overwrites nothing unseen (VIE-7)', async () => {
    const viewingId = await requested()
    const decline = { viewingId, reason: 'Sold.' }
    await mutate(client, 'DatesAdd', { viewingId, preferredDates: [{ date: '2026-03-30' }] })
    const unseen = await mutate(agent, 'Reject', { ...decline, expectedVersion: 1 })
    expect(refusal(unseen)).toBe('VERSION_MISMATCH input.expectedVersion')
    expect(refusal(await mutate(agent, 'Reject', { ...decline, expectedVersion: 2 }))).toBe('')
  })
})

describe('the end of a viewing’s day', () => {
  it('completes what is still confirmed, once, where the property is (VIE-7)', async () => {
    const here = await confirmed('2026-03-03T14:00:00.000Z')
    const there = await confirmed('2026-03-03T09:30:00.000Z', 'Pacific/Auckland')
    const moved = await confirmed('2026-03-03T16:00:00.000Z')
    const cancelled = await confirmed('2026-03-03T18:00:00.000Z')
    await mutate(agent, 'Reschedule', { viewingId: moved, ...hourFrom('2026-03-04T14:00:00.000Z') })
    await mutate(agent, 'Cancel', { viewingId: cancelled })

    const statuses = async () => {
      const all = await Promise.all([here, there, moved, cancelled].map((id) => read(client, id)))
      return all.map((viewing) => viewing!.status)
    }
    await passTo(app, clock, '2026-03-03T11:00:00Z')
    await eventually(async () => expect((await read(client, there))!.status).toBe('COMPLETED'))
    expect(await statuses()).toEqual(['CONFIRMED', 'COMPLETED', 'CONFIRMED', 'CANCELLED'])
    await passTo(app, clock, '2026-03-04T00:00:00Z')
    await eventually(async () => expect((await read(client, here))!.status).toBe('COMPLETED'))
    expect(await statuses()).toEqual(['COMPLETED', 'COMPLETED', 'CONFIRMED', 'CANCELLED'])
    await passTo(app, clock, '2026-03-05T00:00:00Z')
    await eventually(async () => expect((await read(client, moved))!.status).toBe('COMPLETED'))

    const { outcome, version, history } = (await read(agent, here))!
    expect({ outcome, version }).toEqual({ outcome: 'ASSUMED', version: 3 })
    expect(history.edges.at(-1)!.node).toMatchObject({
      change: 'COMPLETED',
      byId: null,
      at: '2026-03-04T00:00:00.000Z',
    })
  })

  it('completes it once however often its job runs, and never too early (VIE-7)', async () => {
    const viewingId = await confirmed('2026-03-05T12:00:00.000Z')
    const { services } = app.host.open.find(({ subgraph }) => subgraph.name === 'viewings')!
    const { viewer } = await agent.ask<{ viewer: { company: { id: CompanyId } } }, object>(
      '{ viewer { ... on StaffViewer { company { id } } } }',
    )
    const run = () => completeViewing(services, { company: viewer.company.id, viewingId })
    await Promise.all([run(), run()])
    expect(await read(agent, viewingId)).toMatchObject({ status: 'CONFIRMED', version: 2 })
    clock.now = new Date('2026-03-06T00:00:00Z')
    await Promise.all([run(), run(), run()])
    expect(await changesOf(viewingId)).toEqual(['REQUESTED', 'CONFIRMED', 'COMPLETED'])
  })
})

describe('saying how a viewing went', () => {
  it('is for staff, from its start on, and once more has no effect (VIE-7)', async () => {
    const viewingId = await confirmed('2026-03-06T10:00:00.000Z')
    clock.now = new Date('2026-03-06T09:59:59.999Z')
    expect(refusal(await mutate(agent, 'Complete', { viewingId }))).toBe('NOT_STARTED input.viewingId')
    expect(refusal(await mutate(agent, 'MarkNoShow', { viewingId }))).toBe('NOT_STARTED input.viewingId')
    clock.now = new Date('2026-03-06T10:00:00.000Z')
    const missed = await mutate(agent, 'MarkNoShow', { viewingId, expectedVersion: 2 })
    expect(missed.viewing).toMatchObject({ status: 'COMPLETED', outcome: 'NO_SHOW', version: 3 })
    const again = await mutate(agent, 'MarkNoShow', { viewingId })
    expect(again).toMatchObject({ cursor: null, userErrors: [], viewing: { version: 3 } })
    const unseen = await mutate(agent, 'Complete', { viewingId, expectedVersion: 2 })
    expect(refusal(unseen)).toBe('VERSION_MISMATCH input.expectedVersion')
    const came = await mutate(agent, 'Complete', { viewingId, expectedVersion: 3 })
    expect(came.viewing).toMatchObject({ status: 'COMPLETED', outcome: 'TOOK_PLACE' })
    expect(await changesOf(viewingId)).toEqual(['REQUESTED', 'CONFIRMED', 'NO_SHOW', 'COMPLETED'])
    expect(refusal(await mutate(client, 'Cancel', { viewingId }))).toBe('INVALID_STATE input.viewingId')
  })

  it('takes the place of what was assumed, until 30 days after it (VIE-7)', async () => {
    const viewingId = await confirmed('2026-03-06T14:00:00.000Z')
    await passTo(app, clock, '2026-03-07T00:00:00Z')
    await eventually(async () => expect((await read(agent, viewingId))!.outcome).toBe('ASSUMED'))
    expect((await mutate(agent, 'MarkNoShow', { viewingId })).viewing).toMatchObject({ outcome: 'NO_SHOW' })
    clock.now = new Date('2026-04-05T14:59:59.999Z')
    expect((await mutate(agent, 'Complete', { viewingId })).viewing).toMatchObject({ outcome: 'TOOK_PLACE' })
    clock.now = new Date('2026-04-05T15:00:00.000Z')
    expect(refusal(await mutate(agent, 'MarkNoShow', { viewingId }))).toBe('OUTCOME_FINAL input.viewingId')
  })

  it('leaves nothing to assume (VIE-7)', async () => {
    const viewingId = await confirmed('2026-04-06T10:00:00.000Z')
    clock.now = new Date('2026-04-06T10:00:00Z')
    await mutate(agent, 'MarkNoShow', { viewingId })
    const later = await confirmed('2026-04-06T14:00:00.000Z')
    await passTo(app, clock, '2026-04-07T00:00:00Z')
    await eventually(async () => expect((await read(agent, later))!.status).toBe('COMPLETED'))
    expect(await read(agent, viewingId)).toMatchObject({ outcome: 'NO_SHOW', version: 3 })
  })
})

describe('following what becomes of a viewing', () => {
  it('tells of each of these changes, also of what nobody does (VIE-13)', async () => {
    const viewingId = await requested(undefined, '2026-04-08')
    const changes = `subscription ($viewingId: ID!) {
      item: viewingChanged(viewingId: $viewingId) { __typename ... on ViewingChanged { change status startsAt } }
    }`
    const stream = client.follow<{ item: { __typename: string } }, object>(changes, { viewingId })
    expect((await stream.next()).data!.item.__typename).toBe('StreamOpened')
    /** The next change; gates that open are told of in between. */
    async function next(): Promise<object> {
      const { item } = (await stream.next()).data!
      return item.__typename === 'ViewingChanged' ? item : next()
    }
    const { startsAt, endsAt } = hourFrom('2026-04-08T16:00:00.000Z')
    await mutate(client, 'DatesAdd', { viewingId, preferredDates: [{ date: '2026-04-09' }] })
    await mutate(agent, 'Confirm', { viewingId, startsAt, endsAt })
    await mutate(client, 'Propose', { viewingId, ...hourFrom('2026-04-09T16:00:00.000Z') })
    await mutate(agent, 'ProposalDecline', { viewingId })
    await mutate(agent, 'Reassign', { viewingId, agentId: await agentIdOf(colleague) })
    await passTo(app, clock, '2026-04-08T23:00:00Z')
    const told = [await next(), await next(), await next(), await next(), await next(), await next()]
    const confirmed = { status: 'CONFIRMED', startsAt }
    expect(told).toMatchObject([
      { change: 'DATES_ADDED', status: 'PENDING', startsAt: null },
      { change: 'CONFIRMED', ...confirmed },
      { change: 'PROPOSED', ...confirmed },
      { change: 'PROPOSAL_DECLINED', ...confirmed },
      { change: 'REASSIGNED', ...confirmed },
      { change: 'COMPLETED', status: 'COMPLETED', startsAt },
    ])
    stream.cut()
  })
})

describe('a viewing that was agreed on before there were timers', () => {
  it('gets its own, and is completed at the end of its day (VIE-7)', async () => {
    const viewingId = await confirmed('2026-04-10T12:00:00.000Z')
    const { services } = app.host.open.find(({ subgraph }) => subgraph.name === 'viewings')!
    const timers = async () => {
      const found = await services.sql`
        select task.identifier as name from viewings_jobs._private_jobs as job
        join viewings_jobs._private_tasks as task on task.id = job.task_id
        where job.key like ${`viewing:${viewingId}:%`} order by 1`
      return found.map(({ name }) => String(name))
    }
    const before = await timers()
    expect(before).toContain('completeViewing')
    await services.sql`delete from viewings_jobs._private_jobs where payload ->> 'viewingId' = ${viewingId}`
    expect(await timers()).toEqual([])
    const migration = join(import.meta.dirname, '../../migrations/viewings/0017_timers.sql')
    await services.sql.unsafe(readFileSync(migration, 'utf8'))
    await eventually(async () => expect(await timers()).toEqual(before))
    await passTo(app, clock, '2026-04-10T23:00:00Z')
    await eventually(async () => expect((await read(client, viewingId))!.status).toBe('COMPLETED'))
    expect(await changesOf(viewingId)).toEqual(['REQUESTED', 'CONFIRMED', 'COMPLETED'])
  })
})
