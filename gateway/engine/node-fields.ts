import { Kind, type FieldNode, type GraphQLFieldResolver, type GraphQLResolveInfo } from 'graphql'
import { badInput } from '../../subgraphs/kernel/errors.ts'
import type { NodeTable } from '../nodes.ts'
import type { Run } from './engine.ts'

const MOST_IDS = 100

type Resolver<Args> = GraphQLFieldResolver<unknown, Run, Args>

/** `node` and `nodes` in the stitched schema: each id becomes the question `<noun>(id)` to its owner. */
export function nodeResolvers(table: NodeTable) {
  const ask = (source: unknown, id: string, run: Run, info: GraphQLResolveInfo): unknown => {
    const name = table(id, run.actor)
    if (!name) return null
    const field = info.parentType.getFields()[name]!
    const asked = {
      ...info,
      fieldName: field.name,
      returnType: field.type,
      fieldNodes: asFieldNodes(info, name),
    }
    return field.resolve!(source, { id }, run, asked)
  }
  const node: Resolver<{ id: string }> = (source, { id }, run, info) => ask(source, id, run, info)
  const nodes: Resolver<{ ids: readonly string[] }> = async (source, { ids }, run, info) => {
    if (ids.length > MOST_IDS) throw badInput('TOO_MANY_IDS', { most: MOST_IDS })
    const settled = await Promise.allSettled(ids.map((id) => ask(source, id, run, info)))
    return settled.map((each) => (each.status === 'fulfilled' ? each.value : each.reason))
  }
  return { Query: { node, nodes } }
}

/**
 * The client's selection of the node as a selection of the owner's field. The type's name is always asked for: it tells
 * which type of the interface the answer is.
 */
function asFieldNodes(info: GraphQLResolveInfo, field: string): readonly FieldNode[] {
  const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }
  return info.fieldNodes.map((node) => ({
    ...node,
    name: { kind: Kind.NAME, value: field },
    arguments: [],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [typename, ...(node.selectionSet?.selections ?? [])],
    },
  }))
}
