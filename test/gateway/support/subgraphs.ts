import { buildSubgraphSchema } from '@apollo/subgraph'
import { composeServices } from '@theguild/federation-composition'
import { GraphQLScalarType, parse, type GraphQLSchema } from 'graphql'
import { badInput, forbidden, shown } from '../../../subgraphs/kernel/errors.ts'
import { newId } from '../../../subgraphs/kernel/ids.ts'
import type { SubgraphRequest } from '../../../subgraphs/kernel/link.ts'
import type { SubgraphName } from '../../../subgraphs/kernel/subgraph.ts'
import type { Topic } from './topic.ts'

const link = '@link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable", "@inaccessible"])'

/** The known objects of the small graph. */
export const ids = {
  anna: newId('agent'),
  account: newId('account'),
  clara: newId('contact'),
  house: newId('property'),
  first: newId('viewing'),
  second: newId('viewing'),
  ticket: newId('ticket'),
}

const typeDefs: Readonly<Record<SubgraphName, string>> = {
  accounts: /* GraphQL */ `
    extend schema ${link}
    interface Node { id: ID! }
    type Agent implements Node @key(fields: "id") { id: ID! name: String! }
    type PortalAccount implements Node @key(fields: "id") { id: ID! email: String! }
    type Viewer { kind: String! requestId: String! internal: String @inaccessible }
    input PasswordChangeInput { password: String! dates: [LocalDate!] }
    scalar LocalDate
    "Only for the other subgraphs."
    type Internals @inaccessible { secret: String }
    type Query {
      viewer: Viewer
      agent(id: ID!): Agent
      portalAccount(id: ID!): PortalAccount
      internals: Internals @inaccessible
    }
    type Mutation { passwordChange(input: PasswordChangeInput!): String }
  `,
  contacts: /* GraphQL */ `
    extend schema ${link}
    interface Node { id: ID! }
    type Contact implements Node @key(fields: "id") {
      id: ID!
      name: String!
      agent: Agent
      account: PortalAccount
      broken: String
      brokenRequired: String!
      refused: String
      away: String
    }
    type Agent @key(fields: "id", resolvable: false) { id: ID! }
    type PortalAccount @key(fields: "id", resolvable: false) { id: ID! }
    type Query { contact(id: ID!): Contact slow: String }
  `,
  viewings: /* GraphQL */ `
    extend schema ${link}
    interface Node { id: ID! }
    scalar Cursor
    type Property implements Node @key(fields: "id") { id: ID! title: String! }
    type Viewing implements Node @key(fields: "id") { id: ID! status: String! property: Property! contact: Contact }
    type Contact @key(fields: "id", resolvable: false) { id: ID! }
    type StreamOpened @shareable { cursor: Cursor! }
    type Heartbeat @shareable { cursor: Cursor! }
    type CursorExpired @shareable { cursor: Cursor! }
    type ViewingChanged { cursor: Cursor! viewing: Viewing }
    union ViewingStreamItem = StreamOpened | ViewingChanged | Heartbeat | CursorExpired
    type Query { viewing(id: ID!): Viewing property(id: ID!): Property viewings(first: Int = 20): [Viewing!]! }
    type Subscription { viewingChanged(after: Cursor, viewingId: ID): ViewingStreamItem! }
  `,
  tickets: /* GraphQL */ `
    extend schema ${link}
    interface Node { id: ID! }
    type Ticket implements Node @key(fields: "id") { id: ID! note: String! }
    type Request implements Node @key(fields: "id") { id: ID! title: String! }
    type Query { ticket(id: ID!): Ticket request(id: ID!): Request }
  `,
}

/** What resolvers of the small graph are given. */
export type TestContext = SubgraphRequest

