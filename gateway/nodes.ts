import { getNamedType, isInterfaceType, isNonNullType, isObjectType, type GraphQLSchema } from 'graphql'
import type { Actor } from '../subgraphs/kernel/actor.ts'
import { prefixOf } from '../subgraphs/kernel/ids.ts'

/** The name of the query field that answers for an id when this actor asks; null for an id of no known kind. */
export type NodeTable = (id: string, actor: Actor) => string | null

/** Id prefixes that are not their type's name in snake case. */
const typeByPrefix: Readonly<Record<string, string>> = { account: 'PortalAccount' }
/** A client sees a ticket as their request: two views of one id. */
const clientTypeByPrefix: Readonly<Record<string, string>> = { ticket: 'Request' }

/**
 * Derives from the public schema who owns which ids: each type that implements `Node` and has a nullable query field of
 * its own name with the one argument `id: ID!`.
 */
export function nodeTable(schema: GraphQLSchema): NodeTable {
  const fieldByPrefix = new Map<string, string>()
  const fieldByType = new Map<string, string>()
  const node = schema.getType('Node')
  for (const type of isInterfaceType(node) ? schema.getPossibleTypes(node) : []) {
    const field = type.name[0]!.toLowerCase() + type.name.slice(1)
    if (!answersForIds(schema, field, type.name)) continue
    fieldByType.set(type.name, field)
    fieldByPrefix.set(
      field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      field,
    )
  }
  for (const [prefix, type] of Object.entries(typeByPrefix)) {
    const field = fieldByType.get(type)
    if (field) fieldByPrefix.set(prefix, field)
  }
  return (id, actor) => {
    const prefix = prefixOf(id)
    if (prefix === null) return null
    const asClient = actor.kind === 'client' ? clientTypeByPrefix[prefix] : undefined
    return (asClient ? fieldByType.get(asClient) : undefined) ?? fieldByPrefix.get(prefix) ?? null
  }
}

function answersForIds(schema: GraphQLSchema, name: string, type: string): boolean {
  const field = schema.getQueryType()?.getFields()[name]
  if (!field || isNonNullType(field.type) || !isObjectType(field.type)) return false
  const [id, ...others] = field.args
  return getNamedType(field.type).name === type && id?.name === 'id' && String(id.type) === 'ID!' && others.length === 0
}
