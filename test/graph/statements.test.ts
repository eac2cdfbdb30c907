import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema } from 'graphql'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { uuidOf, type Id } from '../../subgraphs/kernel/ids.ts'
import { startApp, type App } from '../support/app.ts'
import type { Person } from '../support/person.ts'
import { change, fillCompany, type Company } from './support/company.ts'
import { fillHomepage } from './support/homepage.ts'
import { MANY, multiply } from './support/many.ts'
import { statementsOf, type Statement } from './support/statements.ts'

vi.mock(import('postgres'), async (original) => {
  const { listening } = await import('./support/statements.ts')
  return listening(original) as never
})

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'))
const lists = Object.values(schema.getQueryType()!.getFields()).filter(({ type }) => /Connection!?$/.test(String(type)))

let app: App
let company: Company
let other: Company
let sql: postgres.Sql

beforeAll(async () => {
  app = await startApp()
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  company = await fillCompany(app, 'heron')
  const [row] = await sql`select company_id from accounts.company`
  // Another company, so that what was just offered there is not multiplied.
  other = await fillCompany(app, 'crane')
  await fillHomepage(other, 18)
  await seeTo(company)
  await multiply(sql, String(row!['company_id']))
}, 240_000)
afterAll(async () => {
  await sql?.end()
  await app?.stop()
})

/** A list through all four subgraphs, with lists and single things inside its items. */
const WIDE = `query ($first: Int!) {
  contacts(first: $first) { edges { node {
    displayName emails phones isPortalUser
    responsibleAgent { name }
    portalAccount { email owner { name } requests { edges { node { number } } } }
    activities(first: 3) { edges { node { kind } } } notes(first: 3) { edges { node { text } } }
    deals(first: 3) { edges { node { title createdBy { name } offers(first: 3) { edges { node { property { title } } } } } } }
    viewings(first: 5) { edges { node {
      status preferredDates { date } property { title photos(first: 3) { edges { node { description picture { width } } } } } agent { name } history { edges { node { change } } }
    } } }
    tickets(first: 3) { edges { node { number assignee { name } timeline { edges { node { __typename agent { name } } } } } } }
  } } }
}`

/** What an agent knows of clients: what they did and look for, and all about their viewings. */
const LOOKED_AFTER = `query ($first: Int!) {
  contacts(first: $first) { edges { node {
    interactions(first: 3) { edges { node { kind property { title } viewing { status } watch { title } } } }
    likedProperties(first: 3) { edges { node { rating property {
      title blocks(first: 3) { edges { node { placesLeft agent { name } viewings(first: 3) { edges { node { status } } } } } }
    } } } }
    watches(first: 3) { edges { node { title matches(first: 3) { edges { node { property { title } } } } } } }
    viewings(first: 5) { edges { node {
      feedback { overall } accompaniment { kind } arrangements { keys } block { placesLeft }
      viewerCan(action: COMPLETE) { isAllowed }
      navigation { ... on NavigationOpen { routeUrl location { street } } }
      journal { ... on Journal {
        notes(first: 3) { edges { node { text } } } photos(first: 3) { edges { node { picture { width } } } }
        voiceNotes(first: 3) { edges { node { recording { url } } } }
      } }
    } } }
  } } }
}`

/** What a client's portal opens with (VIE-2). */
const HOMEPAGE = `query ($first: Int!) {
  offerGroups { group count }
  offers(first: $first) { edges { node {
    group rating reaction { kind reasons { text } }
    deal { title status createdBy { name } }
    property { title isFavourite photos(first: 3) { edges { node { picture { width } } } } }
    viewing { status preferredDates { date } agent { name } }
  } } }
}`

