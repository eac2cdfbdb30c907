import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidOf, type ContactId } from '../../subgraphs/kernel/ids.ts'
import { startApp, type App } from '../support/app.ts'
import { change, fillCompany, makeProperty, type Company } from './support/company.ts'

/** More than the two largest pages. */
const COUNT = 225

let app: App
let company: Company
let sql: postgres.Sql

beforeAll(async () => {
  app = await startApp()
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  company = await fillCompany(app, 'heron')
  await sql`
    insert into contacts.contact (company_id, id, kind, first_name, last_name, language, responsible_agent_id, created_at)
    select company_id, overlay(overlay(overlay(md5(id || ' ' || n) placing '01000000' from 1) placing '7' from 13) placing '8' from 17)::uuid,
           kind, first_name, last_name || n, language, responsible_agent_id, created_at
      from contacts.contact, generate_series(1, ${COUNT - 1}::int) n`
}, 60_000)
afterAll(async () => {
  await sql?.end()
  await app?.stop()
})

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

async function page(args: object = {}, list = 'contacts'): Promise<Page> {
  const { list: found } = await company.admin.ask<{ list: Page }, object>(textOf(list), args)
  return found
}

const textOf = (list: string) => `query ($first: Int, $after: Cursor, $last: Int, $before: Cursor) {
  list: ${list}(first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`

const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.id)

/** Every page to the list's end, or from its end to its start, put in the list's order. */
async function whole(size: number, isForwards: boolean, between = async () => {}): Promise<string[]> {
  const ids: string[] = []
  let from: string | null | undefined
  for (;;) {
    const read = await page(isForwards ? { first: size, after: from } : { last: size, before: from })
    if (isForwards) ids.push(...idsOf(read))
    else ids.unshift(...idsOf(read))
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = read.pageInfo
    from = isForwards ? endCursor : startCursor
    if (!(isForwards ? hasNextPage : hasPreviousPage)) return ids
    await between()
  }
}

async function refusal(args: object, list = 'contacts'): Promise<unknown> {
  const { errors } = await company.admin.send(textOf(list), args)
  return errors?.[0]?.extensions?.['code']
}