const viewing = (id: string) => ({
  __typename: 'Viewing',
  id,
  status: 'CONFIRMED',
  property: { id: ids.house, title: 'A house by the sea' },
  contact: { __typename: 'Contact', id: ids.clara },
})
const known = <T>(id: string, value: T): T | null => (Object.values<string>(ids).includes(id) ? value : null)
const contact = (id: string) =>
  known(id, { id, name: 'Clara Client', agent: { id: ids.anna }, account: { id: ids.account } })
const failing = () => {
  throw Object.assign(new Error('duplicate key: email clara@example.org'), { code: '23505', severity: 'ERROR' })
}

const resolversOf = (topic: Topic): Readonly<Record<SubgraphName, object>> => ({
  accounts: {
    Query: {
      viewer: (_: unknown, __: unknown, { actor, requestId }: TestContext) => ({ kind: actor.kind, requestId }),
      agent: (_: unknown, { id }: { id: string }) => known(id, { id, name: 'Anna Agent' }),
      portalAccount: (_: unknown, { id }: { id: string }) => known(id, { id, email: 'clara@example.org' }),
    },
    Mutation: { passwordChange: () => 'done' },
    Agent: { __resolveReference: ({ id }: { id: string }) => known(id, { id, name: 'Anna Agent' }) },
    PortalAccount: { __resolveReference: ({ id }: { id: string }) => known(id, { id, email: 'clara@example.org' }) },
  },
  contacts: {
    Query: { contact: (_: unknown, { id }: { id: string }) => contact(id), slow: () => new Promise(() => {}) },
    Contact: {
      __resolveReference: ({ id }: { id: string }) => contact(id),
      broken: failing,
      brokenRequired: failing,
      refused: () => {
        throw forbidden('STAFF_ONLY')
      },
      away: () => {
        throw shown('SERVICE_SILENT', { service: 'contacts' })
      },
    },
  },
  viewings: {
    Cursor: new GraphQLScalarType({ name: 'Cursor' }),
    Query: {
      viewing: (_: unknown, { id }: { id: string }) => (id === ids.first || id === ids.second ? viewing(id) : null),
      property: (_: unknown, { id }: { id: string }) => known(id, { id, title: 'A house by the sea' }),
      viewings: () => [viewing(ids.first), viewing(ids.second)],
    },
    Viewing: { __resolveReference: ({ id }: { id: string }) => viewing(id) },
    Property: { __resolveReference: ({ id }: { id: string }) => ({ id, title: 'A house by the sea' }) },
    ViewingChanged: {
      viewing({ viewing }: { viewing: object }) {
        topic.executed++
        return viewing
      },
    },
    Subscription: {
      viewingChanged: {
        subscribe(_: unknown, { after }: { after?: string | null }) {
          if (after === 'forged') throw badInput('CURSOR_OF_ANOTHER_STREAM')
          return topic.open(after ?? null, (cursor) => ({
            __typename: 'ViewingChanged',
            cursor,
            viewing: viewing(ids.first),
          }))
        },
      },
    },
  },
  tickets: {
    Query: {
      ticket: (_: unknown, { id }: { id: string }) => known(id, { id, note: 'internal' }),
      request: (_: unknown, { id }: { id: string }) => known(id, { id, title: 'A leak' }),
    },
  },
})

/** The four small subgraphs, executable, over one topic of viewing changes. */
export function buildSchemas(topic: Topic): Readonly<Record<SubgraphName, GraphQLSchema>> {
  const resolvers = resolversOf(topic)
  const build = (name: SubgraphName) =>
    buildSubgraphSchema([{ typeDefs: parse(typeDefs[name]), resolvers: resolvers[name] as never }])
  return {
    accounts: build('accounts'),
    contacts: build('contacts'),
    viewings: build('viewings'),
    tickets: build('tickets'),
  }
}

/** Their supergraph. */
export function supergraph(): string {
  const services = Object.entries(typeDefs).map(([name, sdl]) => ({
    name,
    typeDefs: parse(sdl),
    url: `http://${name}`,
  }))
  const { supergraphSdl, errors } = composeServices(services)
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'))
  return supergraphSdl
}
