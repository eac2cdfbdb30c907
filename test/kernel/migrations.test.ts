import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DatabaseSettings } from '../../subgraphs/kernel/db.ts'
import { migrate } from '../../subgraphs/kernel/migrations.ts'
import { administer, emptyDatabase, fourDatabases, freshDatabase, type FreshDatabase } from '../support/database.ts'

let folder: string
let database: FreshDatabase
const folders: string[] = []

beforeEach(async () => {
  folders.push((folder = await mkdtemp(join(tmpdir(), 'migrations-'))))
  database = await emptyDatabase()
  await file('kernel/0001_core.sql', 'CREATE TABLE core (id int)')
  await file('tickets/0001_ticket.sql', 'CREATE TABLE ticket (id int); INSERT INTO core VALUES (1)')
  await file('tickets/0002_status.sql', "CREATE TYPE status AS ENUM ('OPEN'); ALTER TABLE ticket ADD status status")
})
afterEach(() => database.drop())
afterAll(() => Promise.all(folders.map((path) => rm(path, { recursive: true }))))

describe("migrating a subgraph's schema", () => {
  it("applies the event core's files, then its own, in order and once", async () => {
    expect(await run()).toEqual(['kernel/0001_core.sql', 'tickets/0001_ticket.sql', 'tickets/0002_status.sql'])
    expect(await run()).toEqual([])
    await file('tickets/0003_next.sql', 'CREATE TABLE next (id int)')
    expect(await run()).toEqual(['tickets/0003_next.sql'])
  })

  it('gives all it makes to a role that can reach nothing else', async () => {
    await run()
    await run(settings('contacts'))
    const owners = await query<{ schema: string; owner: string }>(
      `SELECT DISTINCT schemaname AS schema, tableowner AS owner FROM pg_tables WHERE schemaname ~ 'tickets|contacts' ORDER BY 1`,
    )
    expect(owners).toEqual([
      { schema: 'contacts', owner: 'portico_contacts' },
      { schema: 'contacts_jobs', owner: 'portico_contacts' },
      { schema: 'tickets', owner: 'portico_tickets' },
      { schema: 'tickets_jobs', owner: 'portico_tickets' },
    ])
    const asTickets = (statement: string) => query(`SET ROLE portico_tickets; ${statement}`)
    await asTickets('SELECT * FROM tickets.core')
    await expect(asTickets('SELECT * FROM contacts.core')).rejects.toMatchObject({ code: '42501' })
    await expect(asTickets('SELECT * FROM contacts_jobs.migrations')).rejects.toMatchObject({ code: '42501' })
    await expect(asTickets('CREATE TABLE public.mine (id int)')).rejects.toMatchObject({ code: '42501' })
    await expect(asTickets('CREATE SCHEMA mine')).rejects.toMatchObject({ code: '42501' })
  })

  it('refuses a file that was changed after it was applied', async () => {
    await run()
    await file('tickets/0001_ticket.sql', 'CREATE TABLE ticket (id bigint)')
    await expect(run()).rejects.toThrow(
      'The migration tickets/0001_ticket.sql has changed since it was applied to tickets',
    )
  })

  it('takes back all of a file that fails, names it, and goes on from there', async () => {
    await file('tickets/0002_status.sql', 'CREATE TABLE half (id int);\nSELECT 1 / 0')
    await expect(run()).rejects.toThrow('The migration tickets/0002_status.sql failed near its line')
    expect(await query(`SELECT to_regclass('tickets.half') AS half`)).toEqual([{ half: null }])
    await file('tickets/0002_status.sql', 'CREATE TABLE whole (id int)')
    expect(await run()).toEqual(['tickets/0002_status.sql'])
  })

  it('applies each file once when many processes do it at the same time', async () => {
    const applied = await Promise.all([
      ...Array.from({ length: 4 }, () => run()),
      ...Array.from({ length: 2 }, () => run(settings('viewings'))),
    ])
    expect(applied.flat().sort()).toEqual([
      'kernel/0001_core.sql',
      'kernel/0001_core.sql',
      'tickets/0001_ticket.sql',
      'tickets/0002_status.sql',
    ])
    expect(await query('SELECT count(*)::int AS n FROM tickets.core')).toEqual([{ n: 1 }])
  })

  it("takes the time it needs, whatever the server's limit on statements", async () => {
    await administer((sql) => sql.unsafe(`ALTER DATABASE "${nameOf(database.url)}" SET statement_timeout = '50ms'`))
    await file('tickets/0003_slow.sql', 'SELECT pg_sleep(0.2)')
    expect(await run()).toContain('tickets/0003_slow.sql')
  })

  it('serves an administrator who may create roles without being a superuser', async () => {
    await administer((sql) => sql`CREATE ROLE keeper LOGIN CREATEROLE PASSWORD 'keeper'`)
    const name = nameOf(database.url)
    await administer((sql) => sql`ALTER DATABASE ${sql(name)} OWNER TO keeper`)
    const asKeeper = database.url.replace(/\/\/.*@/, '//keeper:keeper@')
    const mine = { ...settings('tickets'), role: 'portico_kept', url: asKeeper }
    expect(await run(mine)).toHaveLength(3)
    expect(await run(mine)).toEqual([])
    await database.drop()
    await administer((sql) => sql`DROP ROLE portico_kept`)
    await administer((sql) => sql`DROP ROLE keeper`)
    database = await emptyDatabase()
  })

  it('says what to do when the user may not create roles', async () => {
    await administer((sql) => sql`CREATE ROLE modest LOGIN PASSWORD 'modest'`)
    const url = database.url.replace(/\/\/.*@/, '//modest:modest@')
    const name = nameOf(database.url)
    await administer((sql) => sql`ALTER DATABASE ${sql(name)} OWNER TO modest`)
    await expect(run({ ...settings('tickets'), role: 'portico_absent', url })).rejects.toThrow(
      "The database's user may not create the role portico_absent: let it (CREATEROLE), or give each subgraph a database",
    )
    await database.drop()
    await administer((sql) => sql`DROP ROLE modest`)
    database = await emptyDatabase()
  })
})

describe("the tests' databases", () => {
  it('are copies that do not see each other', async () => {
    const [one, two] = [await freshDatabase(), await freshDatabase()]
    await query('CREATE TABLE public.mine ()', one.url)
    expect(await query(`SELECT to_regclass('public.mine') AS mine`, two.url)).toEqual([{ mine: null }])
    expect(await query(`SELECT count(*)::int AS schemas FROM pg_namespace WHERE nspname ~ '_jobs$'`, two.url)).toEqual([
      { schemas: 4 },
    ])
    await Promise.all([one.drop(), two.drop()])
  })

  it('are four where each login reaches its own only', async () => {
    const four = await fourDatabases()
    expect(await query('SELECT count(*)::int > 0 AS migrated FROM tickets.migration', four.urls.tickets)).toEqual([
      { migrated: true },
    ])
    const strangers = new URL(four.urls.tickets)
    strangers.pathname = new URL(four.urls.accounts).pathname
    await expect(query('SELECT 1', strangers.toString())).rejects.toMatchObject({ code: '42501' })
    await four.drop()
  })
})

const settings = (schema: string): DatabaseSettings => ({
  url: database.url,
  schema,
  role: `portico_${schema}`,
  pool: 1,
})
const run = (where = settings('tickets')) => migrate(where, { folder })
const nameOf = (url: string) => new URL(url).pathname.slice(1)

async function file(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), text)
}

async function query<Row extends object>(text: string, url = database.url): Promise<Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const rows: unknown = await sql.unsafe(text)
    return [...(rows as Row[])]
  } finally {
    await sql.end()
  }
}
