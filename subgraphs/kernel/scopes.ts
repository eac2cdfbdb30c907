import {
  defaultFieldResolver,
  getNamedType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql'
import { inPerson, isApiKey, type Actor, type Scope } from './actor.ts'
import type { Context } from './context.ts'
import { forbidden } from './errors.ts'
import type { Subgraph, SubgraphName } from './subgraph.ts'

type Right = 'READ' | 'WRITE'
type Resolver = GraphQLFieldResolver<unknown, Context>

/** The scope by which an API key may do something in a subgraph. */
export function scopeOf(subgraph: SubgraphName, right: Right): Scope {
  return `${subgraph.toUpperCase() as Uppercase<SubgraphName>}_${right}`
}

/** FORBIDDEN for an API key without this scope; who asks in person needs none. */
export function needScope(actor: Actor, scope: Scope): void {
  if (isApiKey(actor) && !actor.scopes.includes(scope)) {
    throw forbidden('SCOPE', { scope })
  }
}

/**
 * The schema, whose every way in asks for an API key's scope (ACC-29): a query, a reference from another subgraph and a
 * subscription to read, a mutation to write. Whatever field of the graph led here, from whichever process, for a client, a
 * router or another subgraph that wants to know something first: nothing is resolved but through these fields. Lists ask to
 * read wherever they stand: a mutation's answer would lead from what was changed to all there is.
 */
export function scoped(schema: GraphQLSchema, { name, openToKeys = [], peopleOnly = [] }: Subgraph): GraphQLSchema {
  const open = new Set(['_service', ...openToKeys])
  const read = scopeOf(name, 'READ')
  guard(schema.getQueryType(), read, 'resolve', (field) => !open.has(field.name))
  guard(schema.getMutationType(), scopeOf(name, 'WRITE'), 'resolve')
  guard(schema.getSubscriptionType(), read, 'subscribe')
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && type !== schema.getQueryType()) guard(type, read, 'resolve', isList)
  }
  // What no scope opens is not said to lack one.
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (peopleOnly.includes(field.name)) field.resolve = forPeople(field.resolve as Resolver)
    }
  }
  return schema
}

function guard(
  type: GraphQLObjectType | null | undefined,
  scope: Scope,
  by: 'resolve' | 'subscribe',
  isMeant: (field: GraphQLField<unknown, unknown>) => boolean = () => true,
): void {
  for (const field of Object.values(type?.getFields() ?? {}).filter(isMeant)) {
    field[by] = guarded(scope, (field[by] as Resolver | undefined) ?? defaultFieldResolver)
  }
}

const isList = ({ type }: GraphQLField<unknown, unknown>): boolean => getNamedType(type).name.endsWith('Connection')

function guarded(scope: Scope, resolve: Resolver): Resolver {
  return (root, args, ctx, info) => {
    needScope(ctx.actor, scope)
    return resolve(root, args, ctx, info)
  }
}

function forPeople(resolve: Resolver): Resolver {
  return (root, args, ctx, info) => {
    inPerson(ctx.actor)
    return resolve(root, args, ctx, info)
  }
}
