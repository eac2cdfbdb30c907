import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'
import { eventually } from '../support/eventually.ts'
import { openCollector, type Collector, type SentSpan } from '../support/otlp.ts'
import { person } from '../support/person.ts'
import { post } from '../support/post.ts'
import { openFirm, password, type Firm } from './firm.ts'

// What an operator sees of the product in five processes.

const metricsToken = randomUUID()
let collector: Collector
let firm: Firm
beforeAll(async () => {
  collector = await openCollector()
  firm = await openFirm({
    LOG_LEVEL: 'debug',
    METRICS_TOKEN: metricsToken,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    // The kit's own setting, in milliseconds: a test does not wait for five seconds.
    OTEL_BSP_SCHEDULE_DELAY: '100',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=quay-side',
  })
}, 90_000)
afterAll(async () => {
  await firm?.close()
  collector?.close()
})

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

describe('the trace of an operation through five processes', () => {
  it('goes on from the caller’s, through the gateway and each subgraph, to the statements', async () => {
    const traceId = randomUUID().replaceAll('-', '')
    const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` }
    await post(firm.admin, everywhere, { text: 'somebody very private' }, { headers })
    const inTrace = () => collector.spans.filter((span) => span.traceId === traceId)
    const pathOf = (span: SentSpan): string => {
      const parent = inTrace().find(({ id }) => id === span.parent)
      const own = `${span.service}: ${span.name}`
      return parent ? `${pathOf(parent)} > ${own}` : own
    }
    await eventually(async () => {
      const paths = inTrace().map(pathOf)
      for (const name of subgraphNames) {
        const subgraph = `portico-${name}: graphql ${name} > portico-${name}: postgresql`
        expect(paths).toContain(`portico-gateway: graphql > portico-gateway: fetch ${name} > ${subgraph}`)
      }
    })
    expect(inTrace().find(({ name }) => name === 'graphql')).toMatchObject({
      parent: 'b7ad6b7169203331',
      attributes: { 'graphql.operation.name': 'Everywhere', 'graphql.operation.type': 'query' },
    })
  })

  it('shows no parameter, token or address, nor do those of jobs and reactions', async () => {
    await firm.change()
    await eventually(async () => {
      const names = collector.spans.map(({ name }) => name)
      expect(names).toContainEqual(expect.stringMatching(/^reaction /))
    })
    expect(collector.bytes.includes('quay-side')).toBe(true)
    const texts = collector.spans.flatMap(({ attributes }) => attributes['db.query.text'] ?? [])
    expect(texts).toContainEqual(expect.stringMatching(/insert into outbox[^]*\$1/))
    for (const secret of [password, 'admin@example.com', firm.admin.token!, metricsToken, 'very private', 'Waters']) {
      expect(collector.bytes.includes(secret), secret).toBe(false)
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
        origins: 'ok',
        accounts: 'ok',
        contacts: 'ok',
        viewings: 'ok',
        tickets: 'not ready',
      }
      expect(await ready(firm.processes.url)).toEqual([200, { status: 'partly', parts }])
    })
  })
})
