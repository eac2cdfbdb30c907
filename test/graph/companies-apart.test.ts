import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, getNamedType } from 'graphql'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { startApp, type App } from '../support/app.ts'
import { person, type Answer, type Person } from '../support/person.ts'
import type { Stream } from '../support/stream.ts'
import { change, fillCompany, type Company } from './support/company.ts'
import { idPlaces, type Fill, type IdPlace, type Request } from './support/ids.ts'
import { allOf } from './support/everything.ts'
import { companyRows } from './support/rows.ts'

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'))
const OURS = 'wombatwombat'
const THEIRS = 'zebrazebra'
/** What has an id, and cannot be asked by it alone. */
const noNodes = [
  'session',
  'parked_event',
  'picture',
  'sign_on_instance',
  'upload',
  'photo',
  'note',
  'own_photo',
  'voice_note',
  'photo_upload',
  'table_upload',
  'rejection_reason',
  'own_photo_upload',
  'voice_note_upload',
  'request_upload',
  'ticket_upload',
]

let app: App
let ours: Company
let theirs: Company
let askers: Readonly<Record<string, Person>>
let sql: postgres.Sql

beforeAll(async () => {
  app = await startApp()
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  ours = await fillCompany(app, OURS)
  theirs = await fillCompany(app, THEIRS)
  const { admin, agent, support, client } = ours
  askers = { ADMIN: admin, AGENT: agent, SUPPORT: support, client, visitor: person(app.url) }
}, 60_000)
afterAll(async () => {
  await sql?.end()
  await app?.stop()
})

/** Theirs or an unknown id for the place in question, and ours for whatever else must be given. */
type Id = (kind: string) => string
const ask =
  (id: Id): Fill =>
  (kind, isProbed) =>
    isProbed ? id(kind) : ours.own[kind]!
const unknown = (kind: string) => newId(kind)
const isOnlyId = ({ variables }: Request) => Object.keys(variables).length === 1

/** An answer without what differs between two equal ones: the ids asked for, request ids and cursors. */
function leveled(answer: unknown): string {
  return JSON.stringify(answer, (key, value: unknown) => {
    if (key === 'requestId' || key === 'cursor' || key === 'eventsCursor') return key
    return value
  }).replace(/[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}/g, (id) => id.slice(0, id.lastIndexOf('_')))
}

