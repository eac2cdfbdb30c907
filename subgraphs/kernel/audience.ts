import { getOperationAST, visit, type DocumentNode, type OperationDefinitionNode } from 'graphql'
import { fallback } from './language.ts'
import type { SubgraphRequest } from './link.ts'
import { rightsClassOf } from './rights-class.ts'

/** What is read off a subscription's document once. */
interface Read {
  readonly id: number
  /** The variable that says where the stream begins, and nothing else. */
  readonly cursor: string | null
}

let documents = 0
const known = new WeakMap<DocumentNode, Map<string | undefined, Read>>()

/**
 * Who gets the same result from the same event: those who have sent the same document with the same variables, but for
 * the place where they begin, are of one rights class, and are spoken to in one language. The document is told by its
 * identity.
 */
export function audienceOf(request: SubgraphRequest): string {
  const { document, operationName, variables = {}, actor, caller, language = fallback } = request
  const { id, cursor } = read(document, operationName)
  return `${id} ${caller} ${language} ${rightsClassOf(actor)} ${JSON.stringify(without(variables, cursor))}`
}

/** The variables but the one that only says where the stream begins. */
export function without(
  variables: Readonly<Record<string, unknown>>,
  name: string | null,
): Readonly<Record<string, unknown>> {
  if (name === null || !Object.hasOwn(variables, name)) return variables
  const { [name]: _, ...others } = variables
  return others
}

function read(document: DocumentNode, operationName: string | undefined): Read {
  const operations = known.get(document) ?? new Map<string | undefined, Read>()
  known.set(document, operations)
  const found = operations.get(operationName)
  if (found) return found
  const operation = getOperationAST(document, operationName)
  const made = { id: ++documents, cursor: operation ? cursorVariableOf(document, operation) : null }
  operations.set(operationName, made)
  return made
}

/** The variable that stands as `after` of the subscription's field, if it stands nowhere else and has no default. */
export function cursorVariableOf(document: DocumentNode, operation: OperationDefinitionNode): string | null {
  let name: string | null = null
  for (const field of operation.selectionSet.selections) {
    if (field.kind !== 'Field') continue
    const after = field.arguments?.find((argument) => argument.name.value === 'after')
    if (after?.value.kind === 'Variable') name = after.value.name.value
  }
  let uses = 0
  visit(document, {
    VariableDefinition({ variable, defaultValue }) {
      if (defaultValue && variable.name.value === name) uses++
      return false
    },
    Variable: (variable) => void (variable.name.value === name && uses++),
  })
  return uses === 1 ? name : null
}
