import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runScript } from '../support/child.ts'
import { eventually } from '../support/eventually.ts'
import { startApp, type App } from '../support/app.ts'
import { change, fillCompany, type Company } from './support/company.ts'

let app: App
let company: Company
let sql: postgres.Sql

beforeAll(async () => {
  app = await startApp()
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  company = await fillCompany(app, 'heron')
}, 60_000)
afterAll(async () => {
  await sql?.end()
  await app?.stop()
})

interface Parked {
  readonly id: string
  readonly consumer: string
  readonly entityId: string
  readonly attempts: number
  readonly errorCode: string | null
}

async function parkedEvents(): Promise<Parked[]> {
  const { list } = await company.admin.ask<{ list: { edges: { node: Parked }[] } }, object>(
    '{ list: parkedEvents { edges { node { id consumer entityId attempts errorCode } } } }',
  )
  return list.edges.map(({ node }) => node).filter(({ consumer }) => consumer !== 'accounts.tests')
}

/** While the table of portal users is another one, contacts cannot take in that an account was made. */
async function brokenly(work: () => Promise<void>): Promise<void> {
  await sql`alter table contacts.portal_user rename to away`
  try {
    await work()
  } finally {
    await sql`alter table contacts.away rename to portal_user`
  }
}

async function newClient(): Promise<{ contact: string; account: string }> {
  const address = `c${Math.floor(performance.now() * 1000)}@example.com`
  const contact = await change(company.agent, 'contactCreate', { lastName: 'New', emails: [address] }, 'contact')
  return {
    contact,
    account: await change(company.agent, 'portalAccountCreate', { contactId: contact }, 'portalAccount'),
  }
}

async function isPortalUser(contact: string): Promise<boolean> {
  type Answer = { contact: { isPortalUser: boolean } }
  const query = 'query ($id: ID!) { contact(id: $id) { isPortalUser } }'
  return (await company.agent.ask<Answer, object>(query, { id: contact })).contact.isPortalUser
}

/** An account whose creation contacts has parked. */
async function parkOne(): Promise<{ contact: string; account: string; parked: Parked }> {
  let made = { contact: '', account: '' }
  let parked: Parked | undefined
  await brokenly(async () => {
    made = await newClient()
    await eventually(async () => {
      parked = (await parkedEvents()).find(({ entityId }) => entityId === made.account)
      expect(parked).toMatchObject({ consumer: 'contacts.portal-users', errorCode: '42P01' })
    })
    // It is not due for long, so that what follows is the operator's doing.
    await sql`update contacts.parked set next_try_at = now() + interval '1 day'`
  })
  return { ...made, parked: parked! }
}

async function command(...args: string[]) {
  const { code, stdout, stderr } = await runScript('scripts/events.js', args, { DATABASE_URL: app.databaseUrl }).ended
  return { code, said: `${stdout}${stderr}`.trim() }
}

const act = (mutation: string, input: object, field = 'parkedEventId') =>
  company.admin.ask<{ done: Record<string, unknown> }, object>(
    `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) {
       done: ${mutation}(input: $input) { ${field} userErrors { code path } } }`,
    { input },
  )

describe('an event that could not be taken in', () => {
  it('is shown to an administrator, and takes effect when they let it be tried again', async () => {
    const { contact, parked } = await parkOne()
    expect(await isPortalUser(contact)).toBe(false)
    const { done } = await act('parkedEventRetry', { parkedEventId: parked.id })
    expect(done).toEqual({ parkedEventId: parked.id, userErrors: [] })
    await eventually(async () => expect(await isPortalUser(contact)).toBe(true))
    expect(await parkedEvents()).toEqual([])
  })

  it('is given up for good by an administrator, until the entity is replayed', async () => {
    const { contact, account, parked } = await parkOne()
    expect((await act('parkedEventSkip', { parkedEventId: parked.id })).done['userErrors']).toEqual([])
    expect(await parkedEvents()).toEqual([])
    const again = await act('parkedEventSkip', { parkedEventId: parked.id })
    expect(again.done['userErrors']).toEqual([{ code: 'NOT_FOUND', path: ['input', 'parkedEventId'] }])
    await app.host.caughtUp()
    expect(await isPortalUser(contact)).toBe(false)
    const input = { consumer: 'contacts.portal-users', entityId: account }
    expect((await act('consumerReplay', input, 'events')).done).toEqual({ events: 1, userErrors: [] })
    await eventually(async () => expect(await isPortalUser(contact)).toBe(true))
  })

  it('cannot be replayed where that would do something twice', async () => {
    const entityId = company.own['account']!
    const replay = async (consumer: string) => {
      const { done } = await act('consumerReplay', { consumer, entityId }, 'events')
      return (done['userErrors'] as { code: string }[]).map(({ code }) => code)
    }
    expect(await replay('contacts.accounts')).toEqual(['CONSUMER_NOT_REPLAYABLE'])
    for (const none of ['contacts.nothing', 'nowhere.nothing', '']) expect(await replay(none)).toEqual(['NOT_FOUND'])
  })

  it('is looked after on the command line of the server, too', async () => {
    const { contact, account, parked } = await parkOne()
    const listed = await command('list')
    expect(listed.code).toBe(0)
    expect(listed.said).toMatch(
      new RegExp(`${parked.id} contacts.portal-users account.created of ${account}: failed \\d+ times with 42P01`),
    )
    expect(await command('retry', parked.id)).toMatchObject({ code: 0 })
    await eventually(async () => expect(await isPortalUser(contact)).toBe(true))
    expect(await command('skip', parked.id)).toEqual({
      code: 1,
      said: `No parked event has the id ${parked.id}: npm run events -- list shows those there are.`,
    })

    await sql`delete from contacts.portal_user`
    expect(await command('replay', 'contacts.portal-users', account)).toMatchObject({ code: 0 })
    await eventually(async () => expect(await isPortalUser(contact)).toBe(true))
    expect(await isPortalUser(company.own['contact']!)).toBe(false)
    expect(await command('rebuild', 'contacts.portal-users')).toMatchObject({ code: 0 })
    await eventually(async () => expect(await isPortalUser(company.own['contact']!)).toBe(true))

    for (const wrong of [[], ['list', 'all'], ['replay', 'contacts.portal-users'], ['forgive', 'x']]) {
      expect(await command(...wrong)).toMatchObject({ code: 1, said: expect.stringContaining('Say what to do') })
    }
    await sql`insert into accounts.reader (name, pos) values ('contacts.removed', 0)`
    expect(await command('forget', 'contacts.removed')).toMatchObject({ code: 0 })
    expect(await sql`select from accounts.reader where name = 'contacts.removed'`).toHaveLength(0)
    expect((await command('forget', 'contacts.accounts')).said).toContain('belongs to this release')
    expect((await command('rebuild', 'contacts.accounts')).said).toContain('is no projection')
    const { said } = await command('rebuild', 'nothing')
    expect(said).toContain('choose from accounts.clients')
    expect(said).not.toContain('contacts.accounts')
  }, 120_000)
})
