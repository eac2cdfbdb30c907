import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../subgraphs/kernel/actor.ts'
import { newId, type AccountId, type AgentId, type CompanyId, type ContactId } from '../../subgraphs/kernel/ids.ts'
import { openSocket } from '../gateway/support/socket.ts'
import { rootRequest } from '../graph/support/ids.ts'
import { eventually } from '../support/eventually.ts'
import { person, type Person } from '../support/person.ts'
import { sendFile } from '../support/upload.ts'
import { codes, open, openOffice, type List, type Office, type Refused, type Tokens } from './office.ts'
import { begin } from './profile.ts'

// Staff who see the portal as a client does (beyond the ACC rows: read-only, with a reason, half an hour, told to the client).

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'))

let office: Office
/** The agent who answers for the client, and another one. */
let rob: Person
let eve: Person
let kim: Person & { readonly accountId: string }
const known = { rob: '', eve: '', contact: '', company: '' }

beforeAll(async () => {
  office = await openOffice()
  rob = await office.staff('AGENT', 'rob@example.com')
  eve = await office.staff('AGENT', 'eve@example.com')
  kim = await office.client(rob, 'kim@example.com')
  const WHO = '{ viewer { ... on StaffViewer { agent { id } company { id } } } }'
  type Found = { viewer: { agent: { id: string }; company: { id: string } } }
  const [ofRob, ofEve] = [await rob.ask<Found, object>(WHO), await eve.ask<Found, object>(WHO)]
  Object.assign(known, { rob: ofRob.viewer.agent.id, eve: ofEve.viewer.agent.id, company: ofRob.viewer.company.id })
  known.contact = await contactOf()
}, 120_000)
afterAll(() => office?.stop())

interface Started extends Refused {
  readonly session: Tokens | null
  readonly view: { readonly reason: string } | null
}

async function start(by: Person, reason = 'She called: where is her viewing?', accountId = kim.accountId) {
  const query = `mutation ($input: ClientViewStartInput!) { done: clientViewStart(input: $input) {
    session { id accessToken refreshToken expiresAt } view { reason agent { id } } userErrors { code path } } }`
  return (await by.ask<{ done: Started }, object>(query, { input: { accountId, reason } })).done
}
const at = ({ accessToken }: Pick<Tokens, 'accessToken'>) => person(office.app.url, accessToken)
const started = async (by: Person) => (await start(by)).session!
const refresh = ({ refreshToken }: Tokens) => open(office.visitor, 'sessionRefresh', { refreshToken })

async function refusal(by: Person, query = '{ viewer { __typename } }'): Promise<unknown> {
  const { errors } = await by.send(query)
  return errors?.[0]?.extensions?.['reason'] ?? null
}

interface View {
  readonly reason: string
  readonly agent: { readonly id: string }
  readonly endedAt: string | null
}

async function views(by: Person): Promise<View[]> {
  const query = `query ($id: ID!) { portalAccount(id: $id) {
    staffViews { edges { node { reason startedAt endedAt agent { id } } } } } }`
  const { portalAccount } = await by.ask<{ portalAccount: { staffViews: List<View> } }, object>(query, {
    id: kim.accountId,
  })
  return portalAccount.staffViews.edges.map(({ node }) => node)
}

