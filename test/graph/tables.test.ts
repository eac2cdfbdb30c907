import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../subgraphs/kernel/db.ts'
import { readConfig } from '../../subgraphs/kernel/config.ts'
import { settingsOf } from '../../subgraphs/kernel/database-settings.ts'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

/** What is about no company's business; all else has its company first in every key and index. */
const machinery = [
  'outbox',
  'log',
  'head',
  'consumer',
  'parked',
  'life',
  'reader',
  'idempotency',
  'migration',
  'signing_key',
]
/** The directory by which somebody who is nobody's yet finds the company: the same in every shard. */
const directory = ['company', 'portal_key']
const exempt = new Set([...machinery, ...directory])
/** By which a table's own sweeper finds what is due, whichever company's. */
const sweeping = [
  'file_sweep',
  'sign_in_sweep',
  'sign_in_locked_sweep',
  'streak_sweep',
  'allowance_sweep',
  'proof_sweep',
  'sign_on_attempt_sweep',
  'registration_decline_sweep',
]

let database: FreshDatabase
let sql: postgres.Sql

beforeAll(async () => {
  database = await freshDatabase()
  sql = postgres(database.url, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await sql?.end()
  await database?.drop()
})

interface Table {
  readonly schema: string
  readonly name: string
  readonly owner: string
}

function businessTables(): Promise<Table[]> {
  return sql<Table[]>`
    select schemaname as schema, tablename as name, tableowner as owner from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') and schemaname not like '%\\_jobs'
    order by 1, 2`
}

describe('the tables (DESIGN, section 6)', () => {
  it('stand in their subgraph’s schema and belong to its role, none anywhere else', async () => {
    const tables = await businessTables()
    expect(new Set(tables.map(({ schema }) => schema))).toEqual(new Set(subgraphNames))
    expect(tables.filter(({ schema, owner }) => owner !== `portico_${schema}`)).toEqual([])
    const jobs = await sql`select schemaname, tablename from pg_tables
      where schemaname like '%\\_jobs' and 'portico_' || schemaname <> tableowner || '_jobs'`
    expect([...jobs]).toEqual([])
  })

  it('have the company first in every key and index', async () => {
    const indexes = await sql<{ table: string; index: string; first: string | null }[]>`
      select n.nspname || '.' || t.relname as table, i.relname as index, a.attname as first
      from pg_index x
      join pg_class t on t.oid = x.indrelid
      join pg_class i on i.oid = x.indexrelid
      join pg_namespace n on n.oid = t.relnamespace
      left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
      where n.nspname = any(${[...subgraphNames]})`
    const judged = indexes.filter(({ table, index }) => !exempt.has(table.split('.')[1]!) && !sweeping.includes(index))
    expect(judged.length).toBeGreaterThan(30)
    expect(judged.filter(({ first }) => first !== 'company_id')).toEqual([])
  })

  it('each have a key', async () => {
    const without = await sql`
      select n.nspname, t.relname from pg_class t join pg_namespace n on n.oid = t.relnamespace
      where t.relkind = 'r' and n.nspname = any(${[...subgraphNames]})
        and not exists (select from pg_index x where x.indrelid = t.oid and x.indisprimary)`
    expect([...without]).toEqual([])
  })

  it('exempt only what there is', async () => {
    const names = new Set((await businessTables()).map(({ name }) => name))
    expect([...exempt].filter((name) => !names.has(name))).toEqual([])
  })

  it('refer to no table of another schema', async () => {
    const across = await sql`
      select c.conname from pg_constraint c
      join pg_class here on here.oid = c.conrelid join pg_class there on there.oid = c.confrelid
      where c.contype = 'f' and here.relnamespace <> there.relnamespace`
    expect([...across]).toEqual([])
  })

  it('are shown by no view of another schema', async () => {
    const across = await sql`
      select distinct d.classid::regclass::text as kind, n.nspname as needed
      from pg_depend d
      join pg_class there on d.refclassid = 'pg_class'::regclass and there.oid = d.refobjid
      join pg_namespace n on n.oid = there.relnamespace
      join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
      join pg_class view on view.oid = r.ev_class
      where n.nspname = any(${[...subgraphNames]}) and view.relnamespace <> there.relnamespace`
    expect([...across]).toEqual([])
  })

  it.each(subgraphNames.flatMap((own) => subgraphNames.filter((other) => other !== own).map((other) => [own, other])))(
    'of %s: its role cannot touch those of %s',
    async (own, other) => {
      const client = connect({ ...settingsOf(readConfig({}), own as 'accounts', database.url), pool: 1 })
      try {
        const [row] = await client`select current_user::text as role`
        expect(row).toEqual({ role: `portico_${own}` })
        expect((await client`select count(*) from ${client(own!)}.log`).length).toBe(1)
        const tables = (await businessTables()).filter(({ schema }) => schema === other)
        expect(tables.length).toBeGreaterThan(5)
        for (const { schema, name } of tables) {
          await expect(client`select from ${client(schema)}.${client(name)}`).rejects.toMatchObject({ code: '42501' })
        }
        await expect(client`create table ${client(other!)}.smuggled (id integer)`).rejects.toMatchObject({
          code: '42501',
        })
        await expect(client`select ${client(other!)}.advance()`).rejects.toMatchObject({ code: '42501' })
        await expect(client`create table public.smuggled (id integer)`).rejects.toMatchObject({ code: '42501' })
      } finally {
        await client.end()
      }
    },
  )
})
