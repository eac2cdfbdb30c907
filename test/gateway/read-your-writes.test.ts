import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { App } from '../support/app.ts'
import type { Person } from '../support/person.ts'
import { post, type Beside } from '../support/post.ts'
import { openBrokerage, openProduct, type Brokerage } from '../viewings/brokerage.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let newcomer: Person
let agentId: string

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  newcomer = await ours.join('AGENT')
  const { viewer } = await newcomer.ask<{ viewer: { agent: { id: string } } }, object>(
    '{ viewer { ... on StaffViewer { agent { id } } } }',
  )
  agentId = viewer.agent.id
}, 120_000)
afterAll(() => app.stop())

const patient = { timeout: 20_000 }
const assigning = `mutation ($contactId: ID!, $agentId: ID!, $key: String!) {
  contactAssign(input: { contactId: $contactId, responsibleAgentId: $agentId }) @idempotent(key: $key) { cursor userErrors { code } }
}`
const dealing = `mutation ($contactId: ID!) {
  dealCreate(input: { contactId: $contactId, title: "A house" }) { deal { id } userErrors { code } }
}`

/** Gives a contact with a deal to the newcomer, and tells where that stands in contacts' log. */
async function give(): Promise<{ readonly dealId: string; readonly cursor: string }> {
  const contactId = await ours.contact(ours.admin)
  const { dealCreate } = await ours.admin.ask<{ dealCreate: { deal: { id: string } } }, object>(dealing, { contactId })
  // Under a key it can be asked again where the log took too long to tell the cursor.
  const variables = { contactId, agentId, key: contactId }
  const cursor = await vi.waitFor(async () => {
    const { contactAssign } = await ours.admin.ask<{ contactAssign: { cursor: string | null } }, object>(
      assigning,
      variables,
    )
    return contactAssign.cursor ?? expect.fail('The log has not told the cursor yet.')
  }, patient)
  return { dealId: dealCreate.deal.id, cursor }
}

/** Keeps viewings from taking in what contacts tell, until the work lets it go on. */
async function whileLagging<T>(work: (goOn: () => void) => Promise<T>): Promise<T> {
  const sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  try {
    const over = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const holding = sql.begin(async (tx) => {
      await tx`select from viewings.consumer where source = 'contacts' for update`
      held.resolve()
      await over.promise
    })
    await held.promise
    const result = await work(over.resolve).finally(over.resolve)
    await holding
    return result
  } finally {
    await sql.end()
  }
}

/** The deal as the newcomer sees it. */
async function seen(dealId: string, beside: Beside): Promise<object | null> {
  const { data } = await post<{ deal: object | null }>(
    newcomer,
    'query ($dealId: ID!) { deal(id: $dealId) { id } }',
    { dealId },
    beside,
  )
  return data!.deal
}

describe('reading what one has written in another subgraph', () => {
  it('waits until the reactions there have passed the cursor that comes along (API-2)', async () => {
    await whileLagging(async (goOn) => {
      const { dealId, cursor } = await give()
      // Without the cursor viewings does not know yet whose contact it is.
      expect(await seen(dealId, {})).toBeNull()
      const asked = [
        seen(dealId, { headers: { 'portico-after': cursor } }),
        seen(dealId, { extensions: { after: [cursor] } }),
      ]
      goOn()
      expect(await Promise.all(asked)).toEqual([{ id: dealId }, { id: dealId }])
    })
  })

  it('answers with what is known where they take more than two seconds', async () => {
    await whileLagging(async () => {
      const { dealId, cursor } = await give()
      const from = performance.now()
      expect(await seen(dealId, { extensions: { after: cursor } })).toBeNull()
      expect(performance.now() - from).toBeGreaterThan(1_900)
    })
  })

  it('refuses a cursor of another company, a forged one, and too many of them', async () => {
    const { cursor } = await give()
    const foreign = await openBrokerage(app, clock)
    const forged = `${cursor.slice(0, -1)}${cursor.endsWith('A') ? 'B' : 'A'}`
    const ask = (by: Person, after: unknown) =>
      post(by, '{ viewings(first: 1) { edges { node { id } } } }', {}, { extensions: { after } })
    for (const [by, after, code] of [
      [foreign.admin, cursor, 'BAD_USER_INPUT'],
      [newcomer, forged, 'BAD_USER_INPUT'],
      [newcomer, { cursor }, 'BAD_USER_INPUT'],
      [newcomer, Array.from({ length: 9 }, () => cursor), 'BAD_USER_INPUT'],
    ] as const) {
      expect((await ask(by, after)).errors).toMatchObject([{ extensions: { code } }])
    }
    expect((await ask(newcomer, [cursor, cursor])).errors).toBeUndefined()
  })
})
