import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountEvent } from '../../subgraphs/accounts/events.ts'
import type { Scope } from '../../subgraphs/kernel/actor.ts'
import { appendAs } from '../../subgraphs/kernel/events/append.ts'
import { newId, uuidOf, type AgentId, type ApiKeyId, type CompanyId } from '../../subgraphs/kernel/ids.ts'
import { newKeyText } from '../../subgraphs/kernel/key-text.ts'
import { openSocket } from '../gateway/support/socket.ts'
import { change, fillCompany, password, type Company } from '../graph/support/company.ts'
import type { App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import { staffLogIn } from '../support/log-in.ts'
import { person, type Person } from '../support/person.ts'
import type { List } from './office.ts'
import { allScopes, MARK, openWorkshop, reasons, type Named, type Workshop } from './workshop.ts'

const DAY = 86_400_000

let workshop: Workshop
let app: App
let sql: postgres.Sql
let company: Company
let companyId: CompanyId
let adminId: AgentId
beforeAll(async () => {
  workshop = await openWorkshop()
  ;({ app, company, companyId, adminId } = workshop)
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
}, 60_000)
afterAll(async () => {
  await sql?.end()
  await app?.stop()
})

const now = () => workshop.now()
const make = (input: object) => workshop.make(input)
const program = (...scopes: Scope[]) => workshop.program(...scopes)
const revoke = (id: string) => workshop.revoke(id)
/** Why a query is refused as a whole; null when it is answered. */
async function refusal(by: Person): Promise<unknown> {
  const { errors } = await by.send('{ viewer { __typename } }')
  return errors?.[0]?.extensions?.['reason'] ?? null
}
const refused = (by: Person, reason: string | null) => eventually(async () => expect(await refusal(by)).toBe(reason))

async function socketOf({ token }: Person) {
  const socket = await openSocket(app.url, { authorization: `Bearer ${token}` })
  await socket.message('connection_ack')
  return socket
}
const CONTACTS = '{ contacts { edges { cursor } } }'
const FOLLOW = 'subscription { viewingChanged { __typename } }'

/** Remembers a fact as the command does that will make it true. */
async function happen(fact: AccountEvent): Promise<void> {
  const { db, events } = app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
  await db.transaction((tx) => appendAs(tx, fact, { company: companyId, by: null }))
  events.committed()
}

describe('an API key that is made', () => {
  it('is shown once and kept as a hash: its secret stands in no table, event or job (ACC-29)', async () => {
    const { apiKey, secret, cursor } = await make({ scopes: ['CONTACTS_READ', 'CONTACTS_READ'] })
    expect(secret).toMatch(/^portico_[0-7][0-9a-hjkmnp-tv-z]{25}_[0-7][0-9a-hjkmnp-tv-z]{25}_[0-9a-hjkmnp-tv-z]{39}$/)
    expect(secret!.startsWith(`${apiKey!.prefix}_`)).toBe(true)
    expect(cursor).toBeTruthy()
    await person(app.url, secret).ask('{ contacts { edges { cursor } } }')
    const { shown } = await company.admin.ask<{ shown: object }, object>(
      `query ($id: ID!) { shown: node(id: $id) { ... on ApiKey {
        name prefix scopes status version lastUsedAt revokedAt createdBy { id } member { id } revokedBy { id } } } }`,
      { id: apiKey!.id },
    )
    expect(shown).toMatchObject({ name: 'A program', prefix: apiKey!.prefix, scopes: ['CONTACTS_READ'], version: 1 })
    expect(shown).toMatchObject({ status: 'ACTIVE', revokedAt: null, revokedBy: null, createdBy: { id: adminId } })

    const tables = await sql<{ schema: string; name: string }[]>`
      select schemaname as schema, tablename as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`
    const texts = await Promise.all(
      tables.map(({ schema, name }) => sql`select t::text as text from ${sql(schema)}.${sql(name)} as t`),
    )
    const everything = texts.flat().map(({ text }) => String(text))
    expect(everything.length).toBeGreaterThan(100)
    expect(everything.filter((row) => row.includes(secret!.slice(-39, -7)))).toEqual([])
    // The same rows do hold what is no secret.
    expect(everything.some((row) => row.includes(uuidOf(apiKey!.id as ApiKeyId)))).toBe(true)
    expect(everything.some((row) => row.includes('api_key.created') && row.includes(apiKey!.id))).toBe(true)
  })

  it('lasts 90 days unless told otherwise, and a year at most (ACC-29)', async () => {
    const scopes = ['CONTACTS_READ']
    const { apiKey } = await make({ scopes })
    expect(Math.round((Date.parse(apiKey!.expiresAt) - now().getTime()) / DAY)).toBe(90)
    const inDays = (days: number) => new Date(now().getTime() + days * DAY).toISOString()
    expect((await make({ scopes, expiresAt: inDays(365) })).userErrors).toEqual([])
    const path = ['input', 'expiresAt']
    expect((await make({ scopes, expiresAt: inDays(367) })).userErrors).toEqual([{ code: 'EXPIRES_TOO_LATE', path }])
    expect((await make({ scopes, expiresAt: inDays(-1) })).userErrors).toEqual([{ code: 'EXPIRES_IN_THE_PAST', path }])
  })

  it.each([
    [{ scopes: [] }, 'SCOPES_MISSING', 'scopes'],
    [{ scopes: ['CONTACTS_READ'], name: '  ' }, 'NAME_MISSING', 'name'],
    [{ scopes: ['CONTACTS_READ'], name: 'x'.repeat(101) }, 'NAME_TOO_LONG', 'name'],
    [{ scopes: ['CONTACTS_READ'], memberId: newId('agent') }, 'NOT_FOUND', 'memberId'],
    [{ scopes: ['CONTACTS_READ'], memberId: newId('contact') }, 'NOT_FOUND', 'memberId'],
  ])('is refused for %o with %s', async (input, code, field) => {
    expect((await make(input)).userErrors).toEqual([{ code, path: ['input', field] }])
  })

  it('may be one of 50 that are active (ACC-29)', async () => {
    const [before] = await sql`select count(*)::int as n from accounts.api_key where revoked_at is null`
    await sql`
      insert into accounts.api_key (company_id, id, hash, name, scopes, agent_id, created_by, created_at, expires_at, version)
      select ${uuidOf(companyId)}, gen_random_uuid(), 'none', 'filler', '{CONTACTS_READ}', ${uuidOf(adminId)},
        ${uuidOf(adminId)}, now(), now() + interval '80 days', 1
      from generate_series(1, ${49 - before!['n']}::int)`
    const made = await Promise.all([1, 2, 3].map(() => make({ scopes: ['CONTACTS_READ'] })))
    expect(made.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      'API_KEY_LIMIT_REACHED',
      'API_KEY_LIMIT_REACHED',
    ])
    await revoke(made.find(({ apiKey }) => apiKey)!.apiKey!.id)
    await sql`update accounts.api_key set revoked_at = now(), revoked_by = created_by where name = 'filler'`
    expect((await make({ scopes: ['CONTACTS_READ'] })).userErrors).toEqual([])
  })

  it('acts for the member who is named, with their rights and contacts (ACC-29)', async () => {
    const { secret } = await make({ scopes: allScopes, memberId: company.own['agent'] })
    const its = person(app.url, secret)
    const { viewer } = await its.ask<{ viewer: object }, object>(
      '{ viewer { ... on StaffViewer { role agent { id } apiKey { name scopes member { id } createdBy { id } } } } }',
    )
    expect(viewer).toMatchObject({ role: 'AGENT', agent: { id: company.own['agent'] } })
    expect(viewer).toMatchObject({
      apiKey: { scopes: allScopes.toSorted(), member: { id: company.own['agent'] }, createdBy: { id: adminId } },
    })
    expect(await reasons(its, '{ portalSettings { version } }')).toEqual({ portalSettings: 'ROLE' })
    const foreign = await change(company.admin, 'contactCreate', { firstName: 'Not', lastName: 'Theirs' }, 'contact')
    const see = 'query ($id: ID!) { contact(id: $id) { id } }'
    expect(await its.ask(see, { id: foreign })).toEqual({ contact: null })
    expect(await its.ask(see, { id: company.own['contact'] })).toEqual({ contact: { id: company.own['contact'] } })
  })

  it('is changed by who has read its last version, and not once it has ended', async () => {
    const { id } = await program('CONTACTS_READ')
    const UPDATE = `mutation ($input: ApiKeyUpdateInput!) {
      done: apiKeyUpdate(input: $input) { apiKey { name scopes version } userErrors { code path } } }`
    const update = async (input: object) =>
      (await company.admin.ask<{ done: object }, object>(UPDATE, { input: { apiKeyId: id, ...input } })).done
    const changed = { apiKey: { name: 'Renamed', scopes: ['TICKETS_READ'], version: 2 }, userErrors: [] }
    expect(await update({ name: 'Renamed', scopes: ['TICKETS_READ'], expectedVersion: 1 })).toEqual(changed)
    expect(await update({ name: 'Renamed' })).toEqual(changed)
    expect(await update({ name: 'Again', expectedVersion: 1 })).toMatchObject({
      userErrors: [{ code: 'VERSION_MISMATCH' }],
    })
    expect(await update({ scopes: [] })).toMatchObject({ userErrors: [{ code: 'SCOPES_MISSING' }] })
    await revoke(id)
    await revoke(id)
    expect(await update({ name: 'Late' })).toMatchObject({ userErrors: [{ code: 'API_KEY_ENDED' }] })
  })

  it('stands in a list that can be narrowed to those that count, newest first', async () => {
    const gone = await program('CONTACTS_READ')
    await revoke(gone.id)
    const last = await program('CONTACTS_READ')
    const list = async (...statuses: string[]) => {
      const query = `{ apiKeys(first: 100, filter: { statuses: [${statuses}] }) { edges { node { id status revokedBy { id } } } } }`
      const { apiKeys } = await company.admin.ask<{ apiKeys: List<Named> }, object>(query)
      return apiKeys.edges.map(({ node }) => node)
    }
    expect((await list('ACTIVE'))[0]).toEqual({ id: last.id, status: 'ACTIVE', revokedBy: null })
    expect(await list('REVOKED')).toContainEqual({ id: gone.id, status: 'REVOKED', revokedBy: { id: adminId } })
    expect(await list('EXPIRED')).toEqual([])
    const either = (await list('REVOKED', 'ACTIVE')).map(({ id }) => id)
    expect(either).toEqual(expect.arrayContaining([last.id, gone.id]))
    expect(await list()).toEqual([])
  })

  it('tells when it was used last, to the minute (ACC-29)', async () => {
    const its = await program('CONTACTS_READ')
    const lastUsed = async () => {
      const query = 'query ($id: ID!) { apiKey(id: $id) { lastUsedAt } }'
      type Shown = { apiKey: { lastUsedAt: string | null } }
      return (await company.admin.ask<Shown, object>(query, { id: its.id })).apiKey.lastUsedAt
    }
    expect(await lastUsed()).toBeNull()
    const from = now().getTime()
    await refused(its, null)
    await eventually(async () => expect(Date.parse((await lastUsed()) ?? '')).toBeGreaterThan(from - 60_000))
    expect(await lastUsed()).toMatch(/:00\.000Z$/)
  })
})

