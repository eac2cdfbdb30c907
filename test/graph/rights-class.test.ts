import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, getNamedType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { switchOn } from '../accounts/second-factor.ts'
import { startApp, type App } from '../support/app.ts'
import { changePassword, clientLogIn, mailedPassword, staffLogIn } from '../support/log-in.ts'
import type { Person } from '../support/person.ts'
import type { Stream } from '../support/stream.ts'
import { change, fillCompany, type Company } from './support/company.ts'
import { dayFromNow } from './support/day.ts'
import { selectionOf } from './support/selection.ts'

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'))
const fields = Object.values(schema.getSubscriptionType()!.getFields())
const MARK = 'wombatwombat'
const password = 'seven quiet herons'

let app: App
let company: Company
/** Two of each class of which the product says that they see everything alike. */
let pairs: Readonly<Record<string, readonly [Person, Person]>>

beforeAll(async () => {
  app = await startApp()
  company = await fillCompany(app, MARK)
  const { admin, agent, support, client } = company
  const again = (name: string) => staffLogIn(app, MARK, `${name}-${MARK}@example.com`, password)
  pairs = {
    ADMIN: [admin, await invited('ADMIN')],
    SUPPORT: [support, await invited('SUPPORT')],
    AGENT: [agent, await again('agent')],
    client: [client, await clientLogIn(app, `portal-${MARK}`, `client-${MARK}@example.com`, password)],
  }
  // What is somebody's own would show.
  for (const who of [admin, support, client]) await switchOn(who, password)
}, 60_000)
afterAll(() => app?.stop())

async function invited(role: 'ADMIN' | 'SUPPORT' | 'AGENT'): Promise<Person> {
  const email = `second-${role.toLowerCase()}@example.com`
  await change(company.admin, 'agentInvite', { firstName: 'Second', lastName: role, email, role }, 'agent')
  const temporary = await mailedPassword(app, email)
  return changePassword(await staffLogIn(app, MARK, email, temporary), temporary, password)
}

/** What lets one event of a subscription happen that everybody sees who may follow it. */
const happenings: Readonly<Record<string, () => Promise<unknown>>> = {
  ticketStatusChanged: () => setStatus('PENDING'),
  ticketUpdated: () =>
    change(company.support, 'ticketReply', { ticketId: company.own['ticket'], body: 'Yes.' }, 'ticket'),
  viewingChanged() {
    const startsAt = `${dayFromNow(7)}T10:00:00Z`
    const slot = { startsAt, endsAt: `${dayFromNow(7)}T11:00:00Z` }
    return change(company.agent, 'viewingConfirm', { viewingId: company.own['viewing'], ...slot }, 'viewing')
  },
}
const setStatus = (status: string) =>
  change(company.support, 'ticketStatusSet', { ticketId: company.own['ticket'], status }, 'ticket')

type Answer = {
  readonly data?: Record<string, { readonly __typename: string } | null> | null
  errors?: readonly object[]
}

/** The stream once it is open; null for who may not follow. */
async function open(by: Person, query: string): Promise<Stream<Answer['data']> | null> {
  const stream = by.follow<Answer['data'], object>(query)
  const opened = await stream.next().catch(() => null)
  return opened?.data ? stream : null
}

/** An answer without its request id, its errors in the order of their places. */
function leveled({ data, errors = [] }: Answer): object {
  const told = errors.map((error) => JSON.stringify(error, (key, value) => (key === 'requestId' ? key : value)))
  return { data, errors: told.toSorted() }
}

describe('those who are of one rights class', () => {
  it.each(fields.map((field) => [field.name, field] as const))(
    'see every field of an event of %s alike, each for themselves',
    async (name, field) => {
      const selection = selectionOf(schema, getNamedType(field.type))
      // The operations have different names, so that they share nothing and each is executed.
      const follow = (by: Person, operation: string) => open(by, `subscription ${operation} { ${name} ${selection} }`)
      const streams: [string, Stream<Answer['data']>, Stream<Answer['data']>][] = []
      for (const [who, [one, other]] of Object.entries(pairs)) {
        const [first, second] = [await follow(one, 'One'), await follow(other, 'Other')]
        expect(second === null, `${who} may follow ${name}`).toBe(first === null)
        if (first && second) streams.push([who, first, second])
      }
      expect(streams.map(([who]) => who)).toEqual(expect.arrayContaining(['ADMIN', 'AGENT', 'client']))

      await happenings[name]!()
      for (const [who, one, other] of streams) {
        const [first, second] = [await one.next(), await other.next()]
        expect(first.data![name]!.__typename, who).toMatch(/Changed$|Updated$/)
        expect(JSON.stringify(first), who).toContain(MARK)
        expect(leveled(second), who).toEqual(leveled(first))
        one.cut()
        other.cut()
      }
    },
  )
})

describe('whether somebody may see an event', () => {
  it('is asked for each viewer and each event: who lost the contact gets nothing of what others are sent', async () => {
    const query = `subscription { item: ticketStatusChanged { __typename ... on TicketStatusChanged { ticketStatus } } }`
    const heir = await invited('AGENT')
    const [ofAdmin, ofAgent] = [await open(company.admin, query), await open(company.agent, query)]
    const statuses = async (stream: Stream<Answer['data']>) => (await stream.next()).data!['item']
    await setStatus('OPEN')
    expect(await statuses(ofAgent!)).toMatchObject({ ticketStatus: 'OPEN' })
    expect(await statuses(ofAdmin!)).toMatchObject({ ticketStatus: 'OPEN' })

    type Viewer = { viewer: { agent: { id: string } } }
    const { viewer } = await heir.ask<Viewer, object>('{ viewer { ... on StaffViewer { agent { id } } } }')
    await change(
      company.support,
      'ticketAssign',
      { ticketId: company.own['ticket'], agentId: viewer.agent.id },
      'ticket',
    )
    const responsibleAgentId = viewer.agent.id
    await change(company.admin, 'contactAssign', { contactId: company.own['contact'], responsibleAgentId }, 'contact')
    await app.host.caughtUp()
    const ofHeir = await open(heir, query)
    await setStatus('ON_HOLD')
    expect(await statuses(ofHeir!)).toMatchObject({ ticketStatus: 'ON_HOLD' })
    expect(await statuses(ofAdmin!)).toMatchObject({ ticketStatus: 'ON_HOLD' })
    // Given back, the agent is sent what comes then; what came meanwhile would have come before it.
    const { viewer: back } = await company.agent.ask<Viewer, object>(
      '{ viewer { ... on StaffViewer { agent { id } } } }',
    )
    await change(
      company.admin,
      'contactAssign',
      { contactId: company.own['contact'], responsibleAgentId: back.agent.id },
      'contact',
    )
    await app.host.caughtUp()
    await setStatus('SOLVED')
    expect(await statuses(ofAgent!)).toMatchObject({ ticketStatus: 'SOLVED' })
    for (const stream of [ofAdmin, ofAgent, ofHeir]) stream!.cut()
  })
})
