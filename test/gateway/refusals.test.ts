import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestGateway, type Answer, type TestGateway } from './support/gateway.ts'
import { ids } from './support/subgraphs.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await openTestGateway({ limits: { deadlineMs: 300 } })
})
afterAll(() => gateway.close())

const code = (errors: Answer['errors']) => errors?.map(({ extensions }) => extensions)

describe('what bad input gets (API-5, API-7)', () => {
  it('a malformed document: GRAPHQL_PARSE_FAILED with the request id of the header', async () => {
    const { status, errors, headers } = await gateway.ask('{ viewer {')
    expect(status).toBe(400)
    expect(code(errors)).toEqual([{ code: 'GRAPHQL_PARSE_FAILED', requestId: headers.get('x-request-id') }])
  })

  it('an unknown field: GRAPHQL_VALIDATION_FAILED, again and again', async () => {
    for (let i = 0; i < 2; i++) {
      const { status, errors } = await gateway.ask('{ viewer { knd } }')
      expect(status).toBe(400)
      expect(errors).toMatchObject([
        { message: expect.stringContaining('kind'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
      ])
    }
  })

  it('@defer and @stream: refused, not ignored', async () => {
    for (const query of ['{ ... @defer { viewer { kind } } }', '{ viewings @stream { id } }']) {
      expect(code((await gateway.ask(query)).errors)).toMatchObject([{ code: 'GRAPHQL_VALIDATION_FAILED' }])
    }
  })

  it('what is inaccessible: looks like what does not exist', async () => {
    for (const query of [
      '{ internals { __typename } }',
      '{ viewer { internal } }',
      '{ _entities(representations: []) { __typename } }',
    ]) {
      expect(code((await gateway.ask(query)).errors)).toMatchObject([{ code: 'GRAPHQL_VALIDATION_FAILED' }])
    }
  })

  it('variables of a wrong type: BAD_USER_INPUT that names the place and repeats no value', async () => {
    const query = 'mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) }'
    const wrong = async (input: unknown) => (await gateway.ask(query, { variables: { input } })).errors!
    for (const [input, place] of [
      [{ password: 4711 }, 'input.password'],
      [{ password: 'x', dates: ['2026-01-01', '4711'] }, 'input.dates.1'],
      [{ password: 'x', pasword: '4711' }, 'input'],
      [{ dates: [] }, 'input'],
      ['4711', 'input'],
    ] as const) {
      const errors = await wrong(input)
      expect(code(errors)).toMatchObject([{ code: 'BAD_USER_INPUT' }])
      expect(errors[0]!.message).toContain(`"${place}"`)
      expect(errors[0]!.message).not.toContain('4711')
    }
    expect(code((await gateway.ask(query)).errors)).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    expect((await gateway.ask(query, { variables: { input: { password: 'x', dates: '2026-01-01' } } })).data).toEqual({
      passwordChange: 'done',
    })
  })

  it('the character U+0000, which no text in PostgreSQL can hold: BAD_USER_INPUT', async () => {
    const query = 'mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) }'
    const inVariables = await gateway.ask(query, { variables: { input: { password: 'a\0b' } } })
    expect(code(inVariables.errors)).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    const halfPair = await gateway.ask(query, { variables: { input: { password: 'a\ud83d' } } })
    expect(code(halfPair.errors)).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    const inLiteral = await gateway.ask('mutation { passwordChange(input: { password: "a\\u0000b" }) }')
    expect(code(inLiteral.errors)).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    const harmless = await gateway.ask(query, { variables: { input: { password: 'a\\u0000b' } } })
    expect(harmless.data).toEqual({ passwordChange: 'done' })
  })

  it('a hundred thousand wrong values: ten errors', async () => {
    const variables = { ids: Array.from({ length: 100_000 }, () => null) }
    const { errors } = await gateway.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { variables })
    expect(errors).toHaveLength(10)
  })

  it('an operation name that the document has not: BAD_USER_INPUT', async () => {
    const document = 'query A { viewer { kind } } query B { viewer { kind } }'
    for (const operationName of [undefined, 'C']) {
      expect(code((await gateway.ask(document, { operationName })).errors)).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    }
  })

  it('an oversized body: 413 and TOO_LARGE', async () => {
    const { status, errors, headers } = await gateway.ask('{ viewer { kind } }', {
      variables: { a: 'x'.repeat(1024 * 1024) },
    })
    expect(status).toBe(413)
    expect(code(errors)).toEqual([
      { code: 'BAD_USER_INPUT', reason: 'TOO_LARGE', requestId: headers.get('x-request-id') },
    ])
  })

  it('too many tokens: TOO_MANY_TOKENS', async () => {
    const { errors } = await gateway.ask(`{ ${'viewer { kind } '.repeat(2_000)} }`)
    expect(code(errors)).toMatchObject([{ code: 'BAD_USER_INPUT', reason: 'TOO_MANY_TOKENS' }])
  })

  it('too deep, also through fragments: TOO_DEEP', async () => {
    const deep = `${'a { '.repeat(20)} a ${'}'.repeat(20)}`
    const value = `${'['.repeat(1_900)}${']'.repeat(1_900)}`
    for (const query of [`{ ${deep} }`, `{ ...F } fragment F on Query { ${deep} }`, `{ node(id: ${value}) { id } }`]) {
      expect(code((await gateway.ask(query)).errors)).toMatchObject([{ code: 'BAD_USER_INPUT', reason: 'TOO_DEEP' }])
    }
  })

  it('too wide, by aliases or by fragments that spread one another: TOO_WIDE', async () => {
    const aliases = Array.from({ length: 61 }, (_, i) => `a${i}: __typename`).join(' ')
    const bomb = Array.from({ length: 12 }, (_, i) => `fragment F${i} on Query { ${`...F${i + 1} `.repeat(3)} }`).join(
      ' ',
    )
    for (const query of [`{ ${aliases} }`, `{ ...F0 } ${bomb} fragment F12 on Query { __typename }`]) {
      expect(code((await gateway.ask(query)).errors)).toMatchObject([{ code: 'BAD_USER_INPUT', reason: 'TOO_WIDE' }])
    }
  })

  it('a fragment inside itself: GRAPHQL_VALIDATION_FAILED', async () => {
    const { errors } = await gateway.ask('{ ...F } fragment F on Query { viewer { kind } ...F }')
    expect(code(errors)).toMatchObject([{ code: 'GRAPHQL_VALIDATION_FAILED' }])
  })

  it('what takes too long: NOT_READY and DEADLINE_EXCEEDED, and the subgraph is told to stop', async () => {
    gateway.asked.length = 0
    const { errors } = await gateway.ask('{ slow }')
    expect(code(errors)).toMatchObject([{ code: 'NOT_READY', reason: 'DEADLINE_EXCEEDED' }])
    expect(gateway.asked[0]!.request.signal?.aborted).toBe(true)
  })

  it('a subscription over plain HTTP: told where subscriptions go', async () => {
    const { errors } = await gateway.ask('subscription { viewingChanged { __typename } }')
    expect(code(errors)).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    expect(errors![0]!.message).toContain('/graphql/stream')
  })

  it('a mutation by GET: 405', async () => {
    const url = new URL(`${gateway.url}/graphql`)
    url.searchParams.set('query', 'mutation { passwordChange(input: { password: "x" }) }')
    gateway.asked.length = 0
    const response = await fetch(url)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    expect(gateway.asked).toEqual([])
  })

  it('an unknown address and an unreadable body: JSON with a code', async () => {
    const unknown = await fetch(`${gateway.url}/nothing`)
    expect([unknown.status, code(((await unknown.json()) as Answer).errors)]).toMatchObject([
      404,
      [{ code: 'BAD_USER_INPUT' }],
    ])
    const headers = { 'content-type': 'application/json' }
    const unreadable = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body: '{' })
    expect([unreadable.status, code(((await unreadable.json()) as Answer).errors)]).toMatchObject([
      400,
      [{ code: 'BAD_USER_INPUT', requestId: expect.any(String) }],
    ])
  })
})

describe('request ids', () => {
  it('are taken from the caller only when well-formed', async () => {
    const header = async (id: string) =>
      (await gateway.ask('{ viewer { requestId } }', { headers: { 'x-request-id': id } })).data.viewer.requestId
    expect(await header('abcdefgh-1')).toBe('abcdefgh-1')
    expect(await header('short')).toMatch(/^[0-9a-f-]{36}$/)
    expect(await header(`bad"${'x'.repeat(20)}`)).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('masked faults', () => {
  it('show nothing of the inside, and are logged under the request id without parameters of statements', async () => {
    const { errors, headers } = await gateway.ask(`{ contact(id: "${ids.clara}") { broken } }`)
    expect(JSON.stringify(errors)).not.toMatch(/select|stack|clara@/)
    const line = gateway.logged.find((entry) => entry.includes(headers.get('x-request-id')!))
    expect(line).toContain('subgraphs.ts')
    expect(line).not.toContain('clara@')
  })
})
