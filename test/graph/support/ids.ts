import {
  astFromValue,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  print,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql'
import { selectionOf } from './selection.ts'
import { valueOf } from './values.ts'

/** One place in the API where somebody gives an id: an argument, or a field of an input object inside one. */
export interface IdPlace {
  /** For people: `Mutation.viewingConfirm(input.viewingId)`. */
  readonly name: string
  readonly operation: 'query' | 'mutation' | 'subscription'
  /** The kinds of things whose ids it takes, by their prefix. */
  readonly kinds: readonly string[]
  /** The operation, when `fill` chooses the id for this place and for every other that must be given. */
  request(fill: Fill): Request
}

/** The ids are variables, so that a place's document stays the same, whatever is asked for. */
export interface Request {
  readonly query: string
  readonly variables: Readonly<Record<string, string>>
}

/** Chooses an id of a kind; `isProbed` for the place in question. */
export type Fill = (kind: string, isProbed: boolean) => string

type Field = GraphQLField<unknown, unknown>
/** One step on the way to a field: into another field, or from an abstract type to one of its members. */
type Step = { readonly field: Field } | { readonly on: string }

/** How deep the answer is selected beneath a field with an id. */
const DEPTH = 4

/** A kind of thing is called otherwise in these places. */
const otherNames: Readonly<Record<string, string>> = {
  portal_account: 'account',
  link_client_account: 'client_account',
  unlink_client_account: 'client_account',
  assignee: 'agent',
  member: 'agent',
  request: 'ticket',
  block: 'viewing_block',
  instance: 'sign_on_instance',
  // Uploads are of one subgraph and one person.
  'propertyPhotoAdd.uploadId': 'photo_upload',
  'propertyImportStart.uploadId': 'table_upload',
  'viewingPhotoAdd.uploadId': 'own_photo_upload',
  'viewingVoiceNoteAdd.uploadId': 'voice_note_upload',
  'requestSubmit.uploadIds': 'request_upload',
  'requestReply.uploadIds': 'request_upload',
  'ticketReply.uploadIds': 'ticket_upload',
  'ticketNoteAdd.uploadIds': 'ticket_upload',
  // Only on its day is there a journal to write in.
  'viewingNoteAdd.viewingId': 'visit',
  'viewingPhotoAdd.viewingId': 'visit',
  'viewingVoiceNoteAdd.viewingId': 'visit',
  // A client's own photo is none of the property's.
  'viewingPhotoDelete.photoId': 'own_photo',
  // What an account's clients are told of is contacts.
  entity: 'contact',
}

/**
 * Every place that takes an id, of every field that can be reached. `kinds` are those that there are; a place whose
 * kind cannot be told from its name fails, in a sentence.
 */
export function idPlaces(schema: GraphQLSchema, kinds: readonly string[]): IdPlace[] {
  return [...reachable(schema)].flatMap(({ operation, parent, path, field }) =>
    idPaths(field.args).map(({ path: at, inner }) => {
      const name = `${parent}.${field.name}(${at.join('.')})`
      return {
        name,
        operation,
        kinds: kindsOf(name, field, inner, kinds),
        request: (fill) =>
          requestOf(schema, { operation, path, field }, at, (wanted, isProbed, of) =>
            fill(kindsOf(name, of, wanted, kinds)[0]!, isProbed),
          ),
      }
    }),
  )
}

interface Reached {
  readonly operation: IdPlace['operation']
  readonly parent: string
  readonly path: readonly Step[]
  readonly field: Field
}

/** Every field of every type that can be reached, each by one of the shortest ways, queries first. */
function* reachable(schema: GraphQLSchema): Generator<Reached> {
  const known = new Set<string>()
  for (const operation of ['query', 'mutation', 'subscription'] as const) {
    const root = schema.getRootType(operation as OperationTypeNode)
    if (!root) continue
    const queue: { type: GraphQLNamedType; path: readonly Step[] }[] = [{ type: root, path: [] }]
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { type, path } = next
      if (isAbstractType(type)) {
        for (const member of schema.getPossibleTypes(type)) {
          queue.push({ type: member, path: [...path, { on: member.name }] })
        }
      }
      if (!isObjectType(type) || known.has(type.name)) continue
      known.add(type.name)
      for (const field of Object.values(type.getFields())) {
        yield { operation, parent: type.name, path, field }
        queue.push({ type: getNamedType(field.type), path: [...path, { field }] })
      }
    }
  }
}

