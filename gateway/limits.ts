import { Kind, Lexer, Source, TokenKind } from 'graphql'
import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from 'graphql'
import { badInput } from '../subgraphs/kernel/errors.ts'

/** What one caller may ask for at once; the same on every transport (API-7). */
export interface Limits {
  /** Lexical tokens of a document. */
  readonly tokens: number
  /** Fields inside fields, through fragments. */
  readonly depth: number
  /** Fields that the operation selects in all, each fragment counted wherever it is spread. */
  readonly fields: number
  readonly aliases: number
  /** Of an HTTP request's body or a WebSocket frame. */
  readonly bytes: number
  /** Running at the same time on one socket. */
  readonly operationsPerSocket: number
  /** For a query or mutation, for the opening of a subscription, and for each of its events. */
  readonly deadlineMs: number
}

export const defaultLimits: Limits = {
  tokens: 4_000,
  depth: 16,
  fields: 1_000,
  aliases: 60,
  bytes: 1024 * 1024,
  operationsPerSocket: 100,
  deadlineMs: 15_000,
}

/** Each of them with what becomes of more, by its reason: the README's table. */
export const limitMeanings: readonly (readonly [what: string, most: string | number, beyond: string])[] = [
  ['tokens of a document', defaultLimits.tokens, '`TOO_MANY_TOKENS`'],
  ['fields inside fields', defaultLimits.depth, '`TOO_DEEP`'],
  ['fields, each fragment counted wherever it is spread', defaultLimits.fields, '`TOO_WIDE`'],
  ['aliases', defaultLimits.aliases, '`TOO_WIDE`'],
  ['bytes of a body or a WebSocket frame', defaultLimits.bytes, '`TOO_LARGE`, or 1009'],
  ['operations at a time on one socket', defaultLimits.operationsPerSocket, '`TOO_MANY_OPERATIONS`'],
  [
    'seconds for a query or mutation, the opening of a subscription, and each of its events',
    defaultLimits.deadlineMs / 1000,
    '`DEADLINE_EXCEEDED`',
  ],
]

/** How large an operation is, before it is known what its fields mean. */
interface Size {
  readonly depth: number
  readonly fields: number
  readonly aliases: number
}

/** Whether a text has more tokens than this; only asked after parsing has failed. */
export function hasMoreTokens(text: string, limit: number): boolean {
  const lexer = new Lexer(new Source(text))
  try {
    for (let count = 0; count <= limit; count++) if (lexer.advance().kind === TokenKind.EOF) return false
    return true
  } catch {
    return false
  }
}

/**
 * Throws when an operation of the document is too deep or too wide. It runs before validation, whose cost grows with
 * the square of a selection's width, so it must bear documents that are not valid.
 */
export function checkSize(document: DocumentNode, limits: Limits): void {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const measure = measurer(fragments)
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) checkOperation(definition, measure, limits)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) checkWidth(measure(definition.selectionSet), limits)
  }
}

function checkOperation(operation: OperationDefinitionNode, measure: Measure, limits: Limits): void {
  const size = measure(operation.selectionSet)
  checkWidth(size, limits)
  if (size.depth > limits.depth) {
    throw badInput('TOO_DEEP', { most: limits.depth })
  }
}

function checkWidth(size: Size, limits: Limits): void {
  if (size.fields > limits.fields) {
    throw badInput('TOO_MANY_FIELDS', { most: limits.fields })
  }
  if (size.aliases > limits.aliases) {
    throw badInput('TOO_MANY_ALIASES', { most: limits.aliases })
  }
}

type Measure = (selections: SelectionSetNode) => Size
const nothing: Size = { depth: 0, fields: 0, aliases: 0 }

/** Measures each selection set once, however often it is spread; a fragment inside itself counts as nothing. */
function measurer(fragments: ReadonlyMap<string, FragmentDefinitionNode>): Measure {
  const known = new Map<SelectionSetNode, Size>()
  const measure: Measure = (selections) => {
    const found = known.get(selections)
    if (found) return found
    known.set(selections, nothing)
    let { depth, fields, aliases } = nothing
    for (const selection of selections.selections) {
      const isField = selection.kind === Kind.FIELD
      const inner = isField
        ? fieldSize(selection.name.value, selection.selectionSet, measure)
        : innerSize(
            selection.kind === Kind.INLINE_FRAGMENT
              ? selection.selectionSet
              : fragments.get(selection.name.value)?.selectionSet,
            measure,
          )
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0))
      fields += inner.fields + (isField ? 1 : 0)
      aliases += inner.aliases + (isField && selection.alias ? 1 : 0)
    }
    const size = { depth, fields, aliases }
    known.set(selections, size)
    return size
  }
  return measure
}

/** Introspection is deep by nature and answers from memory; validation has a rule of its own against its abuse. */
function fieldSize(name: string, selections: SelectionSetNode | undefined, measure: Measure): Size {
  const size = innerSize(selections, measure)
  return name === '__schema' || name === '__type' ? { ...size, depth: 0 } : size
}

function innerSize(selections: SelectionSetNode | undefined, measure: Measure): Size {
  return selections ? measure(selections) : nothing
}