describe('an API key that counts no more', () => {
  it('is refused within a second on queries, sockets and streams when it is revoked (ACC-29)', async () => {
    let quickest = Infinity
    // Again where it took longer, since the machine may be busy with something else.
    for (let round = 0; round < 10 && quickest >= 1_000; round++) {
      const its = await program('VIEWINGS_READ')
      const socket = await socketOf(its)
      const stream = its.followSse<unknown, object>(FOLLOW, {})
      await stream.next()
      expect(await refusal(its)).toBeNull()
      await revoke(its.id)
      const from = performance.now()
      await expect.poll(() => refusal(its), { interval: 1, timeout: 20_000 }).toBe('SESSION_ENDED')
      expect(await socket.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
      const ended = { message: expect.stringContaining('API key'), extensions: { reason: 'SESSION_ENDED' } }
      expect((await stream.next()).errors).toMatchObject([ended])
      expect(await stream.ended).toBeNull()
      quickest = Math.min(quickest, performance.now() - from)
    }
    expect(quickest).toBeLessThan(1_000)
  }, 60_000)

  it('loses a scope at once, on open sockets too, and may connect again (ACC-29)', async () => {
    const its = await program('VIEWINGS_READ', 'CONTACTS_READ')
    const socket = await socketOf(its)
    await its.ask(CONTACTS)
    await change(company.admin, 'apiKeyUpdate', { apiKeyId: its.id, name: 'Only renamed' }, 'apiKey')
    await change(company.admin, 'apiKeyUpdate', { apiKeyId: its.id, scopes: ['VIEWINGS_READ'] }, 'apiKey')
    expect(await socket.closed).toEqual({ code: 4401, reason: 'TOKEN_EXPIRED' })
    expect(await reasons(its, CONTACTS)).toEqual({ contacts: 'SCOPE' })
    const again = await socketOf(its)
    again.send({ id: 'one', type: 'subscribe', payload: { query: FOLLOW } })
    await again.message('next', 'one')
    again.close()
    await change(company.admin, 'apiKeyUpdate', { apiKeyId: its.id, scopes: ['CONTACTS_READ'] }, 'apiKey')
    await eventually(async () => expect(await reasons(its, CONTACTS)).toEqual({}))
  })

  it('keeps its sockets when it is only renamed', async () => {
    const its = await program('VIEWINGS_READ')
    const socket = await socketOf(its)
    await change(company.admin, 'apiKeyUpdate', { apiKeyId: its.id, name: 'Renamed' }, 'apiKey')
    // What is told later has come, so the renaming has, too.
    const other = await program('VIEWINGS_READ')
    await refused(other, null)
    await revoke(other.id)
    await refused(other, 'SESSION_ENDED')
    socket.send({ id: 'one', type: 'subscribe', payload: { query: FOLLOW } })
    await socket.message('next', 'one')
    socket.close()
  })

  it('ends with its member’s coming in, and follows their role (ACC-29)', async () => {
    const agentId = company.own['agent'] as AgentId
    const { secret } = await make({ scopes: allScopes, memberId: agentId })
    const its = person(app.url, secret)
    const about = { subject: agentId, persons: [agentId] }
    const [disabled, moved] = [await socketOf(its), await socketOf(its)]
    await happen({ type: 'agent.role_changed', ...about, data: { agentId, role: 'SUPPORT' } })
    expect(await moved.closed).toEqual({ code: 4401, reason: 'TOKEN_EXPIRED' })
    expect(await disabled.closed).toMatchObject({ code: 4401 })
    await sql`update accounts.agent set role = 'SUPPORT' where id = ${uuidOf(agentId)}`
    await refused(its, null)
    expect(await its.ask('{ viewer { ... on StaffViewer { role } } }')).toEqual({ viewer: { role: 'SUPPORT' } })
    const movedBack = await socketOf(its)
    await sql`update accounts.agent set role = 'AGENT' where id = ${uuidOf(agentId)}`
    await happen({ type: 'agent.role_changed', ...about, data: { agentId, role: 'AGENT' } })
    expect(await movedBack.closed).toEqual({ code: 4401, reason: 'TOKEN_EXPIRED' })
    await refused(its, null)

    const socket = await socketOf(its)
    await happen({ type: 'agent.disabled', ...about, data: { agentId } })
    expect(await socket.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
    expect(await refusal(its)).toBe('SESSION_ENDED')
    await happen({ type: 'agent.enabled', ...about, data: { agentId } })
    await refused(its, null)
    await happen({ type: 'password.change_required', ...about, data: { personId: agentId } })
    await refused(its, 'TOKEN_EXPIRED')
    await happen({ type: 'password.changed', ...about, data: { personId: agentId } })
    await refused(its, null)
  })

  it.each([
    ['one that was cut short', (key: string) => key.slice(0, -1)],
    ['one with a digit changed', (key: string) => key.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ['one of another installation', () => newKeyText(newId('company'), newId('api_key')).text],
    ['a forged one of our company', () => newKeyText(companyId, newId('api_key')).text],
    ['another secret for a key that there is', (_: string, id: ApiKeyId) => newKeyText(companyId, id).text],
    ['its beginning alone', () => 'portico_'],
  ])('is refused when it never did: %s (ACC-29)', async (_what, spoilt) => {
    const its = await program('VIEWINGS_READ')
    const wrong = person(app.url, spoilt(its.token!, its.id as ApiKeyId))
    const { data, errors } = await wrong.send('{ viewer { __typename } }')
    expect(data).toBeUndefined()
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' } }])
    expect(JSON.stringify(errors)).not.toContain(wrong.token!.slice(8) || 'nothing')
    const socket = await openSocket(app.url, { authorization: `Bearer ${wrong.token}` })
    expect(await socket.closed).toEqual({ code: 4401, reason: 'TOKEN_INVALID' })
    expect(await refusal(its)).toBeNull()
  })

  it('is refused when it comes from a web page: keys are for servers (ACC-29)', async () => {
    const its = await program('VIEWINGS_READ')
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${its.token}`, origin: app.url }
    const body = JSON.stringify({ query: '{ viewer { __typename } }' })
    const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body })
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { reason: 'TOKEN_INVALID' } }] })
    const socket = await openSocket(app.url, { authorization: `Bearer ${its.token}` }, { origin: app.url })
    expect(await socket.closed).toEqual({ code: 4401, reason: 'TOKEN_INVALID' })
  })
})

describe('an API key among others', () => {
  it('is seen and touched by no other company’s ADMIN, nor by anyone but an ADMIN in person (ACC-27, ACC-29)', async () => {
    const its = await program(...allScopes)
    const others = await fillCompany(app, 'zebrazebra')
    const see = 'query ($id: ID!) { apiKey(id: $id) { id } node(id: $id) { id } }'
    for (const by of [others.admin, company.agent, company.support, company.client, its, person(app.url)]) {
      expect(await by.ask(see, { id: its.id })).toEqual({ apiKey: null, node: null })
    }
    const { apiKeys } = await others.admin.ask<{ apiKeys: List<Named> }, object>(
      '{ apiKeys(first: 100) { edges { node { id } } } }',
    )
    expect(apiKeys.edges.map(({ node }) => node.id)).toEqual([others.own['api_key']])
    await expect(change(others.admin, 'apiKeyRevoke', { apiKeyId: its.id }, 'apiKey')).rejects.toThrow('NOT_FOUND')
    expect(await refusal(its)).toBeNull()
  }, 60_000)

  it('has idempotency keys of its own: two programs of one member never get each other’s answers (API-6)', async () => {
    const query = `mutation ($name: String!) { contactCreate(input: { lastName: $name }) @idempotent(key: "one") {
      contact { id } userErrors { code } } }`
    const [one, other] = [await program('CONTACTS_WRITE'), await program('CONTACTS_WRITE')]
    type Created = { contactCreate: { contact: Named } }
    const first = await one.ask<Created, object>(query, { name: 'First' })
    const second = await other.ask<Created, object>(query, { name: 'Second' })
    expect(second.contactCreate.contact.id).not.toBe(first.contactCreate.contact.id)
    expect(await one.ask(query, { name: 'First' })).toEqual(first)
  })

  // The last one, as it sets the clock forward, and every session ends by that.
  it('ends when its time has come, on open sockets too (ACC-29)', async () => {
    const its = await program('VIEWINGS_READ')
    const socket = await socketOf(its)
    workshop.pass(91 * DAY)
    expect(await socket.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
    expect(await refusal(its)).toBe('SESSION_ENDED')
    const late = await openSocket(app.url, { authorization: `Bearer ${its.token}` })
    expect(await late.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
    const admin = await staffLogIn(app, MARK, `admin-${MARK}@example.com`, password)
    const { apiKey } = await admin.ask<{ apiKey: object }, object>('query ($id: ID!) { apiKey(id: $id) { status } }', {
      id: its.id,
    })
    expect(apiKey).toEqual({ status: 'EXPIRED' })
  })
})