type Input = GraphQLArgument | GraphQLInputField

/** The ways to the ids among arguments, through input objects; an input object inside itself is looked at once. */
function idPaths(
  inputs: readonly Input[],
  within: readonly string[] = [],
): { readonly path: readonly string[]; readonly inner: Input }[] {
  return inputs.flatMap((input) => {
    const type = getNamedType(input.type)
    if (type.name === 'ID') return [{ path: [input.name], inner: input }]
    if (!isInputObjectType(type) || within.includes(type.name)) return []
    return idPaths(Object.values(type.getFields()), [...within, type.name]).map(({ path, inner }) => ({
      path: [input.name, ...path],
      inner,
    }))
  })
}

function kindsOf(place: string, field: Field, { name }: { name: string }, kinds: readonly string[]): readonly string[] {
  const shown = getNamedType(field.type).name
  if (shown === 'Node') return kinds
  const stem = name === 'id' || name === 'ids' ? shown : (/^(.*)Ids?$/.exec(name)?.[1] ?? '')
  const noun = stem.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
  const said = otherNames[`${field.name}.${name}`] ?? otherNames[noun] ?? noun
  const found = kinds.find((kind) => said === kind) ?? kinds.find((kind) => said.endsWith(`_${kind}`))
  if (found) return [found]
  throw new Error(
    `${place} takes an id, and it cannot be told of what: call the argument after its kind, or say it in otherNames; ` +
      `when the kind is new, give the companies one of it. The kinds are ${kinds.join(', ')}.`,
  )
}

/** The operation that asks one root field, when `fill` chooses each id that must be given. */
export function rootRequest(schema: GraphQLSchema, operation: IdPlace['operation'], field: Field, fill: Fill): Request {
  return requestOf(schema, { operation, path: [], field }, [], (_input, isProbed) => fill('', isProbed))
}

type Choose = (input: { name: string }, isProbed: boolean, field: Field) => string

function requestOf(
  schema: GraphQLSchema,
  { operation, path, field }: Omit<Reached, 'parent'>,
  at: readonly string[],
  choose: Choose,
): Request {
  const variables: Record<string, string> = {}
  const call = (one: Field, probed: readonly string[] | null) => {
    const given = one.args.flatMap((arg) => {
      const value = inputValue(arg, probed, (inner, isProbed) => {
        const name = `id${Object.keys(variables).length}`
        variables[name] = choose(inner, isProbed, one)
        return `$${name}`
      })
      return value === undefined ? [] : [`${arg.name}: ${print(astFromValue(value, arg.type)!)}`]
    })
    return given.length > 0 ? `${one.name}(${given.join(', ')})` : one.name
  }
  let text = `${call(field, at)} ${selectionOf(schema, getNamedType(field.type), DEPTH)}`.trim()
  for (const step of path.toReversed()) {
    text = `${'on' in step ? `... on ${step.on}` : call(step.field, null)} { ${text} }`
  }
  const declared = Object.keys(variables).map((name) => `$${name}: ID!`)
  const head = declared.length > 0 ? `${operation} (${declared.join(', ')})` : operation
  return { query: `${head} { ${text.replace(/"(\$id\d+)"/g, '$1')} }`, variables }
}

/** A value for an argument or input field: what must be given, and what lies on the way to the place in question. */
function inputValue(
  input: Input,
  probed: readonly string[] | null,
  choose: (input: { name: string }, isProbed: boolean) => string,
): unknown {
  const isOnTheWay = probed?.[0] === input.name
  const isRequired = isNonNullType(input.type) && input.defaultValue === undefined
  if (!isOnTheWay && !isRequired) return undefined
  return valueFor(input, input.type, isOnTheWay ? probed.slice(1) : null, choose)
}

function valueFor(
  input: Input,
  type: GraphQLInputType,
  rest: readonly string[] | null,
  choose: (input: { name: string }, isProbed: boolean) => string,
): unknown {
  if (isNonNullType(type)) return valueFor(input, type.ofType, rest, choose)
  if (isListType(type)) return [valueFor(input, type.ofType, rest, choose)]
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).map((inner) => [inner.name, inputValue(inner, rest, choose)])
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
  }
  if (isScalarType(type) && type.name === 'ID') return choose(input, rest !== null)
  return valueOf(input.name, type.name, isEnumType(type) ? type.getValues().map(({ name }) => name) : null)
}
