import { parse, type DocumentNode } from 'graphql'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor, Scope, Staff } from '../../subgraphs/kernel/actor.ts'
import { idFrom, newId, uuidOf, type AgentId, type CompanyId, type ContactId } from '../../subgraphs/kernel/ids.ts'
import type { SubgraphLink } from '../../subgraphs/kernel/link.ts'
import { actions, type Action } from '../../subgraphs/viewings/permission/permission.ts'
import type { ViewingRow } from '../../subgraphs/viewings/viewing/tables.ts'
import type { App } from '../support/app.ts'
import { agentIdOf, assign, makeProperty, mutate, openBrokerage, openProduct } from './brokerage.ts'

const starts = new Date('2026-03-10T10:00:00Z')
const ends = new Date('2026-03-10T11:00:00Z')
const clock = { now: new Date('2026-03-02T12:00:00Z') }
const after = (instant: Date, days: number, ms = 0) => new Date(instant.getTime() + days * 24 * 3_600_000 + ms)

/** A viewing in a state, and when somebody looks at it. */
interface Situation {
  readonly status: ViewingRow['status']
  readonly outcome?: ViewingRow['outcome']
  readonly hasProposal?: boolean
  readonly dates?: number
  readonly feedback?: { readonly isOnBehalf: boolean; readonly givenAt: Date }
  readonly at: Date
}
const situations: Readonly<Record<string, Situation>> = {
  'is requested': { status: 'PENDING', at: clock.now },
  'is requested for three days': { status: 'PENDING', dates: 3, at: clock.now },
  'is requested, with a proposal': { status: 'PENDING', hasProposal: true, at: clock.now },
  'is rejected': { status: 'REJECTED', at: clock.now },
  'is cancelled': { status: 'CANCELLED', at: clock.now },
  'is confirmed, with a proposal': { status: 'CONFIRMED', hasProposal: true, at: clock.now },
  'starts in a moment': { status: 'CONFIRMED', at: after(starts, 0, -1) },
  starts: { status: 'CONFIRMED', at: starts },
  'is completed by staff': { status: 'COMPLETED', outcome: 'TOOK_PLACE', at: ends },
  'was missed': { status: 'COMPLETED', outcome: 'NO_SHOW', at: ends },
  'is over, and not completed yet': { status: 'CONFIRMED', at: after(ends, 1) },
  'is taken to have been': { status: 'COMPLETED', outcome: 'ASSUMED', at: after(ends, 1) },
  'was just not 30 days ago': { status: 'COMPLETED', outcome: 'ASSUMED', at: after(ends, 30, -1) },
  'was 30 days ago': { status: 'COMPLETED', outcome: 'ASSUMED', at: after(ends, 30) },
  'has the client’s feedback': told({ isOnBehalf: false, givenAt: ends }, after(ends, 1)),
  'has feedback by staff': told({ isOnBehalf: true, givenAt: ends }, after(ends, 30, -1)),
  'has feedback of 30 days ago': told({ isOnBehalf: true, givenAt: ends }, after(ends, 30)),
}

function told(feedback: Situation['feedback'], at: Date): Situation {
  return { status: 'COMPLETED', outcome: 'TOOK_PLACE', feedback, at }
}

let app: App
let sql: Sql
let viewings: SubgraphLink
let company: CompanyId
let showing: AgentId
let third: AgentId
let viewingId: string
/** Those who see the viewing, as the gateway passes them on. */
let askers: readonly Actor[]
const staff = (agent: AgentId, role: Staff['role'], scopes?: readonly Scope[]): Staff => {
  return { kind: 'staff', company, agent, role, session: newId('session'), blocks: [], ...(scopes && { scopes }) }
}
const client = (contact: ContactId): Actor => {
  return { kind: 'client', company, account: newId('account'), contact, session: newId('session'), blocks: [] }
}