describe('seeing the portal as a client does', () => {
  it('shows the agent what the client sees, and both of them that it was looked at (ACC-27)', async () => {
    const done = await start(rob)
    expect(done).toMatchObject({ view: { agent: { id: known.rob } }, userErrors: [] })
    const seen = at(done.session!)
    const own =
      '{ viewer { ... on ClientViewer { account { id email } seenBy { id } } } requests { edges { cursor } } }'
    expect(await kim.ask(own)).toEqual({
      viewer: { account: { id: kim.accountId, email: 'kim@example.com' }, seenBy: null },
      requests: { edges: [] },
    })
    expect(await seen.ask(own)).toEqual({
      viewer: { account: { id: kim.accountId, email: 'kim@example.com' }, seenBy: { id: known.rob } },
      requests: { edges: [] },
    })
    expect(await refusal(seen, '{ contacts { edges { cursor } } }')).toBe('STAFF_ONLY')
    const stream = seen.followSse<unknown, object>('subscription { viewingChanged { __typename } }', {})
    expect((await stream.next()).errors).toBeUndefined()
    stream.cut()

    const told = { reason: 'She called: where is her viewing?', agent: { id: known.rob }, endedAt: null }
    for (const by of [kim, rob, office.admin, seen]) expect(await views(by)).toMatchObject([told])
    // It is no device of the client's.
    const { sessions } = await kim.ask<{ sessions: List<{ id: string }> }, object>(
      '{ sessions { edges { node { id } } } }',
    )
    expect(sessions.edges.map(({ node }) => node.id)).not.toContain(done.session!.id)
  })

  it('changes nothing, whatever is tried and wherever (ACC-27)', async () => {
    const session = await started(rob)
    const seen = at(session)
    const allowed: string[] = []
    for (const field of Object.values(schema.getMutationType()!.getFields())) {
      const { query, variables } = rootRequest(schema, 'mutation', field, () => newId('contact'))
      const kept = query.replace('sessionEnd(input: {})', `sessionEnd(input: { sessionId: "${newId('session')}" })`)
      const { errors = [] } = await seen.send<unknown, object>(kept, variables)
      if (errors[0]?.extensions?.['reason'] !== 'READ_ONLY_VIEW') allowed.push(field.name)
    }
    expect(allowed.sort()).toEqual(['sessionEnd', 'sessionRefresh'])

    // A subgraph that is asked past the gateway refuses as well.
    const actor: Actor = {
      ...{ kind: 'client', company: known.company as CompanyId, account: kim.accountId as AccountId, blocks: [] },
      ...{ contact: known.contact as ContactId, session: newId('session'), seenBy: known.rob as AgentId },
    }
    const { link } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'tickets')!
    const document = parse('mutation { requestSubmit(input: { subject: "a", body: "b" }) { userErrors { code } } }')
    const { errors } = await link.execute({ document, actor, caller: 'gateway', requestId: 'a' })
    expect(errors).toMatchObject([{ extensions: { reason: 'READ_ONLY_VIEW' } }])

    const upload = await begin(kim, 10)
    expect((await sendFile(seen, upload, new Uint8Array(10))).status).toBe(403)
  })

  it('ends when the agent says so, and not by it another session of the client (ACC-13)', async () => {
    const session = await started(rob)
    const end = async (by: Person, input: object) => {
      const query = 'mutation ($input: SessionEndInput!) { done: sessionEnd(input: $input) { userErrors { code } } }'
      return codes((await by.ask<{ done: Refused }, object>(query, { input })).done)
    }
    const { sessions } = await kim.ask<{ sessions: List<{ id: string }> }, object>(
      '{ sessions { edges { node { id } } } }',
    )
    expect(await end(at(session), { sessionId: sessions.edges[0]!.node.id })).toEqual(['NOT_FOUND'])
    expect(await end(at(session), {})).toEqual([])
    await eventually(async () => expect(await refusal(at(session))).toBe('SESSION_ENDED'))
    expect((await views(kim))[0]!.endedAt).not.toBeNull()
    expect(await refusal(kim)).toBeNull()
  })

  it('is for those who answer for the client, and say why (ACC-27)', async () => {
    const hidden = [{ code: 'NOT_FOUND', path: ['input', 'accountId'] }]
    expect((await start(eve)).userErrors).toEqual(hidden)
    expect((await start(rob, 'because', newId('account'))).userErrors).toEqual(hidden)
    expect((await start(rob, ' a  ')).userErrors).toEqual([
      { code: 'VIEW_REASON_TOO_SHORT', path: ['input', 'reason'] },
    ])
    expect(codes(await start(rob, 'a'.repeat(501)))).toEqual(['TEXT_TOO_LONG'])
    const other = await office.found('other-homes')
    expect((await start(other.admin)).userErrors).toEqual(hidden)
    // Nobody looks through the eyes of somebody they look at.
    const nested = await at(await started(rob)).send<unknown, object>(
      'mutation ($input: ClientViewStartInput!) { clientViewStart(input: $input) { userErrors { code } } }',
      { input: { accountId: kim.accountId, reason: 'because' } },
    )
    expect(nested.errors).toMatchObject([{ extensions: { reason: 'READ_ONLY_VIEW' } }])
  })

  it('ends at once when somebody else answers for the client, but not for an administrator (ACC-1)', async () => {
    const [ofRob, ofAdmin] = [await started(rob), await started(office.admin)]
    const socket = await openSocket(office.app.url, { authorization: `Bearer ${ofRob.accessToken}` })
    await socket.message('connection_ack')
    await office.admin.ask<unknown, object>(
      'mutation ($input: ContactAssignInput!) { contactAssign(input: $input) { userErrors { code } } }',
      { input: { contactId: known.contact, responsibleAgentId: known.eve } },
    )
    expect(await socket.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
    expect(codes(await refresh(ofRob))).toEqual(['SESSION_ENDED'])
    expect(await refusal(at(ofAdmin))).toBeNull()
    expect(codes(await start(rob))).toEqual(['NOT_FOUND'])
    expect(codes(await start(eve))).toEqual([])
  })

  it('lasts half an hour in all, in which it can be refreshed (ACC-13)', async () => {
    const session = await started(eve)
    const minutes = (Date.parse(session.expiresAt) - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(29)
    expect(minutes).toBeLessThanOrEqual(30)
    office.pass({ minutes: 25 })
    const renewed = (await refresh(session)).session!
    expect(renewed.expiresAt).toBe(session.expiresAt)
    expect(await refusal(at(renewed), '{ viewings { edges { cursor } } }')).toBeNull()
    office.pass({ minutes: 5 })
    expect(codes(await refresh(renewed))).toEqual(['SESSION_ENDED'])
    expect(await refusal(at(renewed))).not.toBeNull()
  })

  it('ends with the agent’s right to it, and with the client’s account (ACC-15, ACC-27)', async () => {
    const admin = await office.logIn()
    const asked = (mutation: string, input: object) =>
      admin.ask<unknown, object>(
        `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { userErrors { code } } }`,
        { input },
      )
    const ofEve = await started(await office.logIn('eve@example.com'))
    await asked('agentRoleChange', { agentId: known.eve, role: 'SUPPORT' })
    await eventually(async () => expect(await refusal(at(ofEve))).not.toBeNull())
    expect(codes(await refresh(ofEve))).toEqual(['SESSION_ENDED'])

    const ofAdmin = await started(admin)
    await asked('portalAccountDisable', { accountId: kim.accountId })
    await eventually(async () => expect(await refusal(at(ofAdmin))).toBe('SESSION_ENDED'))
    expect(codes(await start(admin))).toEqual(['NOT_FOUND'])
    expect((await views(admin)).filter(({ endedAt }) => endedAt === null)).toEqual([])
  })
})

async function contactOf(): Promise<string> {
  const query = 'query ($id: ID!) { portalAccount(id: $id) { contact { id } } }'
  const found = await office.admin.ask<{ portalAccount: { contact: { id: string } } }, object>(query, {
    id: kim.accountId,
  })
  return found.portalAccount.contact.id
}
