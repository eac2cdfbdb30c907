import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { startApp, type App } from '../support/app.ts'
import { person, type Person } from '../support/person.ts'
import { fillCompany, type Company } from './support/company.ts'

let app: App
let company: Company

beforeAll(async () => {
  app = await startApp()
  company = await fillCompany(app, 'heron')
}, 60_000)
afterAll(() => app?.stop())

async function nodes(by: Person, ids: readonly string[], selection = '__typename id'): Promise<unknown[]> {
  const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ${selection} } }`
  return (await by.ask<{ nodes: unknown[] }, object>(query, { ids })).nodes
}

async function typeOf(by: Person, id: string): Promise<string | null> {
  const query = 'query ($id: ID!) { node(id: $id) { __typename id } }'
  const { node } = await by.ask<{ node: { __typename: string; id: string } | null }, object>(query, { id })
  if (node) expect(node.id).toBe(id)
  return node && node.__typename
}

const types: Readonly<Record<string, string>> = {
  contact: 'Contact',
  contact_note: 'ContactNote',
  account: 'PortalAccount',
  client_account: 'ClientAccount',
  agent: 'Agent',
  team: 'Team',
  property: 'Property',
  deal: 'Deal',
  offer: 'Offer',
  viewing: 'Viewing',
  viewing_block: 'ViewingBlock',
  ticket: 'Ticket',
  watch: 'Watch',
}

describe('node and nodes (API-3)', () => {
  it('give each thing by its id, whichever subgraph has it', async () => {
    for (const [kind, type] of Object.entries(types)) expect(await typeOf(company.admin, company.own[kind]!)).toBe(type)
  })

  it('show a client their request where staff see a ticket, under the one id', async () => {
    const { admin, support, agent, client, own } = company
    for (const staff of [admin, support, agent]) expect(await typeOf(staff, own['ticket']!)).toBe('Ticket')
    expect(await typeOf(client, own['ticket']!)).toBe('Request')
    expect(await nodes(client, [own['ticket']!], '... on Ticket { version } ... on Request { subject }')).toEqual([
      { subject: 'Subject heron' },
    ])
  })

  it('give many at once, in the order asked for, each as often as asked for', async () => {
    const { client, own } = company
    const ids = ['offer', 'contact', 'ticket', 'contact', 'account', 'property'].map((kind) => own[kind]!)
    const shown = await nodes(client, [...ids, newId('deal')])
    expect(shown).toEqual([
      { __typename: 'Offer', id: ids[0] },
      { __typename: 'Contact', id: ids[1] },
      { __typename: 'Request', id: ids[2] },
      { __typename: 'Contact', id: ids[3] },
      { __typename: 'PortalAccount', id: ids[4] },
      { __typename: 'Property', id: ids[5] },
      null,
    ])
  })

  it('give what another subgraph adds to a thing', async () => {
    const { admin, own } = company
    const selection =
      '... on Contact { displayName portalAccount { id } deals { edges { node { id } } } tickets { edges { node { id } } } }'
    expect(await nodes(admin, [own['contact']!], selection)).toEqual([
      {
        displayName: 'First heron Last heron',
        portalAccount: { id: own['account'] },
        deals: { edges: [{ node: { id: own['deal'] } }] },
        tickets: { edges: [{ node: { id: own['ticket'] } }] },
      },
    ])
  })

  it.each([
    ['unknown', newId('contact')],
    ['unknown, of an account', newId('account')],
    ['unknown, of a ticket', newId('ticket')],
    ['of a kind that is no node', newId('session')],
    ['of no kind', newId('parcel')],
    ['malformed', 'contact_1'],
    ['in other letters', newId('contact').toUpperCase()],
    ['a bare uuid', '01890a5d-ac96-774b-bcce-b302099a8057'],
    ['no uuid of any version', 'contact_7zzzzzzzzzzzzzzzzz0zzzzzz0'],
    ['too large for a uuid', 'contact_8zzzzzzzzzzzzzzzzzzzzzzzzz'],
    ['empty', ''],
    ['long', 'contact_'.repeat(1000)],
    ['hostile', "contact_' or 1=1 --"],
  ])('give null for an id that is %s', async (_what, id) => {
    for (const by of [company.admin, company.client, person(app.url)]) {
      expect(await typeOf(by, id)).toBeNull()
      expect(await nodes(by, [id, id])).toEqual([null, null])
    }
  })

  it('give a visitor nothing', async () => {
    const ids = Object.keys(types).map((kind) => company.own[kind]!)
    expect(await nodes(person(app.url), ids)).toEqual(ids.map(() => null))
  })

  it('refuse more than a hundred ids', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }'
    const ids = Array.from({ length: 101 }, () => newId('contact'))
    const { errors } = await company.admin.send(query, { ids })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    expect(await nodes(company.admin, ids.slice(1))).toHaveLength(100)
  })
})
