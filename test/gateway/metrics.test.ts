import { once } from 'node:events'
import { request } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../subgraphs/kernel/db.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { metricList, openMetrics } from '../../subgraphs/kernel/telemetry/metrics.ts'
import { measureSubgraph } from '../../subgraphs/kernel/telemetry/subgraph-figures.ts'
import { openOffice, type Office } from '../accounts/office.ts'
import { eventually } from '../support/eventually.ts'
import { post } from '../support/post.ts'
import { makeProperty, mutate, offer } from '../viewings/brokerage.ts'
import { openTestGateway } from './support/gateway.ts'

let office: Office
beforeAll(async () => (office = await openOffice()), 60_000)
afterAll(() => office?.stop())

type Labels = Readonly<Record<string, string>>

/** One scrape, by whose names and labels the figures can be asked for; undefined for one that is not there. */
async function scrape(): Promise<(name: string, labels?: Labels) => number | undefined> {
  const text = await (await fetch(`${office.app.url}/metrics`)).text()
  const lines = text.split('\n').flatMap((line) => {
    const [, name, inner = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
    const labels = Object.fromEntries([...inner.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, word]) => [key!, word!]))
    return name ? [{ name, labels, value: Number(value) }] : []
  })
  return (name, labels = {}) =>
    lines.find((line) => line.name === name && Object.entries(labels).every(([key, word]) => line.labels[key] === word))
      ?.value
}

const create = `mutation Named($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } userErrors { code } } }`

describe('what is measured', () => {
  it('counts operations by transport, kind and outcome, and what subgraphs were asked (API-7)', async () => {
    const { admin, visitor } = office
    const before = await scrape()
    await admin.ask('query Secret { contacts(first: 1) { edges { node { id } } } }')
    await admin.ask('query Secret { contacts(first: 1) { edges { node { id } } } }')
    await visitor.send('{ contacts(first: 1) { edges { node { id } } } }')
    await visitor.send('{ nothing }')
    await visitor.send('subscription { viewingChanged { __typename } }')
    await fetch(
      `${office.app.url}/graphql?query=${encodeURIComponent('mutation { sessionRefresh(input: { refreshToken: "" }) { userErrors { code } } }')}`,
    )
    await fetch(`${office.app.url}/files/accounts/none/at/all`)
    const after = await scrape()
    const more = (name: string, labels: Labels) => (after(name, labels) ?? 0) - (before(name, labels) ?? 0)
    const query = { transport: 'http', type: 'query' }
    expect(more('portico_operations_total', { ...query, code: 'OK' })).toBe(2)
    expect(more('portico_operations_total', { ...query, code: 'UNAUTHENTICATED' })).toBe(1)
    expect(more('portico_operations_total', { code: 'GRAPHQL_VALIDATION_FAILED' })).toBe(1)
    for (const type of ['subscription', 'mutation'])
      expect(more('portico_operations_total', { transport: 'http', type, code: 'BAD_USER_INPUT' }), type).toBe(1)
    expect(more('portico_operation_duration_seconds_count', query)).toBe(3)
    expect(more('portico_fetch_duration_seconds_count', { subgraph: 'contacts', outcome: 'OK' })).toBe(2)
    expect(more('portico_subgraph_duration_seconds_count', { subgraph: 'contacts', outcome: 'OK' })).toBe(2)
    expect(more('portico_documents_total', { result: 'known' })).toBe(1)
    expect(more('portico_documents_total', { result: 'refused' })).toBe(1)
    expect(more('portico_route_duration_seconds_count', { subgraph: 'accounts', status: '4xx' })).toBe(1)
    expect(after('portico_documents')).toBeGreaterThan(1)
  })

  it('tells of the log, the reactions, the jobs and the hashes of each subgraph', async () => {
    await office.invite(office.admin, 'kim@example.com')
    await eventually(async () => {
      const figure = await scrape()
      for (const subgraph of ['accounts', 'contacts', 'viewings', 'tickets']) {
        expect(figure('portico_database_up', { subgraph }), subgraph).toBe(1)
        expect(figure('portico_outbox_age_seconds', { subgraph }), subgraph).toBe(0)
        expect(figure('portico_tailer_lag_events', { subgraph }), subgraph).toBe(0)
      }
      expect(figure('portico_log_events', { subgraph: 'contacts' })).toBeGreaterThan(0)
      expect(figure('portico_consumer_lag_events', { consumer: 'contacts.portal-users' })).toBe(0)
      expect(figure('portico_jobs_due', { subgraph: 'accounts' })).toBe(0)
      const mailed = { subgraph: 'accounts', job: 'mailInvitation', outcome: 'done' }
      expect(figure('portico_job_duration_seconds_count', mailed)).toBe(1)
      expect(figure('portico_password_hash_wait_seconds_count')).toBeGreaterThan(0)
      expect(figure('portico_password_hashes_waiting')).toBe(0)
    })
  })

  it('counts what was answered out of what was done before (API-6)', async () => {
    const input = { firstName: 'Kim', lastName: 'Twice' }
    const beside = { headers: { 'idempotency-key': 'twice' } }
    for (let time = 0; time < 2; time++) await post(office.admin, create, { input }, beside)
    expect((await scrape())('portico_idempotency_replays_total', { subgraph: 'contacts' })).toBe(1)
  })

  it.each([
    ['ws', 'follow'],
    ['sse', 'followSse'],
  ] as const)('shows open subscriptions over %s, and how late a push is', async (transport, way) => {
    const { admin } = office
    const stream = admin[way]<{ item: { __typename: string } }, object>(
      'subscription { item: viewingChanged { __typename } }',
    )
    expect(await stream.next()).toEqual({ data: { item: { __typename: 'StreamOpened' } } })
    const open = await scrape()
    expect(open('portico_subscriptions', { transport })).toBe(1)
    expect(open('portico_sockets')).toBe(transport === 'ws' ? 1 : 0)
    expect(open('portico_subscribers', { subgraph: 'viewings' })).toBe(1)
    expect(open('portico_operations_total', { transport, type: 'subscription', code: 'OK' })).toBe(1)

    const pushed = open('portico_push_latency_seconds_count') ?? 0
    await change()
    expect(await stream.next()).toEqual({ data: { item: { __typename: 'ViewingChanged' } } })
    const after = await scrape()
    expect(after('portico_push_latency_seconds_count')).toBe(pushed + 1)
    expect(after('portico_push_latency_seconds_sum')).toBeLessThan(30)
    stream.cut()
    await eventually(async () => expect((await scrape())('portico_subscriptions', { transport })).toBe(0))
  })

  it('has no label that a caller can choose, and no word of theirs', async () => {
    const labels = new Set(Object.values(metricList).flatMap(({ labels: each }): readonly string[] => each))
    expect([...labels].sort()).toEqual([
      ...['code', 'consumer', 'job', 'outcome', 'result', 'status', 'subgraph', 'transport', 'type'],
    ])
    const text = await (await fetch(`${office.app.url}/metrics`)).text()
    for (const word of ['Secret', 'kim@example.com', 'Twice', office.handle]) expect(text).not.toContain(word)
  })

  /** Books a viewing of a property of its own. */
  async function change(): Promise<void> {
    const { admin } = office
    const contactId = await office.contact(admin, { firstName: 'Kim', lastName: 'Waters' })
    const propertyId = await makeProperty(admin)
    await offer(admin, contactId, [propertyId])
    const date = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
    await mutate(admin, 'Book', { contactId, propertyId, preferredDates: [{ date }] })
  }
})