beforeAll(async () => {
  app = await openProduct(clock)
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  viewings = app.host.links.viewings
  const { admin, join, contact } = await openBrokerage(app, clock)
  const [agent, shower] = [await join('AGENT'), await join('AGENT')]
  const input = { contactId: await contact(shower), propertyId: await makeProperty(shower) }
  const booked = await mutate(shower, 'Book', { ...input, preferredDates: [{ date: '2026-03-05' }] })
  viewingId = booked.viewing!.id
  // A time agreed on leaves the viewing with who shows it when the contact goes to another agent.
  await mutate(shower, 'Confirm', { viewingId, startsAt: starts, endsAt: ends })
  const responsible = (await assign(admin, input.contactId, agent)) as AgentId
  await app.host.caughtUp()
  const [row] = await sql<{ company_id: string; agent_id: string }[]>`select company_id, agent_id from viewings.viewing`
  company = idFrom('company', row!.company_id)
  showing = idFrom('agent', row!.agent_id)
  third = (await agentIdOf(admin)) as AgentId
  askers = [
    client(input.contactId as ContactId),
    staff(responsible, 'AGENT'),
    staff(showing, 'AGENT'),
    staff(third, 'ADMIN'),
  ]
}, 120_000)
afterAll(async () => {
  await sql?.end()
  await app?.stop()
})

/** Puts the viewing into a state as if it had come to it by itself; its version only rises. */
async function put({ status, outcome = null, hasProposal = false, dates = 1, feedback, at }: Situation): Promise<void> {
  clock.now = at
  const isAgreed = status === 'CONFIRMED' || status === 'COMPLETED'
  const [id, companyId] = [uuidOf(viewingId as `viewing_${string}`), uuidOf(company)]
  const [proposedStart, proposedEnd] = hasProposal ? [after(starts, 2), after(ends, 2)] : [null, null]
  await sql.begin(async (tx) => {
    await tx`delete from viewings.slot`
    await tx`delete from viewings.viewing_note`
    await tx`delete from viewings.viewing_feedback`
    if (feedback) {
      const { isOnBehalf, givenAt } = feedback
      await tx`insert into viewings.viewing_feedback
        (company_id, viewing_id, overall, by_id, is_on_behalf, given_at, changed_at)
        values (${companyId}, ${id}, 3, ${showing}, ${isOnBehalf}, ${givenAt}, ${givenAt})`
    }
    await tx`delete from viewings.preferred_date where viewing_id = ${id} and position > 0`
    for (let position = 1; position < dates; position++) {
      await tx`insert into viewings.preferred_date (company_id, viewing_id, position, date)
        values (${companyId}, ${id}, ${position}, ${`2026-03-1${position}`})`
    }
    await tx`
      update viewings.viewing set
        status = ${status}, outcome = ${outcome}, slot_id = ${isAgreed ? id : null}, reason = null,
        starts_at = ${isAgreed ? starts : null}, ends_at = ${isAgreed ? ends : null},
        cancelled_at = ${status === 'CANCELLED' ? at : null}, proposed_at = ${hasProposal ? at : null},
        navigation_opened_at = null, journal_opened_at = null, journal_unlocked_at = null,
        proposed_starts_at = ${proposedStart}, proposed_ends_at = ${proposedEnd}, agent_id = ${uuidOf(showing)}
      where id = ${id}`
    if (!isAgreed) return
    await tx`
      insert into viewings.slot (company_id, id, agent_id, property_id, starts_at, ends_at)
      select company_id, id, agent_id, property_id, starts_at, ends_at from viewings.viewing where id = ${id}`
  })
}

interface Shown {
  readonly isAllowed: boolean
  readonly code: string | null
  readonly message: string | null
  readonly allowedFrom: unknown
}

const questions = actions.map((each) => `${each}: viewerCan(action: ${each}) { isAllowed code message allowedFrom }`)
const asking = parse(`query ($id: ID!) { viewing(id: $id) { ${questions.join(' ')} } }`)
const documents = new Map<string, DocumentNode>()

async function ask<Data>(actor: Actor, document: DocumentNode, variables: object) {
  const request = { document, variables: { ...variables }, actor, caller: 'gateway', requestId: 'test' }
  const { data, errors } = await viewings.execute(request)
  return { data: data as Data | null | undefined, error: errors?.[0] }
}

/** What may be done with the viewing, by action; null for who does not see it. */
async function permissions(by: Actor): Promise<Readonly<Record<Action, Shown>> | null> {
  const { data, error } = await ask<{ viewing: Record<Action, Shown> | null }>(by, asking, { id: viewingId })
  expect(error).toBeUndefined()
  return data!.viewing
}

