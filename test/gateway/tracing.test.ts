import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tracingBy } from '../../subgraphs/kernel/telemetry/tracing.ts'
import { openOffice, ownPassword, type Office } from '../accounts/office.ts'
import { eventually } from '../support/eventually.ts'
import { post } from '../support/post.ts'

const exporter = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
let office: Office
let contactId: string
beforeAll(async () => {
  office = await openOffice('harbour-homes', { tracing: tracingBy(provider.getTracer('test')) })
  contactId = await office.contact(office.admin, { firstName: 'Kim', lastName: 'Waters', emails: ['kim@example.com'] })
}, 60_000)
afterAll(async () => {
  await office?.stop()
  await provider.shutdown()
})
beforeEach(() => exporter.reset())

const query = `query Traced($id: ID!) { contact(id: $id) { displayName portalAccount { status } viewings { edges { node { id } } } } }`
const idOf = (span: ReadableSpan) => span.spanContext().spanId

/** The names of a span and of what it is part of, from the outermost on. */
function pathOf(span: ReadableSpan, spans: readonly ReadableSpan[]): string {
  const parent = spans.find((each) => idOf(each) === span.parentSpanContext?.spanId)
  return parent ? `${pathOf(parent, spans)} > ${span.name}` : span.name
}

describe('the trace of an operation', () => {
  it('leads from the gateway through each subgraph to its statements', async () => {
    const { errors } = await post(office.admin, query, { id: contactId })
    expect(errors).toBeUndefined()
    const all = exporter.getFinishedSpans()
    const root = all.find(({ attributes }) => attributes['graphql.operation.name'] === 'Traced')!
    const spans = all.filter((span) => span.spanContext().traceId === root.spanContext().traceId)
    const paths = new Set(spans.map((span) => pathOf(span, spans)))
    const expected = ['contacts', 'accounts', 'viewings'].map(
      (name) => `graphql > fetch ${name} > graphql ${name} > postgresql`,
    )
    expect([...paths]).toEqual(
      expect.arrayContaining([
        ...['graphql > graphql.parse', 'graphql > graphql.validate', 'graphql > graphql.plan'],
        ...expected,
      ]),
    )
    expect(root.attributes).toMatchObject({
      'graphql.operation.type': 'query',
      'portico.transport': 'http',
      'portico.outcome': 'OK',
    })
    const statement = spans.find(({ attributes }) => String(attributes['db.query.text']).includes('from "contact"'))
    expect(statement?.attributes).toMatchObject({
      'db.system.name': 'postgresql',
      'db.namespace': expect.stringMatching(/\|contacts$/),
      'db.query.text': expect.stringContaining('$1'),
    })
  })

  it('goes on with the trace of the caller, and begins one where that is none', async () => {
    const [traceId, parent] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331']
    await post(office.admin, query, { id: contactId }, { headers: { traceparent: `00-${traceId}-${parent}-01` } })
    await post(office.admin, query, { id: contactId }, { headers: { traceparent: `00-${traceId}-nothing-01` } })
    const roots = exporter.getFinishedSpans().filter(({ name }) => name === 'graphql')
    expect(roots.map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual([parent, undefined])
    expect(roots.map((span) => span.spanContext().traceId === traceId)).toEqual([true, false])
  })

  it('has the statements of transactions, jobs and reactions, and nothing of what was written', async () => {
    await office.invite(office.admin, 'traced@example.com')
    await post(
      office.visitor,
      'mutation ($input: StaffLogInInput!) { staffLogIn(input: $input) { userErrors { code } } }',
      {
        input: { company: office.handle, email: 'admin@example.com', password: ownPassword },
      },
    )
    await eventually(async () => {
      const spans = exporter.getFinishedSpans()
      const paths = spans.map((span) => pathOf(span, spans))
      expect(paths).toContain('job mailInvitation > postgresql')
      expect(paths).toContain('reaction contacts.accounts > postgresql')
      const texts = spans.map(({ attributes }) => String(attributes['db.query.text'] ?? ''))
      expect(texts.filter((text) => text.includes('insert into outbox'))).not.toEqual([])
    })
    const temporary = await office.mailed('traced@example.com')
    const told = JSON.stringify(
      exporter.getFinishedSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
    )
    for (const secret of ['traced@example.com', 'admin@example.com', ownPassword, temporary, office.admin.token!]) {
      expect(told).not.toContain(secret)
    }
  })

  it('of a refusal says its code', async () => {
    await post(office.visitor, '{ contacts { edges { node { id } } } }')
    const [root] = exporter.getFinishedSpans().filter(({ name }) => name === 'graphql')
    expect(root?.attributes).toMatchObject({ 'portico.outcome': 'UNAUTHENTICATED', 'error.type': 'UNAUTHENTICATED' })
  })

  it('ends, too, where the transport does not carry its kind', async () => {
    await post(office.admin, 'subscription Elsewhere { viewingChanged { __typename } }')
    const spans = exporter.getFinishedSpans()
    const root = spans.find(({ attributes }) => attributes['graphql.operation.name'] === 'Elsewhere')
    expect(root?.attributes).toMatchObject({ 'error.type': 'BAD_USER_INPUT', 'graphql.operation.type': 'subscription' })
  })
})
