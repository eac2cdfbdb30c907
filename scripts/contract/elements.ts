import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from 'graphql'

/** Something in a schema that a reader may ask the meaning of, and may be told to use no more. */
export interface Element extends Described {
  /** Its schema coordinate, such as `Query.node(id:)`. */
  readonly coordinate: string
}

interface Described {
  readonly description?: string | null
  readonly deprecationReason?: string | null
}

/** All that a schema defines: types, fields, arguments, enum values and directives. */
export function elementsOf(schema: GraphQLSchema): Element[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  )
  const directives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive))
  return [...types.flatMap(withMembers), ...directives.flatMap((one) => withArguments(`@${one.name}`, one))]
}

function withMembers(type: ReturnType<GraphQLSchema['getTypeMap']>[string]): Element[] {
  const members = isEnumType(type)
    ? type.getValues().map((value) => element(`${type.name}.${value.name}`, value))
    : isInputObjectType(type)
      ? Object.values(type.getFields()).map((field) => element(`${type.name}.${field.name}`, field))
      : isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields()).flatMap((field) => withArguments(`${type.name}.${field.name}`, field))
        : []
  return [element(type.name, type), ...members]
}

interface WithArguments extends Described {
  readonly args: readonly (Described & { readonly name: string })[]
}

function withArguments(coordinate: string, owner: WithArguments): Element[] {
  return [element(coordinate, owner), ...owner.args.map((arg) => element(`${coordinate}(${arg.name}:)`, arg))]
}

function element(coordinate: string, { description, deprecationReason }: Described): Element {
  return { coordinate, description, deprecationReason }
}
