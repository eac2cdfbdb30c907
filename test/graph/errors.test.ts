import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { startApp, type App } from '../support/app.ts'
import { person, type Person } from '../support/person.ts'
import { fillCompany, type Company } from './support/company.ts'

/** The closed list of top-level errors (API-5). */
const codes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
  'NOT_READY',
  'INTERNAL',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
]
const BYTES = 64 * 1024

let clock = Date.now()
let app: App
let company: Company
let cases: readonly Case[]

/** Something wrong, and the code and reason that it gets on each transport. */
interface Case {
  readonly what: string
  readonly by: Person
  readonly query: string
  readonly variables?: object
  readonly code: string
  readonly reason?: string
}

beforeAll(async () => {
  app = await startApp({ now: () => new Date(clock), limits: { bytes: BYTES } })
  company = await fillCompany(app, 'heron')
  const { admin, client, agent, support } = company
  const mutation = 'mutation ($input: ViewingConfirmInput!) { viewingConfirm(input: $input) { userErrors { code } } }'
  const code = 'BAD_USER_INPUT'
  cases = [
    { what: 'a malformed document', by: admin, query: '{ viewer {', code: 'GRAPHQL_PARSE_FAILED' },
    { what: 'an unknown field', by: admin, query: '{ viewer { nobody } }', code: 'GRAPHQL_VALIDATION_FAILED' },
    {
      what: 'an unknown argument',
      by: admin,
      query: '{ contacts(skip: 4) { edges { cursor } } }',
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      what: 'a literal of a wrong type',
      by: admin,
      query: '{ contact(id: { a: 1 }) { id } }',
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
    { what: 'a variable of a wrong type', by: admin, query: mutation, variables: { input: { viewingId: {} } }, code },
    { what: 'no variable where one is wanted', by: admin, query: mutation, variables: {}, code },
    { what: 'a page that is too large', by: admin, query: '{ contacts(first: 101) { edges { cursor } } }', code },
    { what: 'a cursor that is none', by: admin, query: '{ contacts(after: "here") { edges { cursor } } }', code },
    {
      what: 'nobody where somebody is wanted',
      by: person(app.url),
      query: '{ contacts { edges { cursor } } }',
      code: 'UNAUTHENTICATED',
    },
    {
      what: 'a client in a list for staff',
      by: client,
      query: '{ contacts { edges { cursor } } }',
      code: 'FORBIDDEN',
      reason: 'STAFF_ONLY',
    },
    {
      what: 'staff in what is for clients',
      by: agent,
      query: '{ requests { edges { cursor } } }',
      code: 'FORBIDDEN',
      reason: 'CLIENTS_ONLY',
    },
    {
      what: 'a role that may not',
      by: support,
      query: '{ viewings { edges { cursor } } }',
      code: 'FORBIDDEN',
      reason: 'ROLE',
    },
    {
      what: 'too deep a document',
      by: admin,
      query: `{ agents { edges { node { ${'contacts { edges { node { responsibleAgent { '.repeat(4)} id ${'} } } }'.repeat(4)} } } } }`,
      code,
      reason: 'TOO_DEEP',
    },
  ]
}, 60_000)
afterAll(() => app?.stop())

const extensions = (error: unknown) => (error as { extensions?: Record<string, unknown> } | undefined)?.extensions

/** Every error of an answer has a code of the list and a request id, and shows nothing of the inside. */
function expectShown(errors: readonly unknown[], code: string, reason?: string): void {
  expect(errors.length).toBeGreaterThan(0)
  for (const error of errors) {
    expect(codes).toContain(extensions(error)?.['code'])
    expect(extensions(error)).toMatchObject({ code, requestId: expect.stringMatching(/^[\w-]{8,64}$/) })
    expect(extensions(error)?.['reason']).toBe(reason)
    expect(Object.keys(extensions(error)!).filter((key) => !['code', 'reason', 'requestId'].includes(key))).toEqual([])
    expect(JSON.stringify(error)).not.toMatch(/select |insert |stack|\.ts|node_modules/i)
  }
}

describe('what goes wrong in the product gets a code of the closed list and a request id (API-5)', () => {
  it('over HTTP', async () => {
    for (const { what, by, query, variables, code, reason } of cases) {
      const { errors } = await by.send(query, variables)
      expect(errors, what).toBeDefined()
      expectShown(errors!, code, reason)
    }
  })

  it('over WebSocket, which stays open', async () => {
    for (const { what, by, query, variables, code, reason } of cases) {
      const stream = by.follow(query, variables)
      const answer = await Promise.race([stream.next().catch(() => null), stream.ended.then((reason) => reason)])
      const errors = Array.isArray(answer) ? answer : (answer as { errors?: unknown[] } | null)?.errors
      expect(errors, what).toBeDefined()
      expectShown(errors!, code, reason)
      stream.cut()
    }
  })

  it('for a token that has expired, is forged or is none', async () => {
    const token = company.admin.token!
    const [head, body, signature] = token.split('.')
    const claims = JSON.parse(Buffer.from(body!, 'base64url').toString()) as object
    const forged = Buffer.from(JSON.stringify({ ...claims, role: 'ADMIN', sub: company.own['agent'] })).toString(
      'base64url',
    )
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url')
    const wrong: [string, string][] = [
      [`${head}.${forged}.${signature}`, 'TOKEN_INVALID'],
      [`${unsigned}.${forged}.`, 'TOKEN_INVALID'],
      ['something', 'TOKEN_INVALID'],
    ]
    for (const [given, reason] of wrong) await refusesToken(given, reason)
    expect((await company.admin.send('{ viewer { __typename } }')).errors).toBeUndefined()
    clock += 11 * 60_000
    await refusesToken(token, 'TOKEN_EXPIRED')
    clock -= 11 * 60_000
  })

  it('for a body or a frame that is too large, and the process goes on', async () => {
    const query = `{ viewer { __typename } } # ${'x'.repeat(BYTES)}`
    const { errors } = await company.admin.send(query)
    expectShown(errors!, 'BAD_USER_INPUT', 'TOO_LARGE')
    const socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { query } })))
    expect(await closed).toBe(1009)
    expect((await company.admin.send('{ viewer { __typename } }')).errors).toBeUndefined()
  })

  it('for what is no GraphQL request at all', async () => {
    const headers = { 'content-type': 'application/json' }
    for (const body of [
      '',
      '{',
      '[]',
      '{"query":4}',
      '{"query":"{ viewer { __typename } }","variables":"x"}',
      'null',
    ]) {
      const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body })
      expect(response.status, body).toBeGreaterThanOrEqual(400)
      expect(response.status, body).toBeLessThan(500)
      expectShown(((await response.json()) as { errors: unknown[] }).errors, 'BAD_USER_INPUT')
    }
  })

  it('with the request id that the caller gave, where it is a good one', async () => {
    const headers = { 'content-type': 'application/json', 'x-request-id': 'my-own-request-4711' }
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: '{' }),
    })
    const { errors } = (await response.json()) as { errors: unknown[] }
    expect(extensions(errors[0])).toMatchObject({ requestId: 'my-own-request-4711' })
  })
})

async function refusesToken(token: string, reason: string): Promise<void> {
  const { errors } = await person(app.url, token).send('{ viewer { __typename } }')
  expectShown(errors!, 'UNAUTHENTICATED', reason)
  const stream = person(app.url, token).follow('subscription { viewingChanged { __typename } }')
  expect(await stream.ended).toMatchObject({ code: 4401, reason })
}
