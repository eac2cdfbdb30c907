import { randomUUID } from 'node:crypto'
import { createClient as createSseClient } from 'graphql-sse'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOffice, type Office } from '../accounts/office.ts'
import { eventually } from '../support/eventually.ts'
import type { Answer, Person } from '../support/person.ts'
import { post } from '../support/post.ts'
import { openSocket } from './support/socket.ts'

let office: Office
let sql: postgres.Sql
beforeAll(async () => {
  office = await openOffice()
  sql = postgres(office.app.databaseUrl, { max: 1, onnotice: () => {} })
}, 60_000)
afterAll(async () => {
  await sql?.end()
  await office?.stop()
})

interface Payload {
  readonly cursor?: string | null
  readonly contact?: { readonly id: string } | null
  readonly userErrors: readonly { readonly code: string }[]
}
type Done = Readonly<Record<string, Payload>>

/** A person whom nobody else is called like. */
const somebody = () => ({ firstName: 'Kim', lastName: `Doe ${randomUUID()}` })
const create = (input: object, key: string | null, by = office.admin): Promise<Answer<Done>> =>
  post<Done>(
    by,
    `mutation ($input: ContactCreateInput!) { contactCreate(input: $input) { cursor contact { id } userErrors { code } } }`,
    { input },
    key === null ? {} : { headers: { 'idempotency-key': key } },
  )
const keyedCreate = `mutation ($input: ContactCreateInput!, $key: String!) {
  contactCreate(input: $input) @idempotent(key: $key) { contact { id } userErrors { code } }
}`

async function contactsCalled({ lastName }: { lastName: string }): Promise<number> {
  const [row] = await sql`select count(*)::int as n from contacts.contact where last_name = ${lastName}`
  return row!['n'] as number
}
const refusalOf = ({ errors }: Answer<unknown>) =>
  errors?.map(({ extensions }) => [extensions?.['code'], extensions?.['reason']])
const invalid = [['BAD_USER_INPUT', 'IDEMPOTENCY_KEY_INVALID']]
const reused = [['BAD_USER_INPUT', 'IDEMPOTENCY_KEY_REUSED']]

