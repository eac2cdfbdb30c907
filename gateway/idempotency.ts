import {
  getDirectiveValues,
  getVariableValues,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql'
import { badInput } from '../subgraphs/kernel/errors.ts'

/** Where a mutation's field takes its key (API-6). Clients' documents hold it, subgraphs' never. */
export const idempotentDirective = /* GraphQL */ `
  """
  On a field of Mutation: it takes effect once for this key of yours, however often you send it within 24 hours, and a
  repetition is answered with what was done, as it is now. The same key with another field or another input is
  BAD_USER_INPUT (reason IDEMPOTENCY_KEY_REUSED). A mutation that was refused leaves its key free.
  """
  directive @idempotent("1 to 255 printable ASCII characters, such as a random UUID." key: String!) on FIELD
`
const name = 'idempotent'

/** Validation: the directive stands on fields of Mutation only, since elsewhere it would promise what is not kept. */
export const idempotentIsForMutations: ValidationRule = (context) => ({
  Field(field) {
    const directive = field.directives?.find((each) => each.name.value === name)
    if (!directive) return
    const isMutation = context.getParentType() === context.getSchema().getMutationType()
    if (isMutation && field.name.value !== '__typename') return
    context.reportError(new GraphQLError(`@${name} is for fields of Mutation.`, { nodes: directive }))
  },
})

/** A document without its keys, for planning: they travel beside it, and do not make a plan another one. */
export function withoutKeys(document: DocumentNode): DocumentNode {
  return visit(document, { Directive: (directive) => (directive.name.value === name ? null : undefined) })
}

/**
 * The keys that came beside the document: as the headers `Idempotency-Key`, of which there should be one, and as
 * `idempotencyKey` in `extensions`.
 */
export function keysBeside(headers: readonly string[] | undefined, extensions: unknown): readonly unknown[] {
  const { idempotencyKey } = (extensions ?? {}) as { idempotencyKey?: unknown }
  return [...(headers ?? []), idempotencyKey].filter((key) => key != null)
}

/** A mutation, and the keys that came with it. */
export interface Keyed {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** Whether the document has keys in it. */
  readonly hasKeys: boolean
  readonly variables: Readonly<Record<string, unknown>>
  readonly beside: readonly unknown[]
}

/** An operation's idempotency keys, by the names of its fields in the response. */
export type IdempotencyKeys = Readonly<Record<string, string>>

/** The keys of a mutation's fields, through fragments and as far as they are included; none for another operation. */
export function idempotencyKeys(schema: GraphQLSchema, mutation: Keyed): IdempotencyKeys {
  const { operation, hasKeys, beside, variables } = mutation
  if (operation.operation !== 'mutation' || (!hasKeys && beside.length === 0)) return {}
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  const directive = schema.getDirective(name)!
  const keys = new Map<string, unknown>()
  const fields = new Set<string>()
  for (const field of includedFields(mutation.document, operation.selectionSet, coerced)) {
    const path = (field.alias ?? field.name).value
    fields.add(path)
    const key = getDirectiveValues(directive, field, coerced)?.['key']
    if (key === undefined) continue
    if (keys.has(path) && keys.get(path) !== key) throw badInput('TWO_KEYS', { field: path })
    keys.set(path, key)
  }
  if (beside.length > 0 && fields.size > 0) {
    if (beside.length > 1 || keys.size > 0) {
      throw badInput('SEVERAL_KEYS')
    }
    if (fields.size > 1) {
      throw badInput('ONE_KEY_FOR_SEVERAL', { count: fields.size })
    }
    keys.set([...fields][0]!, beside[0])
  }
  return Object.fromEntries([...keys].map(([path, key]) => [path, checked(key)]))
}

function* includedFields(
  document: DocumentNode,
  { selections }: SelectionSetNode,
  variables: Readonly<Record<string, unknown>>,
): Generator<FieldNode> {
  for (const selection of selections) {
    if (!isIncluded(selection, variables)) continue
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value !== '__typename') yield selection
      continue
    }
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : document.definitions.find(
            (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
          )
    if (inner && 'selectionSet' in inner && inner.selectionSet) {
      yield* includedFields(document, inner.selectionSet, variables)
    }
  }
}

function isIncluded(selection: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  const isSkipped = getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true
  return !isSkipped && getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] !== false
}

function checked(key: unknown): string {
  if (typeof key === 'string' && /^[\x20-\x7e]{1,255}$/.test(key)) return key
  throw badInput('IDEMPOTENCY_KEY_INVALID')
}
