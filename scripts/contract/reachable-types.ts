import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql'

/** The names of all types that the roots lead to, but through the fields and arguments without which it is asked. */
export function reachableTypes(schema: GraphQLSchema, without: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set<string>()
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  const ahead: GraphQLNamedType[] = [
    ...roots.filter((root) => root != null),
    ...schema.getDirectives().flatMap(({ args }) => args.map((arg) => getNamedType(arg.type))),
  ]
  while (ahead.length > 0) {
    const type = ahead.pop()!
    if (reached.has(type.name)) continue
    reached.add(type.name)
    ahead.push(...nextOf(schema, type, without))
  }
  return reached
}

function nextOf(schema: GraphQLSchema, type: GraphQLNamedType, without: ReadonlySet<string>): GraphQLNamedType[] {
  if (isUnionType(type)) return [...type.getTypes()]
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(({ name }) => !without.has(`${type.name}.${name}`))
    return fields.map((field) => getNamedType(field.type))
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  const fields = Object.values(type.getFields()).filter(({ name }) => !without.has(`${type.name}.${name}`))
  return [
    ...type.getInterfaces(),
    ...(isInterfaceType(type) ? schema.getPossibleTypes(type) : []),
    ...fields.map((field) => getNamedType(field.type)),
    ...fields.flatMap(({ name, args }) =>
      args.filter((arg) => !without.has(`${type.name}.${name}.${arg.name}`)).map((arg) => getNamedType(arg.type)),
    ),
  ]
}
