import { GraphQLError, getOperationAST, parse, specifiedRules, validate } from 'graphql'
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { badInput } from '../subgraphs/kernel/errors.ts'
import type { PortalFeature } from '../subgraphs/kernel/actor.ts'
import type { Telemetry } from '../subgraphs/kernel/telemetry/telemetry.ts'
import { inSpan } from '../subgraphs/kernel/telemetry/tracing.ts'
import type { Engine, Plan } from './engine/engine.ts'
import { openFeatures } from './features.ts'
import { idempotentIsForMutations, withoutKeys } from './idempotency.ts'
import { checkSize, hasMoreTokens, type Limits } from './limits.ts'
import { hasUnstorableLiteral } from './unstorable.ts'

/** One operation of a document that has been found valid, with the engine's plan for it. */
export interface PlannedOperation {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** The names of its root fields, through fragments, whatever `@skip` and `@include` say. */
  readonly rootFields: ReadonlySet<string>
  /** The parts of the portal of which it asks something. */
  readonly features: ReadonlySet<PortalFeature>
  /** Whether idempotency keys stand in the document; the plan is made without them. */
  readonly hasKeys: boolean
  readonly plan: Plan
}

/** Turns a document's text into a planned operation, or throws the errors (an array) that refuse it. */
export type Documents = (text: string, operationName: string | undefined) => PlannedOperation

/**
 * How many documents are remembered, and how long their texts may be together. Each character costs up to 120 bytes once
 * it is parsed, so that anyone who sends only new documents takes no more than 120 MB.
 */
const MOST_DOCUMENTS = 2_000
const MOST_CHARACTERS = 1_000_000

const rules = [...specifiedRules, idempotentIsForMutations]

interface Known {
  readonly document: DocumentNode
  readonly keyless: DocumentNode
  readonly operations: Map<string | undefined, PlannedOperation>
}

/**
 * Parses, measures, validates and plans each document once; the least recently used are forgotten. What is not valid is
 * not remembered: it would push out what is.
 */
export function openDocuments(schema: GraphQLSchema, engine: Engine, limits: Limits, telemetry: Telemetry): Documents {
  const { metrics, tracing } = telemetry
  const featuresIn = openFeatures(schema)
  const step = <T>(name: string, work: () => T): T => inSpan(tracing, { name, within: 'step' }, work)
  const known = new Map<string, Known>()
  let characters = 0
  const tell = (result: 'known' | 'new' | 'refused') => metrics.documents.inc({ result })

  const remember = (text: string, entry: Known) => {
    known.set(text, entry)
    characters += text.length
    for (const oldest of known.keys()) {
      if (known.size <= MOST_DOCUMENTS && characters <= MOST_CHARACTERS) break
      known.delete(oldest)
      characters -= oldest.length
    }
    metrics.documentsKept.set(known.size)
  }

  const checked = (text: string): DocumentNode => {
    try {
      const document = step('graphql.parse', () => parseWithin(text, limits))
      checkSize(document, limits)
      const errors = step('graphql.validate', () => validate(schema, document, rules))
      if (errors.length > 0) throw errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'))
      if (hasUnstorableLiteral(document)) throw badInput('DOCUMENT_UNSTORABLE')
      return document
    } catch (error) {
      tell('refused')
      // A value of lists in lists can be deep enough to overflow graphql-js's stack.
      if (error instanceof RangeError) throw badInput('DOCUMENT_TOO_DEEP')
      throw error
    }
  }

  return (text, operationName) => {
    let entry = known.get(text)
    if (entry) {
      known.delete(text)
      known.set(text, entry)
      tell('known')
    } else {
      const document = checked(text)
      tell('new')
      entry = { document, keyless: withoutKeys(document), operations: new Map() }
      remember(text, entry)
    }
    let planned = entry.operations.get(operationName)
    if (!planned) {
      const { document, keyless } = entry
      const operation = operationOf(document, operationName)
      planned = {
        document,
        operation,
        rootFields: rootFields(document, operation),
        features: featuresIn(document, operation),
        hasKeys: keyless !== document,
        plan: step('graphql.plan', () => engine.plan(keyless, operationOf(keyless, operationName))),
      }
      entry.operations.set(operationName, planned)
    }
    return planned
  }
}

function parseWithin(text: string, limits: Limits): DocumentNode {
  try {
    return parse(text, { maxTokens: limits.tokens })
  } catch (error) {
    if (hasMoreTokens(text, limits.tokens)) {
      throw badInput('TOO_MANY_TOKENS', { most: limits.tokens })
    }
    throw error instanceof GraphQLError ? coded(error, 'GRAPHQL_PARSE_FAILED') : error
  }
}

function coded(error: GraphQLError, code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED'): GraphQLError {
  const { nodes, source, positions } = error
  return new GraphQLError(error.message, { nodes, source, positions, extensions: { code } })
}

function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, name)
  if (operation) return operation
  throw badInput(name === undefined ? 'OPERATION_NAME_MISSING' : 'OPERATION_NAME_UNKNOWN')
}

function rootFields(document: DocumentNode, operation: OperationDefinitionNode): ReadonlySet<string> {
  const names = new Set<string>()
  const collect = (selections: OperationDefinitionNode['selectionSet']): void => {
    for (const selection of selections.selections) {
      if (selection.kind === 'Field') names.add(selection.name.value)
      else if (selection.kind === 'InlineFragment') collect(selection.selectionSet)
      else {
        const fragment = document.definitions.find(
          (definition) => definition.kind === 'FragmentDefinition' && definition.name.value === selection.name.value,
        )
        if (fragment?.kind === 'FragmentDefinition') collect(fragment.selectionSet)
      }
    }
  }
  collect(operation.selectionSet)
  return names
}
