import postgres, { type Sql } from 'postgres'
import { newId, uuidOf } from '../../subgraphs/kernel/ids.ts'
import { ask } from '../demo-client.ts'
import { demoPeople } from '../../subgraphs/accounts/demo/demo.ts'
import { logInToDemo } from '../demo.ts'
import { copyRow } from './copy-row.ts'
import { compare, type Rates } from './rates.ts'
import type { Product } from './product.ts'

const AGENTS = 50
const DAYS = 31
const FROM = '2030-03-01'
const TO = '2030-03-31'
/** What each agent shows already in that month. */
const BOOKED = 60

const SEARCH = `query ($propertyId: ID!) { agents(first: 100) { edges { node {
  id name freeTimes(propertyId: $propertyId, from: "${FROM}", to: "${TO}", minutes: 60) { startsAt endsAt }
} } } }`

interface Search {
  readonly agents: { readonly edges: readonly { readonly node: { readonly freeTimes: readonly object[] } }[] }
}

/**
 * Which of fifty agents has an hour free in a month, with sixty viewings of each in between. The peer asks PostgreSQL alone
 * for the same: every quarter of an hour of all calendars that no slot overlaps, by the index that guards the slots.
 */
export async function benchFreeTimes({ url, databaseUrl }: Product): Promise<Rates> {
  const sql = postgres(databaseUrl, { max: 4, onnotice: () => {} })
  const token = await logInToDemo(url, demoPeople.administrator)
  try {
    const company = await seed(sql)
    const { properties } = await ask<{ properties: { edges: { node: { id: string } }[] } }>(
      url,
      token,
      '{ properties(first: 1) { edges { node { id } } } }',
    )
    const propertyId = properties.edges[0]!.node.id
    const { agents } = await ask<Search>(url, token, SEARCH, { propertyId })
    const free = agents.edges.filter(({ node }) => node.freeTimes.length > DAYS)
    if (free.length < AGENTS) throw new Error(`Only ${free.length} agents have free times.`)
    return await compare({
      product: () => ask<Search>(url, token, SEARCH, { propertyId }),
      peer: () => inSql(sql, company),
      atOnce: 2,
    })
  } finally {
    await sql.end()
  }
}

/** Agents like the demo company's, each with viewings by day at every second hour; the company's id. */
async function seed(sql: Sql): Promise<string> {
  const [agent] = await sql`select company_id from accounts.agent where role = 'AGENT' limit 1`
  const { company_id: company } = agent!
  for (let index = 0; index < AGENTS; index++) {
    const id = uuidOf(newId('agent'))
    await copyRow(sql, 'accounts.agent', company, { id, email: `${id}@example.com`, role: 'AGENT' })
    await sql`insert into viewings.slot (company_id, id, agent_id, property_id, starts_at, ends_at)
      select ${company}, gen_random_uuid(), ${id}, gen_random_uuid(), start, start + interval '1 hour'
      from generate_series(0, ${BOOKED - 1}) as n, lateral (select
        ${FROM}::timestamptz + n / 2 * interval '1 day' + (9 + n % 2 * 4) * interval '1 hour' as start) as s`
  }
  await sql`analyze`
  return company
}

function inSql(sql: Sql, company: string): PromiseLike<unknown> {
  return sql`
    select a.id, array_agg(start) from accounts.agent a
    cross join generate_series(${FROM}::timestamptz, ${TO}::timestamptz + interval '1 day', interval '15 minutes') as start
    where a.company_id = ${company} and extract(isodow from start) < 7
      and start::time between '09:00' and '17:00'
      and not exists (select from viewings.slot s where s.company_id = a.company_id and s.agent_id = a.id
        and tstzrange(s.starts_at, s.ends_at) && tstzrange(start, start + interval '1 hour'))
    group by a.id`
}
