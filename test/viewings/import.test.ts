import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importProperties } from '../../subgraphs/viewings/property-import/jobs.ts'
import { idFrom, uuidOf, type Id } from '../../subgraphs/kernel/ids.ts'
import type { App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import type { Person } from '../support/person.ts'
import { openBrokerage, openProduct, refusal, type Brokerage, type Edges } from './brokerage.ts'
import { change, read } from './watching.ts'
import { importOver, importTable, readImport, startImport, uploadTable } from './table.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let sql: postgres.Sql

beforeAll(async () => {
  app = await openProduct(clock)
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
}, 120_000)
afterAll(async () => {
  await sql?.end()
  await app?.stop()
})

const imported = (table: string, more?: object) => importTable(agent, table, more)

async function properties(text?: string) {
  const query = `query ($filter: PropertyFilter) { properties(first: 100, filter: $filter, orderBy: REFERENCE) { edges { node {
    reference title kind transaction price { amount currency } rooms features energyLabel accessNotes
    location { city ... on ExactLocation { street point { latitude longitude } } }
  } } } }`
  const data = await agent.ask<{ properties: Edges<{ reference: string; title: string }> }, object>(query, {
    filter: { text },
  })
  return data.properties.edges.map(({ node }) => node)
}

const viewings = () => app.host.open.find(({ subgraph }) => subgraph.name === 'viewings')!.services

const head = 'reference,title,kind,price,currency,street,city,country,time_zone'
const row = (reference: string, title = 'House') => `${reference},${title},HOUSE,1,EUR,Rua 1,Lisboa,PT,Europe/Lisbon`

describe('importing properties', () => {
  it('takes a table as offices write it: a mark at its start, semicolons, quotes, decimals (VIE-1)', async () => {
    const table =
      '\uFEFFReference;Title;Kind;Transaction;Price;Currency;Street;City;Country;Time zone;Rooms;Features;Energy label;Latitude;Longitude;Ours\r\n' +
      'I-1;"Loft; with ""view""\nof the river";apartment;rent;1234,50;eur;Kade 30;Porto;pt;Europe/Lisbon;2,5;Garden SEA_VIEW;A++;41,1;-8,6;x\r\n' +
      '\r\n'
    expect(await imported(table)).toMatchObject({ status: 'COMPLETED', rows: 1, created: 1, failed: 0 })
    expect(await properties('loft')).toEqual([
      {
        reference: 'I-1',
        title: 'Loft; with "view" of the river',
        kind: 'APARTMENT',
        transaction: 'RENT',
        price: { amount: 123450, currency: 'EUR' },
        rooms: 2.5,
        features: ['GARDEN', 'SEA_VIEW'],
        energyLabel: 'A_PLUS_2',
        accessNotes: null,
        location: { city: 'Porto', street: 'Kade 30', point: { latitude: 41.1, longitude: -8.6 } },
      },
    ])
  })

  it('tells of each value that is wrong, and takes the other rows (VIE-1)', async () => {
    const table = [
      `${head},rooms`,
      `${row('F-1')},3`,
      `F-2,,CASTLE,much,EUR,Rua 1,Lisboa,PT,Europe/Lisboa,3`,
      `${row('F-1')},3`,
      `${row('')},3`,
      `${row('F-3')},2.25`,
    ].join('\n')
    const found = await imported(table)
    expect(found).toMatchObject({ status: 'COMPLETED', rows: 5, created: 1, updated: 0, skipped: 0, failed: 4 })
    const told = found.failures.edges.map(({ node }) => `${node.rowNumber} ${node.columnName} ${node.code}`)
    expect(told).toEqual([
      '3 kind VALUE_UNKNOWN',
      '3 price NUMBER_INVALID',
      '4 reference REFERENCE_REPEATED',
      '5 reference TEXT_MISSING',
      '6 rooms ROOMS_INVALID',
    ])
    expect(found.failures.edges[0]!.node.message).toMatch(/HOUSE, APARTMENT/)
  })

  it('takes nothing of rows that lack their end, or that nothing could keep, and goes on (VIE-1)', async () => {
    const table = [
      'reference,street,city,country,time_zone,title,energy_label,kind,price,currency',
      'C-1,Rua 1,Lisboa,PT,Europe/Lisbon,House',
      `${randomBytes(9000).toString('hex')},Rua 1,Lisboa,PT,Europe/Lisbon,House,,HOUSE,1,EUR`,
      'C-2,Rua 1,Lisboa,PT,Europe/Lisbon,House,A--,HOUSE,1,EUR',
      'C-3,Rua 1,Lisboa,PT,Europe/Lisbon,Shed of 12" boards,A+,HOUSE,1,EUR',
    ].join('\n')
    const found = await imported(table)
    expect(found).toMatchObject({ status: 'COMPLETED', rows: 4, created: 1, failed: 3 })
    const told = found.failures.edges.map(({ node }) => `${node.rowNumber} ${node.columnName} ${node.code}`)
    expect(told).toEqual([
      '2 kind TEXT_MISSING',
      '2 price TEXT_MISSING',
      '3 reference TEXT_TOO_LONG',
      '4 energy_label VALUE_UNKNOWN',
    ])
    expect(await properties('C-3')).toMatchObject([{ title: 'Shed of 12" boards', energyLabel: 'A_PLUS' }])
  })

  it('shows what it makes and changes to whoever looks for it (VIE-15)', async () => {
    const contactId = await ours.contact(agent)
    const criteria = { price: { currency: 'CHF', max: 500_000 } }
    const { watch } = await change(agent, 'Create', { contactId, title: 'In Swiss francs', criteria })
    const found = (many: number) =>
      eventually(async () => expect((await read(agent, watch!.id))!.matches.edges).toHaveLength(many))
    await imported([head, row('W-1').replace('EUR', 'CHF'), row('W-2')].join('\n'))
    await found(1)
    const changed = ['reference,price,currency', 'W-2,1,CHF'].join('\n')
    await imported(changed, { policy: 'CREATE_OR_UPDATE' })
    await found(2)
  })

  it('skips or changes what exists, as it is told, and rehearses without a trace (VIE-1)', async () => {
    await imported([head, row('U-1'), row('U-2')].join('\n'))
    const again = [head, row('U-1', 'Villa'), row('U-3')].join('\n')
    expect(await imported(again, { isDryRun: true })).toMatchObject({ created: 1, skipped: 1, isDryRun: true })
    expect(await properties('villa')).toEqual([])
    expect(await properties('U-3')).toEqual([])
    expect(await imported(again)).toMatchObject({ created: 1, skipped: 1, updated: 0 })
    const part = ['title,reference', 'Villa,U-1', 'House,U-2', ',U-3', 'Tower,U-4'].join('\n')
    const found = await imported(part, { policy: 'CREATE_OR_UPDATE' })
    expect(found).toMatchObject({ rows: 4, created: 0, updated: 1, skipped: 1, failed: 2 })
    expect(await properties('villa')).toMatchObject([
      { reference: 'U-1', price: { amount: 100, currency: 'EUR' }, location: { street: 'Rua 1' } },
    ])
  })

  it('gives up what is no table of properties (VIE-1)', async () => {
    expect(await imported('title,kind\nHouse,HOUSE')).toMatchObject({
      status: 'FAILED',
      refusal: 'REFERENCE_COLUMN_MISSING',
      rows: 0,
    })
    const open = [head, row('D-1'), `"D-2,${'x'.repeat(250_000)}`].join('\n')
    expect(await imported(open)).toMatchObject({ status: 'FAILED', refusal: 'TABLE_DAMAGED' })
  })

  it('ends although its file is gone, so that another one can begin (VIE-1)', async () => {
    const { id } = await imported([head, row('N-1')].join('\n'))
    const uuid = uuidOf(id as Id<'property_import'>)
    const [found] = await sql<{ company: string }[]>`update viewings.property_import
      set status = 'RUNNING', finished_at = null, file_id = gen_random_uuid() where id = ${uuid} returning company_id as company`
    await importProperties(viewings(), {
      company: idFrom('company', found!.company),
      importId: id as Id<'property_import'>,
    })
    expect(await readImport(agent, id)).toMatchObject({ status: 'FAILED', refusal: 'TABLE_DAMAGED', created: 1 })
  })

  it('runs once at a time in a company, for those who may write, and is seen by nobody else (VIE-1)', async () => {
    const { id } = await imported([head, row('O-1')].join('\n'))
    expect(await readImport(await ours.join('SUPPORT'), id)).toBeNull()
    const to = (status: string) => sql`update viewings.property_import set status = ${status}
      where id = (select id from viewings.property_import order by id desc limit 1)`
    await to('RUNNING')
    const uploadId = await uploadTable(agent, [head, row('O-2')].join('\n'))
    expect(refusal(await startImport(agent, { uploadId }))).toBe('IMPORT_RUNNING input.uploadId')
    await to('COMPLETED')
    const { propertyImport } = await startImport(agent, { uploadId })
    expect(await importOver(agent, propertyImport!.id)).toMatchObject({ created: 1 })
  })

  it('takes each row once, although a batch is cut off and the job runs twice at once (VIE-1)', async () => {
    const table = [head, ...Array.from({ length: 450 }, (_, n) => row(`G-${n}`))].join('\n')
    const { propertyImport } = await startImport(agent, { uploadId: await uploadTable(agent, table) })
    const { id } = propertyImport!
    await eventually(async () => expect((await readImport(agent, id))!.rows).toBeGreaterThan(0))
    // A batch that is cut off amid its statements is lost whole, as when the process is killed.
    await eventually(async () => {
      const cut = await sql`select pg_cancel_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'portico-viewings' and state = 'active'
          and query like '%property%'`
      expect(cut.length).toBeGreaterThan(0)
    })
    const services = viewings()
    const [company] = await sql<{ id: string }[]>`select company_id as id from viewings.property_import limit 1`
    const payload = { company: idFrom('company', company!.id), importId: id as never }
    await Promise.all([importProperties(services, payload), importProperties(services, payload)])
    expect(await importOver(agent, id)).toMatchObject({ status: 'COMPLETED', rows: 450, created: 450, failed: 0 })
    // What was kept while it ran is gone with it.
    expect(await sql`select from viewings.property_import_reference`).toHaveLength(0)
    const [made] = await sql`select count(*)::int as n, count(distinct reference)::int as each
      from viewings.property where reference like 'G-%'`
    expect(made).toEqual({ n: 450, each: 450 })
  })
})