describe('who may read it', () => {
  const token = 'a token of enough letters'.replaceAll(' ', '-')
  const status = (url: string, headers: Record<string, string> = {}) =>
    new Promise((resolve, reject) =>
      request(`${url}/metrics`, { headers }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end(),
    )

  it('is this machine in development, and whoever has the token', async () => {
    const own = await openTestGateway({ env: { METRICS_TOKEN: token } })
    expect(await status(own.url)).toBe(200)
    expect(await status(own.url, { host: 'rebound.example' })).toBe(404)
    expect(await status(own.url, { host: 'rebound.example', authorization: `Bearer ${token}` })).toBe(200)
    await own.close()
  })

  it('is only who has the token elsewhere, and nobody where there is none', async () => {
    const own = await openTestGateway({ env: { NODE_ENV: 'production', METRICS_TOKEN: token } })
    expect(await status(own.url)).toBe(404)
    expect(await status(own.url, { authorization: `Bearer ${token.slice(1)}` })).toBe(404)
    expect(await status(own.url, { authorization: `Bearer ${token}` })).toBe(200)
    await own.close()
    const closed = await openTestGateway({ env: { NODE_ENV: 'production' } })
    for (const guess of ['Bearer ', 'Bearer null', '']) {
      expect(await status(closed.url, { authorization: guess })).toBe(404)
    }
    await closed.close()
  })
})

describe('a database that is away', () => {
  it('leaves a scrape with the rest, in time', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const metrics = openMetrics()
    const sql = connect({ url: `postgres://nobody@127.0.0.1:${port}/none`, schema: 'tickets', pool: 1 })
    metrics.logEvents.set({ subgraph: 'tickets' }, 7)
    measureSubgraph(
      { name: 'tickets', sql, metrics } as Services,
      () => ({ pos: 3, isReading: true, followers: 2 }),
      true,
    )
    for (let scrapes = 0; scrapes < 2; scrapes++) {
      const text = await metrics.text()
      expect(text).toContain('portico_database_up{subgraph="tickets"} 0\n')
      expect(text).toContain('portico_subscribers{subgraph="tickets"} 2\n')
      expect(text).not.toMatch(/^portico_log_events\{/m)
    }
    await sql.end({ timeout: 0 })
    silent.close()
  })
})