describe('the statements behind a list (DESIGN, section 6)', () => {
  it('are as many for twenty items as for five, and at most one a level and kind', async () => {
    const asked = async (first: number) => {
      const { result, statements } = await statementsOf(() => company.admin.ask<Wide, object>(WIDE, { first }))
      const nodes = result.contacts.edges.map(({ node }) => node)
      expect(nodes).toHaveLength(first)
      for (const { viewings, tickets, deals } of nodes) {
        for (const { edges } of [viewings, tickets, deals]) expect(edges.length).toBeGreaterThan(0)
      }
      return statements
    }
    const five = await fewest(() => asked(5))
    const twenty = await fewest(() => asked(20))
    expect(repeated(twenty)).toEqual([])
    expect(counted(twenty)).toEqual(counted(five))
    // One for each list and each kind of thing above; agents are asked for on two levels.
    expect(counted(twenty)).toEqual({ accounts: 3, contacts: 6, viewings: 8, tickets: 3 })
  })

  it('are as many for twenty clients looked after as for five, at most one a level and kind (VIE-8 to VIE-11, VIE-15)', async () => {
    const asked = async (first: number) => {
      const { result, statements } = await statementsOf(() => company.admin.ask<Wide, object>(LOOKED_AFTER, { first }))
      expect(result.contacts.edges).toHaveLength(first)
      const shown = JSON.stringify(result)
      for (const name of ['routeUrl', 'text', 'width', 'url', 'keys', 'overall', 'rating', 'placesLeft', 'kind']) {
        expect(shown).toMatch(new RegExp(`"${name}":["\\d]`))
      }
      for (const one of statements) expect(await toll(one), one.text).toEqual([])
      return statements
    }
    const five = await fewest(() => asked(5))
    const twenty = await fewest(() => asked(20))
    expect(repeated(twenty)).toEqual([])
    // Properties and viewings are shown at several places, which share a statement where they are read at the same time.
    for (const statements of [five, twenty]) areAtMost(statements, { accounts: 1, contacts: 1, viewings: 22 })
  })

  it('are two for the favourites of twenty clients as of five (VIE-4)', async () => {
    const query = `query ($first: Int!) { contacts(first: $first) { edges { node {
      portalAccount { favouriteProperties(first: 3) { edges { node { title } } } } } } } }`
    for (const first of [5, 20]) {
      const { result, statements } = await statementsOf(() => company.admin.ask<Wide, object>(query, { first }))
      expect(JSON.stringify(result)).toMatch(/"title":/)
      expect(counted(statements)).toMatchObject({ viewings: 2 })
      for (const one of statements) expect(await toll(one), one.text).toEqual([])
    }
  })

  it('are as many for a client’s homepage of twenty offers as of five, at most one a level and kind (VIE-2)', async () => {
    const asked = async (first: number) => {
      const { result, statements } = await statementsOf(() => other.client.ask<Homepage, object>(HOMEPAGE, { first }))
      expect(result.offers.edges).toHaveLength(first)
      for (const { node } of result.offers.edges.slice(0, 18)) {
        expect(node).toMatchObject({
          reaction: { kind: 'INTERESTED' },
          viewing: { agent: { name: expect.any(String) } },
        })
      }
      for (const one of statements) expect(await toll(one), one.text).toEqual([])
      return statements
    }
    const five = await fewest(() => asked(5))
    const twenty = await fewest(() => asked(20))
    expect(repeated(twenty)).toEqual([])
    // One for each list and each kind of thing above, and one for what the client said: reaction and rating.
    for (const statements of [five, twenty]) expect(counted(statements)).toEqual({ accounts: 1, viewings: 9 })
  })

  it.each([
    ['offers', 'groups: [VISITED]'],
    ['offers', 'groups: [INTERESTED]'],
    ['offers', 'groups: [VISITED, REJECTED]'],
    ['deals', 'statuses: [LOST]'],
    ['deals', 'statuses: [WON, LOST]'],
    ['deals', 'isChangedByClient: true'],
    ['deals', 'isChangedByClient: false'],
  ])('of %s with %s read by an index, however many there are (VIE-2, VIE-5)', async (name, narrowed) => {
    for (const [role, asker] of everyone().slice(0, 2)) {
      const { errors, statements } = await listed(asker, name, `filter: { ${narrowed} }`)
      expect(errors, role).toBeUndefined()
      for (const one of statements) expect(await toll(one), `${role}: ${one.text}`).toEqual([])
    }
  })

  it('are looked at for every list', () => {
    expect(lists.length).toBeGreaterThan(8)
  })

  it.each(lists.map(({ name }) => name))(
    'of %s read by an index, however many there are',
    async (name) => {
      const read: string[] = []
      for (const [role, asker] of everyone()) {
        for (const page of ['first: 20', 'last: 20', 'first: 20, after: $from']) {
          const { errors, statements } = await listed(asker, name, page)
          if (errors) continue
          read.push(role)
          expect(statements.length, `${role} ${page}`).toBeGreaterThan(0)
          for (const one of statements) expect(await toll(one), `${role} ${page}: ${one.text}`).toEqual([])
        }
      }
      expect(read).not.toEqual([])
    },
    60_000,
  )

  it.each([
    ['filter: { text: "77" }'],
    ['filter: { text: "heron 177" }'],
    ['filter: { text: "Titel heron 1" }'],
    ['filter: { cities: ["Lisboa"] }'],
    ['filter: { features: [SAUNA] }'],
    ['filter: { boundingBox: { south: 0, west: 0, north: 1, east: 1 } }'],
    ['filter: { isWithdrawn: true }'],
    ['filter: { price: { currency: "EUR", min: 45000001 } }, orderBy: DEAREST'],
    ['filter: { kinds: [HOUSE] }, orderBy: CHEAPEST'],
    ['orderBy: REFERENCE'],
  ])('of properties read by an index, %s', async (args) => {
    for (const [role, asker] of everyone().filter(([role]) => role !== 'support')) {
      const { errors, statements } = await listed(asker, 'properties', `first: 20, ${args}`)
      expect(errors).toBeUndefined()
      for (const one of statements) expect(await toll(one), `${role}: ${one.text}`).toEqual([])
    }
  })

  it('of lists inside lists read by an index, however many there are', async () => {
    for (const [role, asker] of everyone().slice(0, 2)) {
      const { statements } = await statementsOf(() => asker.send(WIDE, { first: 20 }))
      expect(statements.length, role).toBeGreaterThan(10)
      for (const one of statements) expect(await toll(one), `${role}: ${one.text}`).toEqual([])
    }
  })

  it('would be seen to cost', async () => {
    const seen = (text: string) => toll({ subgraph: 'contacts', text, parameters: ['x'] })
    expect(await seen('select * from contact where last_name = $1')).toEqual([
      'reads contact whole',
      expect.stringMatching(/^reads \d+ rows$/),
    ])
    const passing = 'select id from contact where last_name = $1 order by company_id, id limit 1'
    await sql`set enable_seqscan = off`
    expect(await seen(passing)).toEqual([expect.stringMatching(/^reads \d+ rows$/)])
    await sql`reset enable_seqscan`
  })
})

