import {
  buildASTSchema,
  isScalarType,
  Kind,
  parse,
  visit,
  type ASTNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql'
import * as scalars from '../subgraphs/kernel/scalars.ts'
import { idempotentDirective } from './idempotency.ts'

/** What the gateway adds to the subgraphs' own fields (API-3). */
export const nodeFields = /* GraphQL */ `
  extend type Query {
    "The object with this global id, or null where there is none that you may see."
    node("The global id of what is wanted." id: ID!): Node
    "The objects with these global ids, at most 100, in their order; null where there is none that you may see."
    nodes("The global ids of what is wanted; the same one may stand there twice." ids: [ID!]!): [Node]!
  }
`

/** What the documentation of the graph begins with. */
const welcome = `The portal of a real-estate company: its contacts, portal accounts, viewings and tickets, in one graph.

Log in by \`staffLogIn\` or \`clientLogIn\` and send the access token as \`Authorization: Bearer …\`; \`viewer\` says who is
asking. Lists are Relay connections. Mutations take one \`input\` and say in \`userErrors\` what they refuse, each with a
stable \`code\`. Subscriptions take \`after\`, the last \`cursor\` one has, and go on from there without losing an event.`

/** The directives that a reader of the public schema has use for. */
const keptDirectives = new Set(['deprecated', 'specifiedBy', 'oneOf'])
const executableLocations = new Set([
  'QUERY',
  'MUTATION',
  'SUBSCRIPTION',
  'FIELD',
  'FRAGMENT_DEFINITION',
  'FRAGMENT_SPREAD',
  'INLINE_FRAGMENT',
  'VARIABLE_DEFINITION',
])

/**
 * The schema that the world sees: the supergraph without federation's machinery and without what is `@inaccessible`,
 * with `node`, `nodes` and `@idempotent`. Known scalars parse here, so that a wrong value is refused before any subgraph is asked.
 */
export function apiSchema(supergraphSdl: string): GraphQLSchema {
  const supergraph = parse(supergraphSdl, { noLocation: true })
  const hasNodes = supergraph.definitions.some(
    (definition) => definition.kind === Kind.INTERFACE_TYPE_DEFINITION && definition.name.value === 'Node',
  )
  const own = parse(hasNodes ? idempotentDirective + nodeFields : idempotentDirective, { noLocation: true }).definitions
  const document = welcoming(withoutMachinery(supergraph))
  const schema = buildASTSchema({ ...document, definitions: [...document.definitions, ...own] })
  for (const scalar of Object.values(scalars)) {
    const found = schema.getType(scalar.name)
    if (isScalarType(found)) Object.assign(found, { parseValue: scalar.parseValue, parseLiteral: scalar.parseLiteral })
  }
  return schema
}

function welcoming(document: DocumentNode): DocumentNode {
  const description = { kind: Kind.STRING, value: welcome, block: true } as const
  return visit(document, { SchemaDefinition: (node) => ({ ...node, description }) })
}

function withoutMachinery(supergraph: DocumentNode): DocumentNode {
  const dropped = new Set<string>()
  for (const definition of supergraph.definitions) {
    if ('name' in definition && definition.name && isDropped(definition)) dropped.add(definition.name.value)
  }
  return visit(supergraph, {
    enter(node) {
      if (isDropped(node)) return null
      if (node.kind === Kind.NAMED_TYPE && dropped.has(node.name.value)) return null
      return undefined
    },
    leave(node) {
      if (!('directives' in node) || !node.directives?.length) return undefined
      const directives = (node.directives as readonly ConstDirectiveNode[]).filter(({ name }) =>
        keptDirectives.has(name.value),
      )
      return { ...node, directives }
    },
  }) as DocumentNode
}

function isDropped(node: ASTNode): boolean {
  if (node.kind === Kind.DIRECTIVE_DEFINITION) {
    return !node.locations.some(({ value }) => executableLocations.has(value))
  }
  if ('name' in node && node.name && /^(join|link|core)__/.test(node.name.value) && node.kind.endsWith('Definition')) {
    return true
  }
  return 'directives' in node && node.directives?.some(({ name }) => name.value === 'inaccessible') === true
}
