import 'reflect-metadata'
import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph'
import { parse, type GraphQLSchema } from 'graphql'
import { buildSchemaSync, createResolversMap, type PubSub } from 'type-graphql'
import type { Context } from './context.ts'
import { describeCommon } from './descriptions.ts'
import { describeKeyless, keyedMutations } from './keyed-mutations.ts'
import { scoped } from './scopes.ts'
import type { Subgraph } from './subgraph.ts'

const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable", "@inaccessible"])'

/** A subgraph's executable schema and its SDL as `schema/` keeps it. */
export interface BuiltSubgraph {
  readonly schema: GraphQLSchema
  readonly sdl: string
}

/** type-graphql insists on a publish-and-subscribe system; our streams come from the event log. */
const noPubSub: PubSub = {
  publish() {
    throw new Error('Subscriptions are fed by the event log.')
  },
  subscribe() {
    throw new Error('Subscriptions are fed by the event log.')
  },
}

/**
 * Builds a Federation 2 subgraph from its type-graphql classes. type-graphql's metadata is one for the whole process, so
 * everything that belongs to this subgraph is listed by hand; its SDL is the same whichever others are loaded.
 */
export function buildSubgraph(subgraph: Subgraph): BuiltSubgraph {
  const classes = buildSchemaSync({
    resolvers: subgraph.resolvers as [Function, ...Function[]],
    orphanedTypes: [...(subgraph.orphanedTypes ?? [])],
    pubSub: noPubSub,
    validate: false,
    skipCheck: true,
  })
  describeCommon(classes)
  describeKeyless(classes, subgraph)
  const sdl = `${FEDERATION}\n\n${printSubgraphSchema(classes)}\n`
  const resolvers = createResolversMap(classes) as Record<string, Record<string, unknown>>
  if (resolvers['Mutation']) resolvers['Mutation'] = keyedMutations(classes, subgraph, resolvers['Mutation'])
  for (const [type, resolve] of Object.entries(subgraph.references ?? {})) {
    resolvers[type] = {
      ...resolvers[type],
      __resolveReference: (reference: { id: string }, ctx: Context) => resolve(reference, ctx),
    }
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }])
  return { sdl, schema: scoped(schema, subgraph) }
}