describe('what one company has another cannot reach (ACC-27)', () => {
  it('an id of another company is answered as an unknown one, wherever it is given and whoever gives it', async () => {
    const before = await companyRows(sql, await companyOf(theirs))
    const wrong: string[] = []
    let asked = 0
    const probe = async (place: IdPlace, [role, asker]: readonly [string, Person], request: (id: Id) => Request) => {
      const [foreign, none] = await Promise.all([
        answerOf(
          asker,
          place.operation,
          request((kind) => theirs.own[kind]!),
        ),
        answerOf(asker, place.operation, request(unknown)),
      ])
      asked++
      if (JSON.stringify(foreign).includes(THEIRS)) wrong.push(`${place.name} shows ${role} what is theirs.`)
      if (leveled(foreign) !== leveled(none)) {
        wrong.push(`${place.name} as ${role}: ${leveled(foreign)} instead of ${leveled(none)}`)
      }
    }
    for (const place of idPlaces(schema, Object.keys(theirs.own))) {
      for (const kind of place.kinds) {
        const one = (id: Id) => place.request(ask(() => id(kind)))
        const all = (id: Id) => place.request((other, isProbed) => id(isProbed ? kind : other))
        // Where no other id must be given, both ask for the same.
        const requests = isOnlyId(one(unknown)) ? [one] : [one, all]
        await Promise.all(
          Object.entries(askers).flatMap((asker) => requests.map((request) => probe(place, asker, request))),
        )
      }
    }
    expect(wrong).toEqual([])
    expect(asked).toBeGreaterThan(200)
    expect(await companyRows(sql, await companyOf(theirs))).toEqual(before)
  }, 120_000)

  it('no list, and nothing else that needs no id, shows anything of another company', async () => {
    const fields = Object.values(schema.getQueryType()!.getFields()).filter((field) => allOf(schema, field) !== null)
    expect(fields.filter(({ type }) => getNamedType(type).name.endsWith('Connection')).length).toBeGreaterThan(8)
    const showing: string[] = []
    for (const field of fields) {
      const answers = Object.entries(askers).map(
        async ([role, asker]) => [role, JSON.stringify(await asker.send(allOf(schema, field)!))] as const,
      )
      for (const [role, shown] of await Promise.all(answers)) {
        if (shown.includes(OURS)) showing.push(`${role} ${field.name}`)
        expect(shown, `${field.name} as ${role}`).not.toContain(THEIRS)
        for (const id of Object.values(theirs.own)) expect(shown, `${field.name} as ${role}`).not.toContain(id)
      }
    }
    // They do show what is one's own, or nothing would be proved.
    for (const field of [
      'agents',
      'contacts',
      'deals',
      'offers',
      'rejectionReasons',
      'portalAccounts',
      'portalSettings',
      'properties',
      'teams',
      'tickets',
      'viewer',
    ]) {
      expect(showing).toContain(`ADMIN ${field}`)
    }
    for (const field of ['requests', 'viewings']) expect(showing).toContain(`client ${field}`)
  }, 60_000)

  it('node and nodes give nothing for any id of another company (API-3)', async () => {
    const ids = Object.values(theirs.own)
    for (const asker of Object.values(askers)) {
      const { nodes } = await asker.ask<{ nodes: unknown[] }, object>(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
        { ids },
      )
      expect(nodes).toEqual(ids.map(() => null))
      const node = (id: string) => asker.ask('query ($id: ID!) { node(id: $id) { id } }', { id })
      expect(await Promise.all(ids.map(node))).toEqual(ids.map(() => ({ node: null })))
    }
  })

  it('subscriptions are silent about what happens in another company', async () => {
    const fields = Object.keys(schema.getSubscriptionType()!.getFields())
    expect(fields.length).toBeGreaterThan(2)
    const everything = fields.map((field) =>
      streamOf(ours.admin, whole(`subscription { item: ${field} { __typename } }`)),
    )
    const named = Object.values(theirs.own).flatMap((id) =>
      idPlaces(schema, Object.keys(theirs.own))
        .filter(({ operation }) => operation === 'subscription')
        .map((place) =>
          streamOf(
            ours.admin,
            place.request(() => id),
          ),
        ),
    )
    for (const stream of [...everything, ...named])
      expect(JSON.stringify(await stream.next())).toContain('StreamOpened')

    await act(theirs)
    await act(ours)
    await app.host.caughtUp()
    for (const [i, stream] of everything.entries()) {
      const { data } = await stream.next()
      expect(data, fields[i]).not.toMatchObject({ item: { __typename: 'StreamOpened' } })
    }
    const shown = JSON.stringify([...everything, ...named].map(({ waiting }) => waiting))
    expect(shown).not.toContain(THEIRS)
    for (const stream of named) expect(stream.waiting).toEqual([])
    for (const stream of [...everything, ...named]) stream.cut()
  }, 60_000)

  it('a place in another company’s stream is not one in ours (API-2)', async () => {
    for (const field of Object.keys(schema.getSubscriptionType()!.getFields())) {
      const foreign = streamOf(
        theirs.admin,
        whole(`subscription { item: ${field} { ... on StreamOpened { cursor } } }`),
      )
      const { data } = (await foreign.next()) as { data: { item: { cursor: string } } }
      foreign.cut()
      const stream = streamOf(
        ours.admin,
        whole(`subscription { ${field}(after: ${JSON.stringify(data.item.cursor)}) { __typename } }`),
      )
      expect(JSON.stringify(await first(stream))).toContain('BAD_USER_INPUT')
      stream.cut()
    }
  })

  it('each place that takes an id answers otherwise when it is one’s own', async () => {
    const same: string[] = []
    // Backwards, since an offer that was withdrawn first is none any more to who would see it; and what is given up or shut, last.
    const last = [
      'Mutation.agentLeave(input.agentId)',
      'Mutation.teamDelete(input.teamId)',
      'Mutation.parkedEventSkip(input.parkedEventId)',
      'Mutation.signOnInstanceDelete(input.instanceId)',
      'Mutation.portalAccountDisable(input.accountId)',
      'Mutation.portalAccountPasswordChangeRequire(input.accountId)',
      'Mutation.propertyPhotoDelete(input.propertyId)',
      'Mutation.watchDelete(input.watchId)',
      'Mutation.rejectionReasonRetire(input.rejectionReasonId)',
    ]
    const isGivenUp = ({ name }: { name: string }) => last.includes(name)
    const prove = async (place: IdPlace) => {
      for (const kind of place.kinds.filter((one) => place.kinds.length === 1 || !noNodes.includes(one))) {
        const differs = await someone(async (asker) => {
          const [none, own] = await Promise.all([
            answerOf(asker, place.operation, place.request(ask(() => unknown(kind)))),
            answerOf(asker, place.operation, place.request(ask(() => ours.own[kind]!))),
          ])
          return leveled(own) !== leveled(none)
        })
        if (!differs) same.push(`${place.name} of ${kind}`)
      }
    }
    const places = idPlaces(schema, Object.keys(ours.own)).toReversed()
    // What only reads may be asked at once.
    await Promise.all(places.filter(({ operation }) => operation === 'query').map(prove))
    const changing = places.filter(({ operation }) => operation === 'mutation')
    for (const place of [...changing.filter((one) => !isGivenUp(one)), ...changing.filter(isGivenUp)])
      await prove(place)
    expect(same, 'These prove nothing above: give the companies what makes them answer.').toEqual([])
  }, 60_000)
})

