import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres, { type Sql } from 'postgres'
import { idFrom, newId, uuidOf } from '../../subgraphs/kernel/ids.ts'
import { ask } from '../demo-client.ts'
import { demoPeople } from '../../subgraphs/accounts/demo/demo.ts'
import { logInToDemo } from '../demo.ts'
import { copyRow } from './copy-row.ts'
import { compare, type Rates } from './rates.ts'
import type { Product } from './product.ts'

const PROPERTIES = 20

const HOMEPAGE = `{
  offerGroups { group count }
  offers(first: ${PROPERTIES}) { edges { node {
    id group rating reaction { kind at }
    deal { title }
    property { id title price { amount currency } location { city country }
      photos(first: 3) { edges { node { description picture { width height } } } } }
    viewing { id status startsAt agent { name }
      navigation { __typename ... on GateClosed { opensAt reason } ... on NavigationOpen { closesAt } } }
  } } }
}`

interface Homepage {
  readonly offers: { readonly edges: readonly { readonly node: { readonly viewing: object | null } }[] }
}

/**
 * The homepage of a client: twenty properties with photos, deal, reaction, rating, viewing, agent and gate, across three
 * subgraphs. The peer is the least that shows the same: one statement written by hand over all schemas, whose JSON a bare
 * HTTP server hands on, without log-in, rights, gates, a schema or anything to choose.
 */
export async function benchHomepage({ url, databaseUrl }: Product): Promise<Rates> {
  const sql = postgres(databaseUrl, { max: 4, onnotice: () => {} })
  const token = await logInToDemo(url, demoPeople.client)
  const client = await seed(sql)
  const server = createServer((_, response) => {
    void byHand(sql, client).then((text) => response.setHeader('content-type', 'application/json').end(text))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bareUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const { offers } = await ask<Homepage>(url, token, HOMEPAGE)
    const shown = offers.edges.filter(({ node }) => node.viewing)
    if (shown.length < PROPERTIES) throw new Error(`The homepage shows ${shown.length} properties with viewings.`)
    return await compare({
      product: () => ask<Homepage>(url, token, HOMEPAGE),
      peer: () => fetch(bareUrl).then((response) => response.json()),
    })
  } finally {
    server.close()
    await sql.end()
  }
}

interface Client {
  readonly company: string
  readonly contact: string
}

/** Copies of what the demo company has: properties offered to its client, each with photos and a confirmed viewing. */
async function seed(sql: Sql): Promise<Client> {
  const [offer] = await sql`select company_id, contact_id, offered_by from viewings.offer limit 1`
  const { company_id: company, contact_id: contact, offered_by: agent } = offer!
  const from = Date.parse('2030-06-01T09:00:00Z')
  for (let index = 0; index < PROPERTIES; index++) {
    const property = uuidOf(newId('property'))
    const slot = uuidOf(newId('slot'))
    const startsAt = new Date(from + index * 3_600_000)
    const endsAt = new Date(startsAt.getTime() + 1_800_000)
    await copyRow(sql, 'viewings.property', company, { id: property, reference: slot })
    await copyRow(sql, 'viewings.offer', company, {
      id: uuidOf(newId('offer')),
      property_id: property,
      group: 'INTERESTED',
    })
    await sql`insert into viewings.interest (company_id, id, contact_id, property_id, reaction, reacted_at, rating, rated_at, version)
      values (${company}, ${uuidOf(newId('interest'))}, ${contact}, ${property}, 'INTERESTED', now(), 4, now(), 2)`
    await sql`insert into viewings.slot (company_id, id, agent_id, property_id, starts_at, ends_at)
      values (${company}, ${slot}, ${agent}, ${property}, ${startsAt}, ${endsAt})`
    await sql`insert into viewings.viewing (company_id, id, property_id, contact_id, agent_id, status, slot_id, starts_at, ends_at, created_at)
      values (${company}, ${uuidOf(newId('viewing'))}, ${property}, ${contact}, ${agent}, 'CONFIRMED', ${slot}, ${startsAt}, ${endsAt}, now())`
    for (let position = 1; position <= 3; position++) {
      const file = uuidOf(newId('file'))
      const renditions = sql.json([
        { name: 'original', mediaType: 'image/jpeg', bytes: 90_000, width: 1200, height: 800 },
      ])
      await sql`insert into viewings.file (company_id, id, state, person_id, kind, media_type, bytes, expires_at, renditions)
        values (${company}, ${file}, 'USED', ${idFrom('agent', agent)}, 'PICTURE', 'image/jpeg', 90000, now(), ${renditions})`
      await sql`insert into viewings.property_photo (company_id, id, property_id, file_id, position, description, created_at)
        values (${company}, ${uuidOf(newId('photo'))}, ${property}, ${file}, ${position}, 'A room', now())`
    }
  }
  await sql`analyze`
  return { company, contact }
}

async function byHand(sql: Sql, { company, contact }: Client): Promise<string> {
  const [row] = await sql<{ page: string }[]>`
    select json_build_object(
      'groups', (select json_agg(g) from (
        select "group", count(*) from viewings.offer
        where company_id = ${company} and contact_id = ${contact} and withdrawn_at is null group by "group") as g),
      'offers', (select json_agg(o) from (
        select o.id, o."group", i.rating, i.reaction, i.reacted_at, d.title as deal, p.id as property_id, p.title, p.price_amount,
          p.price_currency, p.city, p.country,
          (select json_agg(f) from (
            select ph.description, fi.renditions -> 0 -> 'width' as width, fi.renditions -> 0 -> 'height' as height
            from viewings.property_photo ph join viewings.file fi on fi.company_id = ph.company_id and fi.id = ph.file_id
            where ph.company_id = o.company_id and ph.property_id = o.property_id order by ph.position limit 3) as f) as photos,
          v.id as viewing_id, v.status, v.starts_at, v.starts_at - interval '48 hours' as opens_at, a.first_name, a.last_name
        from viewings.offer o
        join viewings.deal d on d.company_id = o.company_id and d.id = o.deal_id
        join viewings.property p on p.company_id = o.company_id and p.id = o.property_id
        left join viewings.interest i on i.company_id = o.company_id and i.contact_id = o.contact_id and i.property_id = o.property_id
        left join lateral (select * from viewings.viewing v where v.company_id = o.company_id and v.contact_id = o.contact_id
          and v.property_id = o.property_id order by v.id desc limit 1) as v on true
        left join accounts.agent a on a.company_id = v.company_id and a.id = v.agent_id
        where o.company_id = ${company} and o.contact_id = ${contact} and o.withdrawn_at is null
        order by o.id desc limit ${PROPERTIES}) as o)) #>> '{}' as page`
  return row!.page
}
