import {
  coerceInputValue,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isInputType,
  typeFromAST,
  valueFromAST,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { forDevelopers } from '../subgraphs/kernel/errors.ts'

/** A list of a hundred thousand wrong values is not looked at to its end. */
const MOST_ERRORS = 10
const enough = Symbol('enough errors')

/**
 * What is wrong with an operation's variables. The messages name the place and what is wanted there, and never repeat
 * the value: it may be a password.
 */
export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  values: Readonly<Record<string, unknown>>,
): readonly GraphQLError[] {
  const errors: GraphQLError[] = []
  for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value
    const type = typeFromAST(schema, typeNode as never) as GraphQLInputType | undefined
    if (!type || !isInputType(type)) continue
    if (!Object.hasOwn(values, name) || values[name] === undefined) {
      const hasDefault = defaultValue !== undefined && valueFromAST(defaultValue, type) !== undefined
      if (isNonNullType(type) && !hasDefault)
        errors.push(forDevelopers('BAD_USER_INPUT', `Variable "$${name}" of type "${type}" is required.`))
      continue
    }
    try {
      coerceInputValue(values[name], type, (path, _value, error) => {
        const place = [name, ...path].join('.')
        errors.push(
          forDevelopers('BAD_USER_INPUT', `Variable "$${name}" is wrong at "${place}": ${wanted(type, path, error)}`),
        )
        if (errors.length >= MOST_ERRORS) throw enough
      })
    } catch (error) {
      if (error === enough) break
      throw error
    }
  }
  return errors
}

/** Graphql-js's words where they are about names and shapes; about a leaf's value, its type's name instead. */
function wanted(type: GraphQLInputType, path: readonly (string | number)[], error: GraphQLError): string {
  let found: GraphQLInputType | undefined = type
  for (const key of path) {
    if (isNonNullType(found)) found = found.ofType as GraphQLInputType
    if (typeof key === 'number') found = isListType(found) ? (found.ofType as GraphQLInputType) : found
    else found = isInputObjectType(found) ? found.getFields()[key]?.type : undefined
  }
  while (isNonNullType(found) || isListType(found)) found = found.ofType as GraphQLInputType
  if (!found || isInputObjectType(found) || error.message.endsWith('not to be null.')) return error.message
  if (isEnumType(found))
    return `one of ${found
      .getValues()
      .map(({ name }) => name)
      .join(', ')} is expected.`
  const example = examples[found.name]
  return `a value of type "${found}" is expected${example ? `, such as ${example}` : ''}.`
}

/** What the types look like whose name does not tell. */
const examples: Readonly<Record<string, string>> = {
  DateTime: '"2026-03-29T14:30:00Z"',
  LocalDate: '"2026-03-29"',
  LocalTime: '"14:30"',
}
