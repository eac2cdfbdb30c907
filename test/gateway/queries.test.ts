import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { openTestGateway, type TestGateway } from './support/gateway.ts'
import { ids } from './support/subgraphs.ts'

let gateway: TestGateway
const shapes = [
  { shape: 'in this process', overJson: false },
  { shape: 'in other processes', overJson: true },
]

describe.each(shapes)('subgraphs $shape', ({ overJson }) => {
  beforeAll(async () => {
    gateway = await openTestGateway({ overJson })
  })
  afterAll(() => gateway.close())

  describe('a query over several subgraphs', () => {
    it('joins entities by their keys (API-1)', async () => {
      const { data, errors } = await gateway.ask(
        '{ viewings { id property { title } contact { name agent { name } account { email } } } }',
      )
      const contact = { name: 'Clara Client', agent: { name: 'Anna Agent' }, account: { email: 'clara@example.org' } }
      const property = { title: 'A house by the sea' }
      expect(errors).toBeUndefined()
      expect(data).toEqual({
        viewings: [
          { id: ids.first, property, contact },
          { id: ids.second, property, contact },
        ],
      })
    })

    it('asks for the entities of one level in one request', async () => {
      gateway.asked.length = 0
      await gateway.ask('{ viewings { contact { name agent { name } } } }')
      expect(gateway.asked.map(({ subgraph }) => subgraph)).toEqual(['viewings', 'contacts', 'accounts'])
    })

    it('gives subgraphs the actor, the request id and the name of the gateway, and never the token', async () => {
      gateway.asked.length = 0
      await gateway.ask('{ viewer { kind } }', {
        token: gateway.staffToken,
        headers: { 'x-request-id': 'my-request-1' },
      })
      const { request } = gateway.asked[0]!
      expect(request).toMatchObject({
        actor: { kind: 'staff', agent: ids.anna, role: 'AGENT' },
        requestId: 'my-request-1',
        caller: 'gateway',
      })
      expect(JSON.stringify(request)).not.toContain(gateway.staffToken.slice(-20))
    })

    it('places errors with list indexes, keeps what is whole, and masks what the subgraph did not mean to show', async () => {
      const { data, errors, headers } = await gateway.ask('{ viewings { id contact { name broken } } }')
      expect(data.viewings[1]).toEqual({ id: ids.second, contact: { name: 'Clara Client', broken: null } })
      const requestId = headers.get('x-request-id')
      expect(errors).toEqual(
        [0, 1].map((index) => ({
          message: 'Something went wrong.',
          path: ['viewings', index, 'contact', 'broken'],
          extensions: { code: 'INTERNAL', requestId },
        })),
      )
      expect(gateway.logged.join()).toContain(requestId)
    })

    it('lets null rise to the nearest nullable field', async () => {
      const { data, errors } = await gateway.ask('{ viewings { id contact { brokenRequired } } }')
      expect(data.viewings).toEqual([
        { id: ids.first, contact: null },
        { id: ids.second, contact: null },
      ])
      expect(errors?.map(({ path }) => path)).toEqual(
        [0, 1].map((index) => ['viewings', index, 'contact', 'brokenRequired']),
      )
    })

    it('shows a refusal with its code and reason', async () => {
      const { errors } = await gateway.ask(`{ contact(id: "${ids.clara}") { name refused } }`)
      expect(errors).toMatchObject([
        {
          message: 'This is for staff.',
          path: ['contact', 'refused'],
          extensions: { code: 'FORBIDDEN', reason: 'STAFF_ONLY' },
        },
      ])
    })

    it('gives each of two operations of one document its own answer', async () => {
      const document = 'query A { viewer { kind } } query B { viewings { id } }'
      expect((await gateway.ask(document, { operationName: 'A' })).data).toEqual({ viewer: { kind: 'anonymous' } })
      expect((await gateway.ask(document, { operationName: 'B' })).data.viewings).toHaveLength(2)
    })

    it('honours @skip and @include with variables, aliases and fragments', async () => {
      const { data } = await gateway.ask(
        `query ($yes: Boolean!) { one: viewer { kind @include(if: $yes) __typename @skip(if: $yes) } viewings { ...V } }
       fragment V on Viewing { who: contact @include(if: $yes) { called: name } }`,
        { variables: { yes: true } },
      )
      expect(data.one).toEqual({ kind: 'anonymous' })
      expect(data.viewings[0]).toEqual({ who: { called: 'Clara Client' } })
    })

    it('answers introspection without what is inaccessible', async () => {
      const { data } = await gateway.ask('{ __schema { types { name fields { name } } } }')
      const names = JSON.stringify(data)
      expect(names).toContain('"nodes"')
      expect(names).not.toMatch(/internal|join__|Internals|_entities/)
    })
  })

  describe('node and nodes (API-3)', () => {
    it('asks the owner, also when only the id is selected', async () => {
      gateway.asked.length = 0
      expect((await gateway.ask(`{ node(id: "${ids.first}") { id } }`)).data).toEqual({ node: { id: ids.first } })
      expect(gateway.asked.map(({ subgraph }) => subgraph)).toEqual(['viewings'])
    })

    it('resolves fields of several types and subgraphs', async () => {
      const query = `query ($id: ID!) { node(id: $id) { __typename ... on Viewing { status contact { name agent { name } } } ...C } }
      fragment C on Contact { name agent { name } account { email } }`
      expect((await gateway.ask(query, { variables: { id: ids.first } })).data.node).toEqual({
        __typename: 'Viewing',
        status: 'CONFIRMED',
        contact: { name: 'Clara Client', agent: { name: 'Anna Agent' } },
      })
      expect((await gateway.ask(query, { variables: { id: ids.clara } })).data.node).toEqual({
        __typename: 'Contact',
        name: 'Clara Client',
        agent: { name: 'Anna Agent' },
        account: { email: 'clara@example.org' },
      })
    })

    it('is null for an unknown, a malformed and a foreign id', async () => {
      const { data, errors } = await gateway.ask(
        `{ a: node(id: "${newId('viewing')}") { id } b: node(id: "viewing_x") { id } c: node(id: "${newId('planet')}") { id } d: node(id: "") { id } }`,
      )
      expect(errors).toBeUndefined()
      expect(data).toEqual({ a: null, b: null, c: null, d: null })
    })

    it('keeps the order of ids, with null in the place of unknown ones', async () => {
      const wanted = [ids.house, newId('contact'), ids.account, 'nonsense', ids.anna, ids.first, ids.house]
      const { data, errors } = await gateway.ask(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename ... on PortalAccount { email } } }',
        { variables: { ids: wanted } },
      )
      expect(errors).toBeUndefined()
      expect(data.nodes).toEqual([
        { id: ids.house, __typename: 'Property' },
        null,
        { id: ids.account, __typename: 'PortalAccount', email: 'clara@example.org' },
        null,
        { id: ids.anna, __typename: 'Agent' },
        { id: ids.first, __typename: 'Viewing' },
        { id: ids.house, __typename: 'Property' },
      ])
    })

    it('refuses more than 100 ids', async () => {
      const { errors } = await gateway.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        variables: { ids: Array.from({ length: 101 }, () => ids.first) },
      })
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    })

    it('shows a ticket to staff as a ticket and to a client as a request', async () => {
      const query = `{ node(id: "${ids.ticket}") { __typename ... on Ticket { note } ... on Request { title } } }`
      const staff = await gateway.ask(query, { token: gateway.staffToken })
      const client = await gateway.ask(query, { token: gateway.clientToken })
      expect(staff.data.node).toEqual({ __typename: 'Ticket', note: 'internal' })
      expect(client.data.node).toEqual({ __typename: 'Request', title: 'A leak' })
    })

    it('places errors under node and under the index in nodes', async () => {
      const { data, errors } = await gateway.ask(
        `{ node(id: "${ids.clara}") { id ... on Contact { broken } } nodes(ids: ["x", "${ids.clara}"]) { id ... on Contact { broken } } }`,
      )
      expect(data).toEqual({ node: { id: ids.clara, broken: null }, nodes: [null, { id: ids.clara, broken: null }] })
      expect(errors?.map(({ path }) => path)).toEqual([
        ['node', 'broken'],
        ['nodes', 1, 'broken'],
      ])
    })

    it('places the error of a field that may not be null where that field is', async () => {
      const { data, errors } = await gateway.ask(
        `{ nodes(ids: ["x", "${ids.clara}"]) { id ... on Contact { brokenRequired } } }`,
      )
      expect(data).toEqual({ nodes: [null, null] })
      expect(errors?.map(({ path }) => path)).toEqual([['nodes', 1, 'brokenRequired']])
    })
  })
})