describe('a mutation that is sent again under its key (API-6)', () => {
  it('takes effect once and answers with the same ids and cursor', async () => {
    const input = somebody()
    const key = randomUUID()
    const first = await create(input, key)
    await eventually(async () => {
      const { cursor, ...again } = (await create(input, key)).data!['contactCreate']!
      expect(cursor).toEqual(first.data!['contactCreate']!.cursor ?? expect.any(String))
      expect(first.data!['contactCreate']).toMatchObject(again)
    })
    expect(await contactsCalled(input)).toBe(1)
    expect((await create(input, null)).data).not.toEqual(first.data)
  })

  it('is resolved anew: another selection is answered, and what has changed since', async () => {
    const input = somebody()
    const key = randomUUID()
    const { data } = await create(input, key)
    const { id } = data!['contactCreate']!.contact!
    const other = await office.staff('AGENT', `${randomUUID()}@example.com`)
    const { viewer } = await other.ask<{ viewer: { agent: { id: string } } }, object>(
      '{ viewer { ... on StaffViewer { agent { id } } } }',
    )
    const assign = `mutation ($input: ContactAssignInput!) { contactAssign(input: $input) { contact { id } } }`
    await office.admin.ask(assign, { input: { contactId: id, responsibleAgentId: viewer.agent.id } })
    const again = await post(
      office.admin,
      `mutation ($input: ContactCreateInput!, $key: String!) {
        contactCreate(input: $input) @idempotent(key: $key) {
          contact { lastName responsibleAgent { id email } portalAccount { id } }
        }
      }`,
      { input, key },
    )
    const responsibleAgent = { id: viewer.agent.id, email: expect.stringContaining('@example.com') }
    const contact = { lastName: input.lastName, responsibleAgent, portalAccount: null }
    expect(again).toEqual({ data: { contactCreate: { contact } } })
  })

  it('shows nothing that its asker does not see any more', async () => {
    const agent = await office.staff('AGENT', `${randomUUID()}@example.com`)
    const { viewer } = await office.admin.ask<{ viewer: { agent: { id: string } } }, object>(
      '{ viewer { ... on StaffViewer { agent { id } } } }',
    )
    const contactId = await office.contact(agent, somebody())
    const assign = () =>
      post<Done>(
        agent,
        `mutation ($input: ContactAssignInput!) {
          contactAssign(input: $input) @idempotent(key: "given away") { contact { id } userErrors { code } }
        }`,
        { input: { contactId, responsibleAgentId: viewer.agent.id } },
      )
    expect((await assign()).data).toEqual({ contactAssign: { contact: { id: contactId }, userErrors: [] } })
    expect((await assign()).data).toEqual({ contactAssign: { contact: null, userErrors: [] } })
  })

  it('twenty times at once takes effect once, and all are answered alike', async () => {
    const input = somebody()
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(input, key)))
    expect(answers[0]!.data!['contactCreate']!.contact).not.toBeNull()
    const shown = new Set(answers.map(({ data }) => JSON.stringify(data!['contactCreate']!.contact)))
    expect(shown.size).toBe(1)
    expect(await contactsCalled(input)).toBe(1)
  })

  it('at once is no refusal where the first one’s effect would refuse the second', async () => {
    const email = `${randomUUID()}@example.com`
    const contactId = await office.contact(office.admin, { ...somebody(), emails: [email] })
    const invite = () =>
      post<Readonly<Record<string, unknown>>>(
        office.admin,
        `mutation ($input: PortalAccountCreateInput!, $key: String!) {
          portalAccountCreate(input: $input) @idempotent(key: $key) { portalAccount { id } userErrors { code } }
        }`,
        { input: { contactId }, key: email },
      )
    const answers = await Promise.all(Array.from({ length: 8 }, invite))
    answers.push(await invite())
    for (const { data } of answers) {
      expect(data).toEqual({ portalAccountCreate: { portalAccount: { id: expect.any(String) }, userErrors: [] } })
    }
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1)
  })

  it('that was refused leaves its key free', async () => {
    const key = randomUUID()
    const create = async (input: object) => {
      const query = `mutation ($input: PropertyCreateInput!, $key: String!) {
        propertyCreate(input: $input) @idempotent(key: $key) { property { id } userErrors { code } }
      }`
      const { data } = await post<{ propertyCreate: { property: unknown; userErrors: unknown } }>(office.admin, query, {
        input,
        key,
      })
      return data!.propertyCreate
    }
    const taken = property()
    await office.admin.ask(
      'mutation ($input: PropertyCreateInput!) { propertyCreate(input: $input) { property { id } } }',
      { input: taken },
    )
    expect(await create(taken)).toEqual({ property: null, userErrors: [{ code: 'REFERENCE_TAKEN' }] })
    const free = property()
    const accepted = await create(free)
    expect(accepted).toEqual({ property: { id: expect.any(String) }, userErrors: [] })
    expect(await create(free)).toEqual(accepted)
  })
})