/** What is shown or not, and nothing that is done. */
type Gate = keyof typeof gates
const gates = { NAVIGATE: 'navigation', READ_JOURNAL: 'journal' } as const
const isGate = (action: Action): action is Gate => action in gates

/** Whether a gate is open to somebody. */
async function isOpen(by: Actor, action: Gate): Promise<boolean> {
  const text = `query ($id: ID!) { viewing(id: $id) { gate: ${gates[action]} { __typename } } }`
  const document = documents.get(text) ?? parse(text)
  documents.set(text, document)
  const { data } = await ask<{ viewing: { gate: { __typename: string } } }>(by, document, { id: viewingId })
  return data!.viewing.gate.__typename !== 'GateClosed'
}

/** An input that fits whatever the state is. */
const inputs = (): Readonly<Record<Exclude<Action, Gate>, readonly [mutation: string, input: object]>> => {
  const slot = { startsAt: after(clock.now, 3), endsAt: after(clock.now, 3, 3_600_000) }
  return {
    CONFIRM: ['viewingConfirm', slot],
    RESCHEDULE: ['viewingReschedule', slot],
    REJECT: ['viewingReject', { reason: 'Sold.' }],
    CANCEL: ['viewingCancel', {}],
    COMPLETE: ['viewingComplete', {}],
    MARK_NO_SHOW: ['viewingMarkNoShow', {}],
    PROPOSE: ['viewingPropose', slot],
    DECLINE_PROPOSAL: ['viewingProposalDecline', {}],
    ADD_DATES: ['viewingDatesAdd', { preferredDates: [{ date: '2026-12-24' }] }],
    REASSIGN: ['viewingReassign', { agentId: third }],
    WRITE_JOURNAL: ['viewingNoteAdd', { text: 'A large kitchen.' }],
    GIVE_FEEDBACK: ['viewingFeedbackGive', { overall: 4 }],
    ARRANGE: ['viewingArrange', { notes: 'Ring twice.' }],
  }
}

