import { getNamedType, isNonNullType, type GraphQLField, type GraphQLSchema } from 'graphql'
import { selectionOf } from './selection.ts'

/** A query of all that a field of Query shows, as deep as the gateway's limits let it; null where it wants an argument. */
export function allOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): string | null {
  if (field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)) return null
  const args = field.args.some(({ name }) => name === 'first') ? '(first: 100)' : ''
  return `{ ${field.name}${args} ${selectionOf(schema, getNamedType(field.type))} }`
}