describe('a key (API-6)', () => {
  it('is refused to other arguments and to another field', async () => {
    const input = somebody()
    const key = randomUUID()
    await create(input, key)
    const other = somebody()
    expect(refusalOf(await create(other, key))).toEqual(reused)
    const assign = `mutation ($input: ContactAssignInput!) { contactAssign(input: $input) { contact { id } } }`
    const ids = { contactId: 'contact_01h455vb4pex5vsknk084sn02q', responsibleAgentId: await ownId(office.admin) }
    const headers = { 'idempotency-key': key }
    expect(refusalOf(await post(office.admin, assign, { input: ids }, { headers }))).toEqual(reused)
    expect(await contactsCalled(other)).toBe(0)
  })

  it('is not spent again by the same wish under another alias', async () => {
    const input = somebody()
    const key = randomUUID()
    await create(input, key)
    const aliased = keyedCreate.replace('contactCreate', 'again: contactCreate')
    expect(refusalOf(await post(office.admin, aliased, { input, key }))).toEqual(reused)
    expect(await contactsCalled(input)).toBe(1)
  })

  it('is its asker’s own: another person’s, and another company’s, is another key', async () => {
    const input = somebody()
    const key = randomUUID()
    const agent = await office.staff('AGENT', `${randomUUID()}@example.com`)
    const { admin: stranger } = await office.found(`other-${randomUUID().slice(0, 8)}`)
    const ids = new Set<string>()
    for (const by of [office.admin, agent, stranger]) {
      ids.add((await create(input, key, by)).data!['contactCreate']!.contact!.id)
    }
    expect(ids.size).toBe(3)
  })

  it('leaves a record that gives nothing away of what was asked', async () => {
    const input = somebody()
    const key = randomUUID()
    const { data } = await create(input, key)
    const [row] = await sql`select to_json(i)::text as text from contacts.idempotency i where key = ${key}`
    expect(row!['text']).toContain(data!['contactCreate']!.contact!.id)
    expect(row!['text']).not.toMatch(/Kim|Doe/)
  })

  it.each([
    ['an empty one', ''],
    ['one of 256 characters', 'k'.repeat(256)],
    ['one that is not ASCII', 'schlüssel'],
    ['one with a line break', 'one\ntwo'],
  ])('has a form: %s is refused', async (_, key) => {
    const input = somebody()
    expect(refusalOf(await post(office.admin, keyedCreate, { input, key }))).toEqual(invalid)
    expect(refusalOf(await post(office.admin, keyedCreate, { input, key: 'k'.repeat(255) }))).toBeUndefined()
    await sql`delete from contacts.idempotency where key like 'kkk%'`
  })

  it('of the header serves one mutation, and no second key beside it', async () => {
    const one = somebody()
    const two =
      'mutation ($input: ContactCreateInput!) { one: contactCreate(input: $input) { contact { id } } two: sessionEnd(input: {}) { sessionId } }'
    const headers = { 'idempotency-key': randomUUID() }
    const answer = await post(office.admin, two, { input: one }, { headers })
    expect(refusalOf(answer)).toEqual(invalid)
    expect(answer.errors![0]!.message).toMatch(/2 mutations/)
    expect(refusalOf(await post(office.admin, keyedCreate, { input: one, key: 'k' }, { headers }))).toEqual(invalid)
    const extensions = { idempotencyKey: 'k' }
    const plain = 'mutation ($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } } }'
    expect(refusalOf(await post(office.admin, plain, { input: one }, { headers, extensions }))).toEqual(invalid)
    expect(await contactsCalled(one)).toBe(0)
  })

  it('stands on fields of Mutation only', async () => {
    const wrong = [
      '{ viewer @idempotent(key: "k") { __typename } }',
      'mutation { __typename @idempotent(key: "k") }',
      'mutation { sessionEnd(input: {}) { sessionId @idempotent(key: "k") } }',
      'mutation @idempotent(key: "k") { sessionEnd(input: {}) { sessionId } }',
      'mutation { sessionEnd(input: {}) @idempotent { sessionId } }',
    ]
    for (const query of wrong) {
      expect(refusalOf(await post(office.admin, query)), query).toEqual([['GRAPHQL_VALIDATION_FAILED', undefined]])
    }
  })

  it('is nobody’s for a visitor', async () => {
    expect(refusalOf(await create(somebody(), randomUUID(), office.visitor))).toEqual([['UNAUTHENTICATED', undefined]])
  })
})

describe('several mutations in one request (API-6)', () => {
  const document = `mutation ($one: ContactCreateInput!, $two: ContactCreateInput!, $property: PropertyCreateInput!, $key: String!, $skips: Boolean = false) {
    first: contactCreate(input: $one) @idempotent(key: "first of several") { contact { id } userErrors { code } }
    propertyCreate(input: $property) @idempotent(key: $key) { property { id } userErrors { code } }
    ...More @skip(if: $skips)
  }
  fragment More on Mutation {
    second: contactCreate(input: $two) @idempotent(key: $key) { contact { id } userErrors { code } }
    plain: contactCreate(input: $two) { contact { id } userErrors { code } }
  }`
  const variablesOf = () => ({ one: somebody(), two: somebody(), key: randomUUID(), property: property() })

  it('have keys of their own, or share one, also in several subgraphs and through fragments', async () => {
    const variables = variablesOf()
    const [first, again] = [
      await post<Done>(office.admin, document, variables),
      await post<Done>(office.admin, document, variables),
    ]
    expect(first.errors).toBeUndefined()
    for (const name of ['first', 'propertyCreate', 'second']) expect(again.data![name]).toEqual(first.data![name])
    expect(again.data!['plain']).not.toEqual(first.data!['plain'])
    expect(await contactsCalled(variables.one)).toBe(1)
    expect(await contactsCalled(variables.two)).toBe(3)
    await sql`delete from contacts.idempotency where key = 'first of several'`
  })

  it('may be called like anything', async () => {
    const input = somebody()
    const query = `mutation ($input: ContactCreateInput!) {
      constructor: contactCreate(input: $input) { contact { id } userErrors { code } }
      __proto__: contactCreate(input: $input) @idempotent(key: "${randomUUID()}") { contact { id } userErrors { code } }
    }`
    const [first, again] = [
      await post<Done>(office.admin, query, { input }),
      await post<Done>(office.admin, query, { input }),
    ]
    expect(first.errors).toBeUndefined()
    expect(Object.entries(again.data!)[1]).toEqual(Object.entries(first.data!)[1])
    expect(again.data!['constructor']).not.toEqual(first.data!['constructor'])
    expect(await contactsCalled(input)).toBe(3)
  })

  it('that were done in part are finished, and not begun again', async () => {
    const variables = variablesOf()
    const part = await post<Done>(office.admin, document, { ...variables, skips: true })
    expect(Object.keys(part.data!)).toEqual(['first', 'propertyCreate'])
    const whole = await post<Done>(office.admin, document, variables)
    expect(whole.data).toMatchObject(part.data!)
    expect(whole.data!['second']!.contact).not.toBeNull()
    expect(await contactsCalled(variables.one)).toBe(1)
  })
})