/** What the mutation says: the code and message of its refusal or error, or that it was done. */
async function attempt(
  by: Actor,
  action: Exclude<Action, Gate>,
): Promise<Pick<Shown, 'isAllowed' | 'code' | 'message'>> {
  const [mutation, input] = inputs()[action]
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code message } } }`
  const document = documents.get(text) ?? parse(text)
  documents.set(text, document)
  type Answered = Record<
    string,
    { readonly userErrors: readonly { readonly code: string; readonly message: string }[] }
  >
  const { data, error } = await ask<Answered>(by, document, { input: { viewingId, ...input } })
  const refused = data?.[mutation]?.userErrors[0]
  if (error) return { isAllowed: false, code: String(error.extensions?.code), message: error.message }
  return refused ? { isAllowed: false, ...refused } : { isAllowed: true, code: null, message: null }
}

/** Compares what is shown with what is done, action by action; what was done is undone. */
async function compare(by: Actor, situation: Situation): Promise<void> {
  await put(situation)
  const shown = (await permissions(by))!
  for (const action of actions) {
    if (isGate(action)) {
      expect.soft([action, shown[action].isAllowed]).toEqual([action, await isOpen(by, action)])
      continue
    }
    const done = await attempt(by, action)
    const { isAllowed, code, message } = shown[action]
    expect.soft({ action, isAllowed, code, message }).toEqual({ action, ...done })
    if (done.isAllowed) await put(situation)
  }
}

describe('what may be done with a viewing', () => {
  it.each(Object.entries(situations))(
    'is what its mutations do, for everybody, when it %s (VIE-7, VIE-12)',
    async (_, situation) => {
      for (const by of askers) await compare(by, situation)
    },
  )

  it('is as the rules say, and names the time where that alone is in the way (VIE-7, VIE-12)', async () => {
    const expected: Readonly<Record<string, readonly [client: readonly Action[], staff: readonly Action[]]>> = {
      'is requested': [
        ['CANCEL', 'PROPOSE', 'ADD_DATES'],
        ['CONFIRM', 'REJECT', 'CANCEL', 'ADD_DATES', 'REASSIGN', 'ARRANGE'],
      ],
      'is requested for three days': [
        ['CANCEL', 'PROPOSE'],
        ['CONFIRM', 'REJECT', 'CANCEL', 'REASSIGN', 'ARRANGE'],
      ],
      'is confirmed, with a proposal': [
        ['CANCEL', 'PROPOSE'],
        ['RESCHEDULE', 'CANCEL', 'DECLINE_PROPOSAL', 'REASSIGN', 'ARRANGE'],
      ],
      starts: [
        ['CANCEL', 'PROPOSE'],
        ['RESCHEDULE', 'CANCEL', 'COMPLETE', 'MARK_NO_SHOW', 'REASSIGN', 'ARRANGE'],
      ],
      'is rejected': [[], []],
      'is cancelled': [['CANCEL'], ['CANCEL']],
      'was just not 30 days ago': [['GIVE_FEEDBACK'], ['COMPLETE', 'MARK_NO_SHOW', 'GIVE_FEEDBACK', 'ARRANGE']],
      'was 30 days ago': [['GIVE_FEEDBACK'], ['GIVE_FEEDBACK', 'ARRANGE']],
      'has the client’s feedback': [['GIVE_FEEDBACK'], ['COMPLETE', 'MARK_NO_SHOW', 'ARRANGE']],
      'has feedback of 30 days ago': [[], ['ARRANGE']],
    }
    const allowedTo = async (by: Actor) => {
      const shown = (await permissions(by))!
      return actions.filter((action) => !/NAVIGATE|JOURNAL/.test(action) && shown[action].isAllowed)
    }
    for (const [name, [toClient, toStaff]] of Object.entries(expected)) {
      await put(situations[name]!)
      expect.soft([name, await allowedTo(askers[0]!)]).toEqual([name, toClient])
      expect.soft([name, await allowedTo(askers[1]!)]).toEqual([name, toStaff])
    }
    await put(situations['starts in a moment']!)
    const [{ COMPLETE, CONFIRM }, ofClient] = [(await permissions(askers[1]!))!, (await permissions(askers[0]!))!]
    expect(COMPLETE).toMatchObject({ code: 'NOT_STARTED', allowedFrom: starts.toISOString() })
    expect(CONFIRM).toMatchObject({ code: 'INVALID_STATE', allowedFrom: null })
    expect(ofClient.COMPLETE).toMatchObject({ code: 'FORBIDDEN', allowedFrom: null })
    await put({ status: 'CONFIRMED', at: after(starts, -3) })
    const early = (await permissions(askers[0]!))!
    expect(early.NAVIGATE).toMatchObject({ code: 'NAVIGATION_CLOSED', allowedFrom: after(starts, -2).toISOString() })
    const opensAt = '2026-03-10T00:00:00.000Z'
    expect(early.READ_JOURNAL).toMatchObject({ code: 'JOURNAL_UNOPENED', allowedFrom: opensAt })
    expect(early.WRITE_JOURNAL).toMatchObject({ code: 'JOURNAL_CLOSED', allowedFrom: opensAt })
    expect(ofClient.GIVE_FEEDBACK).toMatchObject({ code: 'FEEDBACK_TOO_EARLY', allowedFrom: ends.toISOString() })
  })

  it('is as much of it as an API key has scopes for (VIE-7, ACC-29)', async () => {
    const key = (...scopes: Scope[]) => staff(third, 'ADMIN', scopes)
    await compare(key('VIEWINGS_READ'), situations.starts!)
    await compare(key('VIEWINGS_READ', 'VIEWINGS_WRITE'), situations.starts!)
    await compare(key('VIEWINGS_READ', 'VIEWINGS_WRITE', 'ACCOUNTS_READ'), situations.starts!)
  })

  it('is nothing for who does not see it (VIE-7)', async () => {
    await put(situations.starts!)
    for (const by of [client(newId('contact')), staff(newId('agent'), 'AGENT'), staff(newId('agent'), 'SUPPORT')]) {
      expect(await permissions(by)).toBeNull()
      for (const action of actions) {
        if (isGate(action)) continue
        const { isAllowed, code } = await attempt(by, action)
        expect(isAllowed).toBe(false)
        expect(code).toMatch(/^(NOT_FOUND|FORBIDDEN)$/)
      }
    }
  })
})
