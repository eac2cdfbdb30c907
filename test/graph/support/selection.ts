import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLSchema,
  type GraphQLNamedType,
} from 'graphql'

const DEEPEST = 7
/** What the gateway takes at once (API-7), with a margin. */
const MOST_NAMES = 900
const MOST_ALIASES = 50

/**
 * All of a type that can be selected without arguments, as deep as the gateway's limits let it: a selection set, or
 * nothing for a leaf.
 */
export function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType, deepest = DEEPEST): string {
  if (isLeafType(type)) return ''
  for (let depth = deepest; ; depth--) {
    const text = `{ ${fieldsOf(schema, type, depth) || '__typename'} }`
    const isSmall = text.match(/\w+/g)!.length < MOST_NAMES && (text.match(/:/g) ?? []).length < MOST_ALIASES
    if (isSmall || depth === 1) return text
  }
}

function fieldsOf(schema: GraphQLSchema, type: GraphQLNamedType, depth: number): string {
  if (isAbstractType(type)) {
    const shared = isUnionType(type) ? {} : type.getFields()
    const members = schema.getPossibleTypes(type)
    const own = members.map((member) => {
      const fields = Object.values(member.getFields()).filter(({ name }) => !(name in shared))
      // Two members' fields of one name and another type cannot stand side by side without aliases.
      const isTold = (field: Field) =>
        members.some((one) => {
          const same = one.getFields()[field.name]
          return same !== undefined && String(same.type) !== String(field.type)
        })
      const selected = fields.map((field) =>
        select(schema, field, depth, isTold(field) ? `${member.name}_${field.name}: ` : ''),
      )
      const text = selected.join(' ').trim()
      return text ? `... on ${member.name} { ${text} }` : ''
    })
    return ['__typename', ...Object.values(shared).map((field) => select(schema, field, depth)), ...own].join(' ')
  }
  if (!isObjectType(type)) return ''
  return Object.values(type.getFields())
    .map((field) => select(schema, field, depth))
    .join(' ')
    .trim()
}

type Field = GraphQLField<unknown, unknown>

function select(schema: GraphQLSchema, field: Field, depth: number, alias = ''): string {
  const type = getNamedType(field.type)
  if (field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)) return ''
  if (isLeafType(type)) return `${alias}${field.name}`
  if (depth <= 1) return ''
  const inner = fieldsOf(schema, type, depth - 1).trim()
  return inner ? `${alias}${field.name} { ${inner} }` : ''
}
