import { getStitchedSchemaFromSupergraphSdl, type FederationSubschemaConfig } from '@graphql-tools/federation'
import { execute, parse, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql'
import type { Carried, Links, SubgraphLink } from '../../subgraphs/kernel/link.ts'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'
import { nodeFields } from '../api-schema.ts'
import { withDeadline } from '../deadline.ts'
import type { NodeTable } from '../nodes.ts'
import type { Engine, Run } from './engine.ts'
import { placeErrors } from './error-paths.ts'
import { withoutMissing } from './missing.ts'
import { nodeResolvers } from './node-fields.ts'
import { stitchedSubscriptions, type SubscriptionRun } from './subscriptions.ts'

export interface StitchedOptions {
  readonly supergraphSdl: string
  readonly links: Links
  readonly nodes: NodeTable
}

/**
 * The first engine: `@graphql-tools/federation`'s stitched schema under graphql-js. It plans as it goes, field by field,
 * and remembers by the document's nodes, so the plan is the document itself.
 */
export function stitchedEngine(options: StitchedOptions): Engine {
  const schema = stitch(options)
  return {
    plan: (document, operation) => ({ document, operation }),
    async execute({ document, operation }, variableValues, contextValue) {
      const operationName = operation.name?.value
      return withoutMissing(await execute({ schema, document, operationName, variableValues, contextValue }))
    },
    subscribe: stitchedSubscriptions(schema),
  }
}

function stitch({ supergraphSdl, links, nodes }: StitchedOptions): GraphQLSchema {
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    onSubschemaConfig(subschema) {
      subschema.executor = executorOf(linkOf(links, subschema.name))
    },
    onStitchingOptions(options) {
      if (!/^interface Node\b/m.test(supergraphSdl)) return
      const own = parse(nodeFields, { noLocation: true }).definitions
      Object.assign(options, {
        typeDefs: { ...options.typeDefs, definitions: [...options.typeDefs.definitions, ...own] },
        resolvers: nodeResolvers(nodes),
      })
    },
  })
  return placeErrors(schema)
}

/** The supergraph names its graphs in capitals. */
function linkOf(links: Links, graph: string): SubgraphLink {
  const name = subgraphNames.find((each) => each === graph.toLowerCase())
  if (!name)
    throw new Error(`The supergraph speaks of a subgraph "${graph}" that is not one of ${subgraphNames.join(', ')}.`)
  return links[name]
}

type Executor = FederationSubschemaConfig['executor']

/** Hands the stitched schema's requests to the subgraph's link: documents as they are, the actor by value. */
function executorOf(link: SubgraphLink): Executor {
  const ask = async ({ document, variables, operationName, operationType, context, info }: Parameters<Executor>[0]) => {
    if (operationType === 'subscription') {
      return (context as SubscriptionRun).open(link, { document, variables, operationName })
    }
    const run = context as Run
    const { actor, requestId, language, device, signal, deadlineMs, catchUp } = run
    const keys = operationType === 'mutation' ? keysOf(run, info) : undefined
    const about = { actor, requestId, language, device, caller: 'gateway', keys }
    const request = { document, variables, operationName, ...about }
    await catchUp?.(link)
    // A query's signal is its own deadline; what an event of a subscription asks gets one here.
    if (signal) return link.execute({ ...request, signal })
    return withDeadline((own) => link.execute({ ...request, signal: own }), deadlineMs)
  }
  return ask as Executor
}

/** The key of the one field that a mutation asks of a subgraph at a time, which is called by its own name there. */
function keysOf({ idempotencyKeys = {} }: Run, info: GraphQLResolveInfo | undefined): Carried['keys'] {
  if (!info || info.path.prev) return undefined
  const path = String(info.path.key)
  if (!Object.hasOwn(idempotencyKeys, path)) return undefined
  const key = idempotencyKeys[path]!
  const paths = Object.keys(idempotencyKeys).filter((each) => idempotencyKeys[each] === key)
  return { [info.fieldName]: { key, path, paths } }
}