describe('a list (API-4)', () => {
  it('gives twenty by default, and says that there are more', async () => {
    const { edges, pageInfo } = await page()
    expect(edges).toHaveLength(20)
    expect(pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: edges[0]!.cursor,
      endCursor: edges[19]!.cursor,
    })
  })

  it('gives at most a hundred: more is refused, not clamped', async () => {
    expect((await page({ first: 100 })).edges).toHaveLength(100)
    expect((await page({ last: 100 })).edges).toHaveLength(100)
    for (const wrong of [
      { first: 101 },
      { last: 101 },
      { first: 0 },
      { last: 0 },
      { first: -1 },
      { first: 2 ** 31 - 1 },
    ]) {
      expect(await refusal(wrong), JSON.stringify(wrong)).toBe('BAD_USER_INPUT')
    }
  })

  it('is the same in pages of any size, forwards and backwards', async () => {
    const ids = await whole(100, true)
    expect(ids).toHaveLength(COUNT)
    expect(new Set(ids).size).toBe(COUNT)
    for (const size of [9, 25]) {
      expect(await whole(size, true)).toEqual(ids)
      expect(await whole(size, false)).toEqual(ids)
    }
    expect(await whole(100, false)).toEqual(ids)
  })

  it('ends where it ends: on a page that is just full, nothing follows', async () => {
    const first = await page({ first: 100 })
    const second = await page({ first: 100, after: first.pageInfo.endCursor })
    const rest = await page({ first: COUNT - 200, after: second.pageInfo.endCursor })
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    const beyond = await page({ first: 5, after: rest.pageInfo.endCursor })
    expect(beyond).toMatchObject({ edges: [], pageInfo: { hasNextPage: false, startCursor: null, endCursor: null } })
    const before = await page({ last: 5, before: first.pageInfo.startCursor })
    expect(before).toMatchObject({ edges: [], pageInfo: { hasPreviousPage: false } })
  })

  it('refuses both directions at once, and a cursor of the other direction', async () => {
    const { startCursor: cursor } = (await page()).pageInfo
    for (const wrong of [
      { first: 5, last: 5 },
      { first: 5, before: cursor },
      { last: 5, after: cursor },
      { after: cursor, before: cursor },
    ]) {
      expect(await refusal(wrong), JSON.stringify(wrong)).toBe('BAD_USER_INPUT')
    }
  })

  it('refuses a cursor that it did not give out', async () => {
    const ofProperties = (await page({ first: 1 }, 'properties')).pageInfo.endCursor!
    const { own, admin } = company
    type History = { viewing: { history: Page } }
    const { viewing } = await admin.ask<History, object>(
      'query ($id: ID!) { viewing(id: $id) { history { edges { cursor } } } }',
      { id: own['viewing'] },
    )
    const wrong = [
      'x',
      '',
      'W10',
      Buffer.from('["x"]').toString('base64url'),
      Buffer.from('[null]').toString('base64url'),
      Buffer.from('{"a":1}').toString('base64url'),
      Buffer.from(`["01a2000e-7454-7557-8c43-1f99ab2f7327","01a2000e-7454-7557-8c43-1f99ab2f7327"]`).toString(
        'base64url',
      ),
      viewing.history.edges[0]!.cursor,
      ofProperties,
    ]
    for (const cursor of wrong) {
      expect(await refusal({ after: cursor }), cursor).toBe('BAD_USER_INPUT')
      expect(await refusal({ last: 5, before: cursor }), cursor).toBe('BAD_USER_INPUT')
    }
  })

  it('loses and repeats nothing when things are added and taken away between its pages', async () => {
    const before = await whole(100, true)
    const removed = before[COUNT - 3]!
    let added = 0
    const read = await whole(40, true, async () => {
      // New ones stand at the start; the one at the last cursor and one far ahead go away.
      const input = { firstName: 'New', lastName: `Comer ${++added}` }
      await change(company.agent, 'contactCreate', input, 'contact')
      await sql`delete from contacts.contact where id = ${uuidOf(removed as ContactId)}`
    })
    expect(added).toBeGreaterThan(3)
    expect(read).toEqual(before.filter((id) => id !== removed))
    expect(new Set(read).size).toBe(read.length)
  })

  it('goes on from a cursor whose own thing is gone', async () => {
    const { edges } = await page({ first: 10 })
    const gone = edges[4]!
    await sql`delete from contacts.contact where id = ${uuidOf(gone.node.id as ContactId)}`
    const after = await page({ first: 5, after: gone.cursor })
    expect(idsOf(after)).toEqual(edges.slice(5).map(({ node }) => node.id))
    const back = await page({ last: 4, before: gone.cursor })
    expect(idsOf(back)).toEqual(edges.slice(0, 4).map(({ node }) => node.id))
  })

  it('tells a place in the stream from before it was read, so that nothing falls between (API-2)', async () => {
    const query = '{ viewings { eventsCursor edges { node { id } } } }'
    const { viewings } = await company.admin.ask<{ viewings: Page & { eventsCursor: string } }, object>(query)
    const property = await makeProperty(company.agent, 'heron', 3)
    await change(company.agent, 'offerCreate', { dealId: company.own['deal'], propertyId: property }, 'offer')
    const preferredDates = [{ date: new Date(Date.now() + 864_000_000).toISOString().slice(0, 10) }]
    const viewing = await change(company.client, 'viewingRequest', { propertyId: property, preferredDates }, 'viewing')
    const stream = company.admin.follow<{ item: object }, object>(
      'subscription ($after: Cursor) { item: viewingChanged(after: $after) { __typename ... on ViewingChanged { viewing { id } } } }',
      { after: viewings.eventsCursor },
    )
    const items = [(await stream.next()).data!.item, (await stream.next()).data!.item]
    stream.cut()
    expect(items).toEqual([{ __typename: 'StreamOpened' }, { __typename: 'ViewingChanged', viewing: { id: viewing } }])
  })

  it('inside a list pages by itself', async () => {
    const { own, admin } = company
    const query = `query ($id: ID!, $after: Cursor) { deal(id: $id) { offers(first: 1, after: $after) {
      edges { cursor node { id } } pageInfo { hasNextPage endCursor }
    } } }`
    const ids: string[] = []
    for (let after: string | null | undefined, more = true; more;) {
      const { deal }: { deal: { offers: Page } } = await admin.ask(query, { id: own['deal'], after })
      ids.push(...idsOf(deal.offers))
      after = deal.offers.pageInfo.endCursor
      more = deal.offers.pageInfo.hasNextPage
    }
    expect(ids).toContain(own['offer'])
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(1)
  })
})