describe('the walk over the places that take ids', () => {
  const walk = (sdl: string) => idPlaces(buildSchema(sdl), ['contact', 'agent'])

  it('finds those inside lists, input objects and fields of fields', () => {
    const sdl = `
      type Query { contact(id: ID!): Contact, search(filter: [Filter!]): String }
      input Filter { and: [Filter!], owner: Owner }
      input Owner { formerAgentIds: [ID!] }
      interface Being { id: ID! }
      type Contact implements Being { id: ID!, isLookedAfter(byAgentId: ID!, on: Boolean!): Boolean }`
    const found = walk(sdl).map(({ name, kinds, request }) => {
      const { query, variables } = request((kind, isProbed) => (isProbed ? kind : `our ${kind}`))
      return [name, kinds, query, Object.values(variables)]
    })
    expect(found).toEqual([
      ['Query.contact(id)', ['contact'], 'query ($id0: ID!) { contact(id: $id0) { id } }', ['contact']],
      [
        'Query.search(filter.owner.formerAgentIds)',
        ['agent'],
        'query ($id0: ID!) { search(filter: [{owner: {formerAgentIds: [$id0]}}]) }',
        ['agent'],
      ],
      [
        'Contact.isLookedAfter(byAgentId)',
        ['agent'],
        'query ($id0: ID!, $id1: ID!) { contact(id: $id1) { isLookedAfter(byAgentId: $id0, on: true) } }',
        ['agent', 'our contact'],
      ],
    ])
  })

  it('fails where it cannot tell whose id is wanted', () => {
    expect(() => walk('type Query { parcel(reference: ID!): String }')).toThrow(
      'Query.parcel(reference) takes an id, and it cannot be told of what',
    )
  })
})

async function answerOf(asker: Person, operation: string, request: Request): Promise<unknown> {
  if (operation !== 'subscription') {
    const answer = await asker.send(request.query, request.variables)
    const invalid = answer.errors?.find(({ extensions }) => String(extensions?.['code']).startsWith('GRAPHQL_'))
    if (invalid) throw new Error(`The walk made a document that is not valid: ${invalid.message} ${request.query}`)
    return answer
  }
  const stream = streamOf(asker, request)
  try {
    return await first(stream)
  } finally {
    stream.cut()
  }
}

const streamOf = (asker: Person, { query, variables }: Request): Stream<unknown> =>
  asker.follow<unknown, object>(query, variables)

const whole = (query: string): Request => ({ query, variables: {} })

/** A stream's first answer, or why it did not open. */
function first(stream: Stream<unknown>): Promise<Answer<unknown> | { readonly refused: unknown }> {
  return Promise.race([stream.next(), stream.ended.then((refused) => ({ refused }))])
}

async function someone(holds: (asker: Person) => Promise<boolean>): Promise<boolean> {
  for (const asker of [ours.client, ours.admin]) if (await holds(asker)) return true
  return false
}

/** Something happens that each subscription tells of. */
async function act(company: Company): Promise<void> {
  const { support, admin, own } = company
  await change(support, 'ticketReply', { ticketId: own['ticket'], body: `More ${company.mark}` }, 'ticket')
  await change(support, 'ticketStatusSet', { ticketId: own['ticket'], status: 'PENDING' }, 'ticket')
  await change(admin, 'viewingReject', { viewingId: own['viewing'], reason: `No ${company.mark}` }, 'viewing')
}

async function companyOf({ mark }: Company): Promise<string> {
  const [row] = await sql`select company_id from accounts.company where handle = ${mark}`
  return String(row!['company_id'])
}