interface Wide {
  readonly contacts: Edges<{
    readonly viewings: Edges<object>
    readonly tickets: Edges<object>
    readonly deals: Edges<object>
  }>
}
interface Homepage {
  readonly offers: Edges<object>
}
interface Edges<Node> {
  readonly edges: readonly { readonly node: Node }[]
}

/** Arranges something for a viewing and says what its client thought of it, which they could not before it is over. */
async function seeTo({ agent, own: { viewing } }: Company): Promise<void> {
  await change(
    agent,
    'viewingArrange',
    { viewingId: viewing, accompaniment: { kind: 'OWNER' }, keys: 'Ask us.' },
    'viewing',
  )
  await sql`
    insert into viewings.viewing_feedback (company_id, viewing_id, overall, by_id, is_on_behalf, given_at, changed_at)
    select company_id, id, 5, 'x', true, created_at, created_at from viewings.viewing
    where id = ${uuidOf(viewing as Id<'viewing'>)}`
}

const everyone = (): [string, Person][] => {
  const { admin, agent, support, client } = company
  return Object.entries({ admin, agent, support, client })
}

async function listed(asker: Person, name: string, page: string) {
  const cursor = page.includes('$from') ? await firstCursor(asker, name) : undefined
  const args = page.replace('$from', JSON.stringify(cursor))
  const { result, statements } = await statementsOf(() => asker.send(`{ ${name}(${args}) { edges { cursor } } }`))
  return { errors: result.errors, statements }
}

async function firstCursor(asker: Person, name: string): Promise<string | undefined> {
  type List = { list: (Edges<never> & { edges: { cursor: string }[] }) | null }
  const { data } = await asker.send<List, object>(`{ list: ${name}(first: 1) { edges { cursor } } }`)
  return data?.list?.edges[0]?.cursor
}

function counted(statements: readonly Statement[]): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(statements, ({ subgraph }) => subgraph)].map(([name, each]) => [name, each.length]),
  )
}

/**
 * The statements of the one of some runs that sent the fewest. The gateway asks at once for what it reaches at the same time,
 * which on a busy machine it may not; what is sent for each item is sent in every run.
 */
async function fewest(run: () => Promise<Statement[]>): Promise<Statement[]> {
  const runs = [await run(), await run(), await run(), await run()]
  return runs.reduce((one, other) => (other.length < one.length ? other : one))
}

function areAtMost(statements: readonly Statement[], most: Readonly<Record<string, number>>): void {
  for (const [subgraph, count] of Object.entries(counted(statements))) {
    expect(count, subgraph).toBeLessThanOrEqual(most[subgraph]!)
  }
}

/** Statements that were sent with the very same parameters more than once. */
function repeated(statements: readonly Statement[]): string[] {
  const each = Map.groupBy(statements, ({ text, parameters }) => `${text} ${JSON.stringify(parameters)}`)
  return [...each].filter(([, same]) => same.length > 1).map(([text]) => text)
}

/** What a statement does that would take longer the more there is: tables read whole, or rows read to be thrown away. */
async function toll({ subgraph, text, parameters }: Statement): Promise<string[]> {
  if (!/^\s*(select|with)/i.test(text)) return []
  await sql.unsafe(`set search_path to ${subgraph}, public`)
  const [row] = await sql.unsafe(`explain (analyze, format json) ${text}`, [...parameters] as never[])
  const scans = (row!['QUERY PLAN'] as { Plan: Plan }[]).flatMap(({ Plan }) => scansIn(Plan))
  const rows = scans.reduce((sum, scan) => sum + rowsRead(scan), 0)
  const whole = scans.filter((scan) => scan['Node Type'] === 'Seq Scan' && rowsRead(scan) > MANY / 2)
  return [
    ...whole.map((scan) => `reads ${scan['Relation Name']} whole`),
    ...(rows > MOST_ROWS ? [`reads ${rows} rows`] : []),
  ]
}

/** Of twenty thousand, for a page of twenty: an agent looks after one in a hundred, so that two thousand are passed by. */
const MOST_ROWS = 5_000

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Plan[]
}

function scansIn(plan: Plan): Plan[] {
  return [...(plan['Relation Name'] ? [plan] : []), ...(plan.Plans ?? []).flatMap(scansIn)]
}

function rowsRead(scan: Plan): number {
  return (scan['Actual Rows'] + (scan['Rows Removed by Filter'] ?? 0)) * scan['Actual Loops']
}
