import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'
import { eventually } from '../support/eventually.ts'
import { person } from '../support/person.ts'
import { post } from '../support/post.ts'
import { openFirm, password, type Firm } from './firm.ts'

// What an operator sees of the product in five processes.

const metricsToken = randomUUID()
let firm: Firm
beforeAll(async () => {
  firm = await openFirm({ LOG_LEVEL: 'debug', METRICS_TOKEN: metricsToken, NODE_ENV: 'test' })
}, 90_000)
afterAll(() => firm?.close())

const everywhere = `query Everywhere($text: ID!) {
  contacts(first: 1) { edges { node { displayName portalAccount { status } viewings { edges { node { id } } } } } }
  tickets(first: 1) { edges { node { id } } } node(id: $text) { id } }`

describe('one operation in the logs of five processes', () => {
  it('is a line of each that has a part in it, under one request id, with ids only (API-5)', async () => {
    const requestId = randomUUID()
    const text = 'somebody very private'
    const headers = { 'x-request-id': requestId }
    const { errors } = await post(firm.admin, everywhere, { text }, { headers })
    expect(errors).toBeUndefined()
    const linesOf = (name: Parameters<typeof firm.processes.logged>[0]) =>
      firm.processes.logged(name).filter((line) => line['requestId'] === requestId)
    await eventually(async () => {
      expect(linesOf('gateway')).toEqual([
        expect.objectContaining({
          level: 20,
          transport: 'http',
          type: 'query',
          operation: 'Everywhere',
          outcome: 'OK',
          ms: expect.any(Number),
          company: expect.stringMatching(/^company_/),
          person: expect.stringMatching(/^agent_/),
        }),
      ])
      for (const name of subgraphNames) {
        expect(linesOf(name)[0], name).toMatchObject({ subgraph: name, outcome: 'OK' })
      }
    })
    for (const name of ['gateway', ...subgraphNames] as const) {
      expect(JSON.stringify(firm.processes.logged(name)), name).not.toContain(text)
    }
  })

  it('that is refused tells its code, and not the secrets that came with it', async () => {
    const requestId = randomUUID()
    const input = { company: 'firm', email: 'admin@example.com', password: 'a wrong one indeed' }
    const logIn = 'mutation LogIn($input: StaffLogInInput!) { staffLogIn(input: $input) { userErrors { code } } }'
    await post(person(firm.processes.url), logIn, { input }, { headers: { 'x-request-id': requestId } })
    await post(person(firm.processes.url, 'no.token.at-all'), everywhere, { text: 'none' })
    const secrets = [password, input.password, input.email, firm.admin.token!, 'no.token.at-all', metricsToken]
    await eventually(async () => {
      expect(firm.processes.logged('gateway')).toContainEqual(expect.objectContaining({ outcome: 'UNAUTHENTICATED' }))
      expect(firm.processes.logged('accounts')).toContainEqual(expect.objectContaining({ requestId, outcome: 'OK' }))
    })
    for (const name of ['gateway', ...subgraphNames] as const) {
      const lines = JSON.stringify(firm.processes.logged(name))
      for (const secret of secrets) expect(lines, name).not.toContain(secret)
    }
  })
})

describe('the figures of five processes', () => {
  it('are each one’s own', async () => {
    const headers = { authorization: `Bearer ${metricsToken}` }
    const figures = async (url: string) => (await fetch(`${url}/metrics`, { headers })).text()
    const gateway = await figures(firm.processes.url)
    expect(gateway).toMatch(/^portico_fetch_duration_seconds_count\{subgraph="viewings",outcome="OK"\} [1-9]/m)
    expect(gateway).toMatch(/^nodejs_eventloop_lag_seconds /m)
    expect(gateway).not.toMatch(/^portico_log_events\{/m)
    for (const name of subgraphNames) {
      const own = await figures(firm.processes.urls[name])
      expect(own).toMatch(/^process_cpu_seconds_total /m)
      expect(own.match(/^portico_database_up.*/gm)).toEqual([`portico_database_up{subgraph="${name}"} 1`])
    }
  })
})

describe('whether five processes can serve', () => {
  it('each says itself, and the gateway goes on without one of the others', async () => {
    const ready = async (url: string) => {
      const response = await fetch(`${url}/ready`)
      return [response.status, await response.json()] as const
    }
    expect(await ready(firm.processes.urls.tickets)).toEqual([
      200,
      { status: 'ok', parts: { database: 'ok', log: 'ok' } },
    ])
    expect(await ready(firm.processes.url)).toEqual([200, expect.objectContaining({ status: 'ok' })])
    await firm.processes.kill('tickets')
    await eventually(async () => {
      const parts = {
        tokens: 'ok',
        sessions: 'ok',
        accounts: 'ok',
        contacts: 'ok',
        viewings: 'ok',
        tickets: 'not ready',
      }
      expect(await ready(firm.processes.url)).toEqual([200, { status: 'partly', parts }])
    })
  })
})
