import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { change } from '../graph/support/company.ts'
import { startApp, type App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import { changePassword, mailedPassword, staffLogIn } from '../support/log-in.ts'
import { readMails, temporaryPasswordIn } from '../support/mails.ts'
import { person, type Person } from '../support/person.ts'
import type { List } from './office.ts'

const password = 'eleven quiet bicycles'
const HANDLE = 'harbour-homes'

interface Done {
  readonly userErrors: readonly { readonly code: string; readonly path: readonly string[] | null }[]
}
interface Founded extends Done {
  readonly company: { readonly id: string; readonly name: string } | null
  readonly portalKey: string | null
}

let app: App
let founded: Founded[]
let admin: Person
let ids: Readonly<Record<'ada' | 'eve' | 'gus' | 'sue', string>>
let eve: Person
let gus: Person

beforeAll(async () => {
  app = await startApp()
  const founding = (handle: string) =>
    person(app.url).ask<{ done: Founded }, object>(
      `mutation ($input: CompanyFoundInput!) { done: companyFound(input: $input) {
        company { id name } portalKey userErrors { code path } } }`,
      {
        input: { name: 'Harbour Homes', handle, email: 'ada@example.com', firstName: 'Ada', lastName: 'Min', password },
      },
    )
  // Only one of them can be first, whichever it is.
  const answers = await Promise.all(Array.from({ length: 5 }, () => founding(HANDLE)))
  founded = [...answers, await founding('another')].map(({ done }) => done)
  admin = await staffLogIn(app, HANDLE, 'ada@example.com', password)
  const names = { eve: 'ADMIN', gus: 'AGENT', sue: 'SUPPORT' } as const
  const made = Object.entries(names).map(async ([name, role]) => {
    const input = { email: `${name}@example.com`, firstName: name, lastName: role, role }
    return [name, await change(admin, 'agentInvite', input, 'agent')] as const
  })
  ids = { ...Object.fromEntries(await Promise.all(made)), ada: await idOfViewer(admin) } as typeof ids
  ;[eve, gus] = [await arrive('eve'), await arrive('gus')]
}, 60_000)
afterAll(() => app?.stop())

/** Logs in with what was mailed, the newest of this many times, and chooses a password. */
async function arrive(name: string, times = 1): Promise<Person> {
  const email = `${name}@example.com`
  const temporary = await mailed(email, times)
  return changePassword(await staffLogIn(app, HANDLE, email, temporary), temporary, password)
}

function mailed(email: string, times = 1): Promise<string> {
  if (times === 1) return mailedPassword(app, email)
  return eventually(async () => {
    const mails = (await readMails(app.dataDir)).filter(({ to }) => to === email)
    const found = temporaryPasswordIn(mails[times - 1]?.text)
    if (!found) throw new Error(`There are ${mails.length} mails to ${email}.`)
    return found
  })
}

async function idOfViewer(by: Person): Promise<string> {
  const { viewer } = await by.ask<{ viewer: { agent: { id: string } } }, object>(
    '{ viewer { ... on StaffViewer { agent { id } } } }',
  )
  return viewer.agent.id
}

/** Asks for a mutation of the roster; why it did nothing, each time with where. */
async function refused(by: Person, mutation: string, input: object): Promise<string[]> {
  const inputType = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const { done } = await by.ask<{ done: Done }, object>(
    `mutation ($input: ${inputType}!) { done: ${mutation}(input: $input) { userErrors { code path } } }`,
    { input },
  )
  return done.userErrors.map(({ code, path }) => [code, ...(path ?? [])].join(' '))
}

interface Listed {
  readonly id: string
  readonly name: string
}

async function roster(filter?: object): Promise<string[]> {
  const { agents } = await admin.ask<{ agents: List<Listed> }, object>(
    'query ($filter: AgentFilter) { agents(filter: $filter) { edges { node { id name } } } }',
    { filter },
  )
  return agents.edges.map(({ node }) => node.name)
}

/** Why somebody is not served any more; null while they are. */
async function shutOut(by: Person): Promise<unknown> {
  const { errors } = await by.send('{ agents { edges { cursor } } }')
  return errors?.[0]?.extensions?.['reason'] ?? null
}

const logInOf = (name: string) =>
  staffLogIn(app, HANDLE, `${name}@example.com`, password).catch(({ message }: Error) => message)

describe('founding the first company', () => {
  it('is open to everybody until there is one: of several at once one founds theirs (ACC-27)', async () => {
    const done = founded.filter(({ userErrors }) => userErrors.length === 0)
    expect(done).toHaveLength(1)
    expect(done[0]!.company).toMatchObject({ name: 'Harbour Homes' })
    const others = founded.filter((each) => each !== done[0])
    expect(others.map(({ userErrors }) => userErrors)).toEqual(
      others.map(() => [{ code: 'COMPANY_EXISTS', path: null }]),
    )
    expect(others.map(({ company, portalKey }) => company ?? portalKey)).toEqual(others.map(() => null))
    const told = await person(app.url).ask('query ($key: String!) { portal(key: $key) { __typename } }', {
      key: done[0]!.portalKey,
    })
    expect(told).toEqual({ portal: { __typename: 'Portal' } })
  })

  it('makes its administrator, who logs in next and is the company’s (ACC-27)', async () => {
    const query = '{ viewer { ... on StaffViewer { role company { administrator { id name } } } } }'
    const administrator = { id: ids.ada, name: 'Ada Min' }
    expect(await admin.ask(query)).toEqual({ viewer: { role: 'ADMIN', company: { administrator } } })
  })
})

describe('what is said of a member of staff', () => {
  it('they change themselves, as far as names go; an administrator changes the rest (ACC-27)', async () => {
    expect(await refused(gus, 'agentUpdate', { firstName: ' Gustav ', expectedVersion: 1 })).toEqual([])
    expect(await refused(gus, 'agentUpdate', { firstName: 'Gus', expectedVersion: 1 })).toEqual([
      'VERSION_MISMATCH input expectedVersion',
    ])
    expect(await refused(gus, 'agentUpdate', { agentId: ids.eve, firstName: 'E' })).toEqual([
      'OWN_PROFILE_ONLY input agentId',
    ])
    expect(await refused(gus, 'agentUpdate', { email: 'gustav@example.com' })).toEqual([
      'EMAIL_BY_ADMINISTRATOR input email',
    ])
    const wrong = { agentId: ids.gus, firstName: ' ', lastName: 'x'.repeat(101), email: 'nobody' }
    expect(await refused(admin, 'agentUpdate', wrong)).toEqual([
      'EMAIL_INVALID input email',
      'NAME_MISSING input firstName',
      'NAME_TOO_LONG input lastName',
    ])
    expect(await refused(admin, 'agentUpdate', { agentId: ids.gus, email: 'Eve@Example.com' })).toEqual([
      'EMAIL_IN_USE input email',
    ])
    expect(await refused(admin, 'agentUpdate', { agentId: ids.sue, email: 'susan@example.com' })).toEqual([])
    const { agent } = await admin.ask<{ agent: object }, object>(
      'query ($id: ID!) { agent(id: $id) { name email version leftAt } }',
      { id: ids.sue },
    )
    expect(agent).toEqual({ name: 'sue SUPPORT', email: 'susan@example.com', version: 2, leftAt: null })
    expect(await roster()).toEqual(expect.arrayContaining(['Ada Min', 'Gustav AGENT', 'sue SUPPORT']))
  })

  it('an invitation is mailed anew until a password was chosen, and the one before dies', async () => {
    const first = await mailed('sue@example.com')
    expect(await refused(admin, 'agentInvitationResend', { agentId: ids.sue })).toEqual([])
    const second = await mailed('susan@example.com')
    await expect(staffLogIn(app, HANDLE, 'susan@example.com', first)).rejects.toThrow('CREDENTIALS_INVALID')
    expect(await idOfViewer(await staffLogIn(app, HANDLE, 'susan@example.com', second))).toBe(ids.sue)
    expect(await refused(admin, 'agentInvitationResend', { agentId: ids.gus })).toEqual([
      'PASSWORD_ALREADY_CHOSEN input agentId',
    ])
  })

  it('another role counts at once (ACC-27)', async () => {
    const before = await logInOf('eve')
    expect(await refused(admin, 'agentRoleChange', { agentId: ids.eve, role: 'SUPPORT' })).toEqual([])
    await eventually(async () => expect(await shutOut(before as Person)).toBe('TOKEN_EXPIRED'))
    const after = (await logInOf('eve')) as Person
    const { errors } = await after.send('{ portalSettings { version } }')
    expect(errors![0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE' })
    expect(await roster({ roles: ['SUPPORT'] })).toEqual(['eve ADMIN', 'sue SUPPORT'])
    expect(await refused(admin, 'agentRoleChange', { agentId: ids.eve, role: 'ADMIN' })).toEqual([])
    eve = (await logInOf('eve')) as Person
  })
})

describe('the company’s administrator', () => {
  it('stays an ADMIN and stays here until another one is named, who is an ADMIN (ACC-27)', async () => {
    const isNamed = ['IS_COMPANY_ADMINISTRATOR input agentId']
    expect(await refused(eve, 'agentLeave', { agentId: ids.ada })).toEqual(isNamed)
    expect(await refused(eve, 'agentRoleChange', { agentId: ids.ada, role: 'AGENT' })).toEqual(isNamed)
    expect(await refused(admin, 'administratorAppoint', { agentId: ids.gus })).toEqual([
      'AGENT_NOT_ADMIN input agentId',
    ])
    expect(await refused(admin, 'administratorAppoint', { agentId: ids.eve })).toEqual([])
    expect(await refused(admin, 'administratorAppoint', { agentId: ids.eve })).toEqual([])
    expect(await refused(admin, 'agentLeave', { agentId: ids.eve })).toEqual(isNamed)
    expect(await refused(eve, 'administratorAppoint', { agentId: ids.ada })).toEqual([])
  })

  it('is never somebody who has left, however close together both happen (ACC-27)', async () => {
    for (let round = 1; round <= 3; round++) {
      const [appointed, left] = await Promise.all([
        refused(admin, 'administratorAppoint', { agentId: ids.eve }),
        refused(admin, 'agentLeave', { agentId: ids.eve }),
      ])
      expect([appointed, left]).toContainEqual([])
      if (left.length > 0) expect(left).toEqual(['IS_COMPANY_ADMINISTRATOR input agentId'])
      else expect(appointed).toEqual(['AGENT_HAS_LEFT input agentId'])
      await refused(admin, 'administratorAppoint', { agentId: ids.ada })
      await refused(admin, 'agentReturn', { agentId: ids.eve })
    }
  })
})

describe('teams', () => {
  it('have a name of their own and members who are here (ACC-27)', async () => {
    const memberIds = [ids.gus, ids.sue, ids.gus]
    const teamId = await change(admin, 'teamCreate', { name: 'North', memberIds }, 'team')
    expect(await refused(admin, 'teamCreate', { name: 'NORTH' })).toEqual(['TEAM_NAME_TAKEN input name'])
    expect(await refused(admin, 'teamCreate', { name: 'South', memberIds: [ids.gus, teamId] })).toEqual([
      'NOT_FOUND input memberIds 1',
    ])
    const other = await change(admin, 'teamCreate', { name: 'South' }, 'team')
    expect(await refused(admin, 'teamUpdate', { teamId: other, name: ' north' })).toEqual([
      'TEAM_NAME_TAKEN input name',
    ])
    expect(await refused(admin, 'teamUpdate', { teamId: other, memberIds: [ids.gus], expectedVersion: 1 })).toEqual([])
    expect(await refused(admin, 'teamUpdate', { teamId: other, name: 'East', expectedVersion: 1 })).toEqual([
      'VERSION_MISMATCH input expectedVersion',
    ])

    type Teams = List<{ name: string; members: List<Listed & { teams: List<{ name: string }> }> }>
    const { teams } = await gus.ask<{ teams: Teams }, object>(
      '{ teams { edges { node { name members { edges { node { name teams { edges { node { name } } } } } } } } } }',
    )
    const shown = teams.edges.map(({ node }) => [
      node.name,
      ...node.members.edges.map(({ node: one }) =>
        [one.name, ...one.teams.edges.map((team) => team.node.name)].join(' '),
      ),
    ])
    expect(shown.map((each) => each.toSorted())).toEqual([
      ['Gustav AGENT North South', 'North', 'sue SUPPORT North'],
      ['Gustav AGENT North South', 'South'],
    ])
    expect(await roster({ teamId: other })).toEqual(['Gustav AGENT'])
    expect(await refused(admin, 'teamDelete', { teamId: other })).toEqual([])
    expect(await refused(admin, 'teamDelete', { teamId: other })).toEqual(['NOT_FOUND input teamId'])
    expect(await roster({ teamId: other })).toEqual([])
  })
})

describe('a member of staff who leaves', () => {
  it('does not come in any more in any way, and is still named by what they did (ACC-27)', async () => {
    const contactId = await change(gus, 'contactCreate', { firstName: 'Kim', lastName: 'Doe' }, 'contact')
    const { apiKeyCreate } = await admin.ask<{ apiKeyCreate: { secret: string } }, object>(
      'mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { secret } }',
      { input: { name: 'Of Gus', scopes: ['ACCOUNTS_READ'], memberId: ids.gus } },
    )
    const key = person(app.url, apiKeyCreate.secret)
    expect(await shutOut(key)).toBeNull()
    await app.host.caughtUp()

    // Some are just logging in: whoever is let in before the end is put out by it. They may all be too late, and with those
    // that follow stay below what makes a person wait.
    const logIns = Array.from({ length: 2 }, () => logInOf('gus'))
    const { agentLeave } = await admin.ask<{ agentLeave: object }, object>(
      `mutation ($input: AgentLeaveInput!) { agentLeave(input: $input) {
        contactsToAssign agent { name leftAt } userErrors { code } } }`,
      { input: { agentId: ids.gus } },
    )
    expect(agentLeave).toEqual({
      contactsToAssign: 1,
      agent: { name: 'Gustav AGENT', leftAt: expect.any(String) as string },
      userErrors: [],
    })
    const sessions = (await Promise.all(logIns)).filter((one) => typeof one !== 'string')
    for (const shut of [gus, key, ...sessions]) {
      await eventually(async () => expect(await shutOut(shut)).toBe('SESSION_ENDED'))
    }
    expect(await logInOf('gus')).toContain('CREDENTIALS_INVALID')
    expect(await roster()).not.toContain('Gustav AGENT')
    expect(await roster({ hasLeft: true })).toEqual(['Gustav AGENT'])
    const { agent } = await admin.ask<{ agent: object }, object>(
      'query ($id: ID!) { agent(id: $id) { signIns(first: 1) { edges { node { outcome way } } } } }',
      { id: ids.gus },
    )
    expect(agent).toEqual({ signIns: { edges: [{ node: { outcome: 'LEFT', way: 'PASSWORD' } }] } })

    const { contact, teams } = await admin.ask<{ contact: object; teams: List<object> }, object>(
      `query ($id: ID!) { contact(id: $id) { responsibleAgent { name leftAt } }
        teams { edges { node { members { edges { node { name } } } } } } }`,
      { id: contactId },
    )
    expect(contact).toEqual({ responsibleAgent: { name: 'Gustav AGENT', leftAt: expect.any(String) as string } })
    expect(JSON.stringify(teams)).not.toContain('Gustav')
  })

  it('is given nothing new, and what was theirs can be given to others (ACC-27)', async () => {
    const theirs = { firstName: 'Lee', lastName: 'Doe', responsibleAgentId: ids.gus }
    expect(await refused(admin, 'contactCreate', theirs)).toEqual(['NOT_FOUND input responsibleAgentId'])
    const { contacts } = await admin.ask<{ contacts: List<{ id: string }> }, object>(
      '{ contacts { edges { node { id } } } }',
    )
    const contactId = contacts.edges[0]!.node.id
    expect(await refused(admin, 'contactAssign', { contactId, responsibleAgentId: ids.ada })).toEqual([])
    expect(await refused(admin, 'contactAssign', { contactId, responsibleAgentId: ids.gus })).toEqual([
      'NOT_FOUND input responsibleAgentId',
    ])
    expect(await refused(admin, 'teamCreate', { name: 'West', memberIds: [ids.gus] })).toEqual([
      'NOT_FOUND input memberIds 0',
    ])
    for (const [mutation, input] of [
      ['agentRoleChange', { role: 'ADMIN' }],
      ['agentInvitationResend', {}],
      ['administratorAppoint', {}],
    ] as const) {
      expect(await refused(admin, mutation, { agentId: ids.gus, ...input })).toEqual(['AGENT_HAS_LEFT input agentId'])
    }
    expect(await refused(admin, 'apiKeyCreate', { name: 'k', scopes: ['ACCOUNTS_READ'], memberId: ids.gus })).toEqual([
      'NOT_FOUND input memberId',
    ])
  })

  it('may be back, with a new password and no key of before (ACC-27)', async () => {
    expect(await refused(admin, 'agentReturn', { agentId: ids.gus })).toEqual([])
    expect(await refused(admin, 'agentReturn', { agentId: ids.gus })).toEqual([])
    const temporary = await mailed('gus@example.com', 2)
    expect(await logInOf('gus')).toContain('CREDENTIALS_INVALID')
    const back = await changePassword(await staffLogIn(app, HANDLE, 'gus@example.com', temporary), temporary, password)
    await eventually(async () => expect(await shutOut(back)).toBeNull())
    expect(await shutOut(gus)).toBe('SESSION_ENDED')
    expect(await roster()).toContain('Gustav AGENT')
    type Keys = { apiKeys: List<{ status: string; revokedBy: { id: string } }> }
    const { apiKeys } = await admin.ask<Keys, object>('{ apiKeys { edges { node { status revokedBy { id } } } } }')
    expect(apiKeys.edges.map(({ node }) => node)).toEqual([{ status: 'REVOKED', revokedBy: { id: ids.ada } }])
  })
})