describe('over other transports (API-6)', () => {
  it('a socket takes the directive, and idempotencyKey in a request’s extensions', async () => {
    const socket = await openSocket(office.app.url, { authorization: `Bearer ${office.admin.token}` })
    await socket.message('connection_ack')
    const input = somebody()
    const key = randomUUID()
    const plain =
      'mutation ($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } userErrors { code } } }'
    socket.send({ id: '1', type: 'subscribe', payload: { query: keyedCreate, variables: { input, key } } })
    const extensions = { idempotencyKey: key }
    const first = await socket.message('next', '1')
    socket.send({ id: '2', type: 'subscribe', payload: { query: plain, variables: { input }, extensions } })
    expect(await socket.message('next', '2')).toEqual(first)
    socket.send({ id: '3', type: 'subscribe', payload: { query: keyedCreate, variables: { input, key }, extensions } })
    expect(refusalOf({ errors: (await socket.message('error', '3')) as never })).toEqual(invalid)
    socket.close()
    expect((await post(office.admin, keyedCreate, { input, key })).data).toEqual(first.data)
    expect(await contactsCalled(input)).toBe(1)
  })

  it('server-sent events take the header', async () => {
    const input = somebody()
    const key = randomUUID()
    const headers = { authorization: `Bearer ${office.admin.token}`, 'idempotency-key': key }
    const client = createSseClient({ url: `${office.app.url}/graphql/stream`, headers, retryAttempts: 0 })
    const query =
      'mutation ($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } userErrors { code } } }'
    const answers: unknown[] = []
    for (let times = 0; times < 2; times++) {
      for await (const answer of client.iterate({ query, variables: { input } })) answers.push(answer)
    }
    client.dispose()
    expect(answers).toHaveLength(2)
    expect(answers[1]).toEqual(answers[0])
    expect(await contactsCalled(input)).toBe(1)
  })
})

describe('an old key (API-6)', () => {
  it('is honoured for a day, and is a new one then', async () => {
    const input = somebody()
    const key = randomUUID()
    const create = (by: Person) => post<Done>(by, keyedCreate, { input, key })
    const first = await create(await office.logIn())
    office.pass({ hours: 23, minutes: 59 })
    expect(await create(await office.logIn())).toEqual(first)
    office.pass({ minutes: 2 })
    const next = await create(await office.logIn())
    expect(next.data!['contactCreate']!.contact!.id).not.toBe(first.data!['contactCreate']!.contact!.id)
    expect(await create(await office.logIn())).toEqual(next)
    expect(await contactsCalled(input)).toBe(2)
  })
})

async function ownId(by: Person): Promise<string> {
  const { viewer } = await by.ask<{ viewer: { agent: { id: string } } }, object>(
    '{ viewer { ... on StaffViewer { agent { id } } } }',
  )
  return viewer.agent.id
}

const property = () => ({
  reference: randomUUID(),
  title: 'A house',
  kind: 'HOUSE',
  price: { amount: 45_000_000, currency: 'EUR' },
  address: { street: 'Rua Nova 1', postalCode: '1011 AB', city: 'Lisbon', country: 'PT' },
  timeZone: 'Europe/Lisbon',
})
