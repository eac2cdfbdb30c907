import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSubgraphs } from '../../subgraphs/index.ts'
import { appendAs } from '../../subgraphs/kernel/events/append.ts'
import { idFrom, uuidOf, type AccountId, type ContactId } from '../../subgraphs/kernel/ids.ts'
import { change, fillCompany, type Company } from '../graph/support/company.ts'
import { companyRows } from '../graph/support/rows.ts'
import { startApp, type App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'

const subgraphs = await loadSubgraphs()

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

/** What each subgraph keeps of the others, by where it stands. */
const projections = {
  'accounts.client': sums('accounts.client'),
  'viewings.client': sums('viewings.client'),
  'tickets.client': sums('tickets.client'),
  'contacts.portal_user': sums('contacts.portal_user'),
  'contacts.portal': sums('contacts.portal'),
  'contacts.contact': sums('contacts.contact'),
}

function sums(table: string) {
  return async (): Promise<string | undefined> => (await companyRows(sql, await companyId()))[table]
}

async function companyId(): Promise<string> {
  const [row] = await sql`select company_id from accounts.company where handle = ${company.mark}`
  return String(row!['company_id'])
}

/** What accounts does as it disables a portal account. */
async function disableAccount(): Promise<void> {
  const { services } = app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
  const { account, contact } = company.own as { account: AccountId; contact: ContactId }
  const data = { accountId: account, contactId: contact }
  const author = { company: idFrom('company', await companyId()), by: null }
  await sql`update accounts.portal_account set disabled_at = now() where id = ${uuidOf(account)}`
  await services.db.transaction((tx) => appendAs(tx, { type: 'account.disabled', subject: account, data }, author))
}

async function all(): Promise<Record<string, string | undefined>> {
  const found = await Promise.all(
    Object.entries(projections).map(async ([name, read]) => [name, await read()] as const),
  )
  return Object.fromEntries(found)
}

describe('what a subgraph keeps of another', () => {
  it('is mended after the other was restored, whatever it was', async () => {
    await change(company.admin, 'portalSettingsUpdate', { isOn: false }, 'portalSettings')
    await disableAccount()
    await eventually(async () => {
      const [user] = await sql`select is_disabled from contacts.portal_user where company_id = ${await companyId()}`
      expect(user).toEqual({ is_disabled: true })
    })
    await app.host.caughtUp()
    const right = await all()
    const stranger = '01890a5d-ac96-774b-bcce-b302099a8057'
    const id = await companyId()
    for (const schema of ['accounts', 'viewings', 'tickets']) {
      await sql`update ${sql(schema)}.client set agent_id = null`
      await sql`insert into ${sql(schema)}.client values (${id}, ${stranger}, null)`
    }
    await sql`update contacts.portal_user set is_active = not is_active, is_disabled = not is_disabled`
    await sql`update contacts.portal set is_on = true`
    await sql`insert into contacts.portal_user values (${id}, ${stranger}, ${stranger}, true)`
    await sql`update contacts.contact set is_requester = false`
    for (const [name, sum] of Object.entries(await all())) expect(sum, name).not.toBe(right[name])
    for (const name of Object.keys(subgraphs)) await sql`update ${sql(name)}.head set epoch = epoch + 1`
    await eventually(async () => expect(await all()).toEqual(right))
  })

  it('can be made anew wherever events can be replayed, and only there', () => {
    const reactions = Object.values(subgraphs).flatMap((subgraph) => subgraph.reactions ?? [])
    expect(reactions.length).toBeGreaterThan(6)
    for (const { name, replayable, rebuild } of reactions)
      expect([name, rebuild !== undefined]).toEqual([name, !!replayable])
    for (const { source, rebuild } of reactions) {
      if (rebuild) expect(Object.keys(subgraphs[source].internal ?? {})).toContain(rebuild.endpoint)
    }
  })

  it('is called after the subgraph that keeps it', () => {
    for (const { name, reactions = [] } of Object.values(subgraphs)) {
      for (const reaction of reactions) expect(reaction.name).toMatch(new RegExp(`^${name}\\.`))
    }
  })
})
