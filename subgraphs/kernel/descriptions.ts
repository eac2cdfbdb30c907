import { isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql'

const ID = 'Opaque and global; its prefix tells the type to a human reader.'

const rootTypes: Readonly<Record<string, string>> = {
  Query: 'What can be read. Lists are Relay connections of at most 100 edges a page.',
  Mutation:
    'What can be done. Each takes one `input`, and its payload says in `userErrors` why it did nothing, if it did nothing.',
  Subscription: 'What can be followed, over WebSocket or server-sent events; each item tells the cursor to go on from.',
}

const args: Readonly<Record<string, string>> = {
  id: 'The global id of what is wanted.',
  input: 'What the mutation is given.',
  filter: 'What narrows the list; all of it when absent.',
}

/**
 * Describes what is the same in every schema, where nothing else is said of it, so that no field has to repeat it: the
 * root types, ids, and the arguments that are always called the same.
 */
export function describeCommon(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) if (isObjectType(type)) describe(type)
}

function describe(type: GraphQLObjectType): void {
  type.description ??= rootTypes[type.name]
  for (const field of Object.values(type.getFields())) {
    if (field.name === 'id') field.description ??= ID
    for (const arg of field.args) arg.description ??= args[arg.name]
  }
}
