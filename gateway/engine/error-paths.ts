import {
  defaultFieldResolver,
  GraphQLError,
  isNonNullType,
  isObjectType,
  responsePathAsArray,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql'
import { Missing } from './missing.ts'

type Resolver = GraphQLFieldResolver<unknown, unknown>
type Path = readonly (string | number)[]

/**
 * Makes the stitched schema's resolvers give errors of the place they stand at. The stitching loads an entity once
 * wherever it occurs, and its error would carry the path of the first occurrence to all of them. A field that may not be
 * null and has no value is marked as missing there, too: see `Missing`.
 */
export function placeErrors(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) field.resolve = placing(field.resolve ?? defaultFieldResolver)
  }
  return schema
}

function placing(resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    try {
      const result = resolve(source, args, context, info)
      if (!(result instanceof Promise)) return placed(result, info)
      return result.then(
        (value) => placed(value, info),
        (error: unknown) => {
          throw placedError(error, pathOf(info))
        },
      )
    } catch (error) {
      throw placedError(error, pathOf(info))
    }
  }
}

function placed(value: unknown, info: GraphQLResolveInfo): unknown {
  if (value == null && isNonNullType(info.returnType)) throw new Missing(`${info.parentType.name}.${info.fieldName}`)
  if (value instanceof Error) return placedError(value, pathOf(info))
  if (!Array.isArray(value) || !value.some((item) => item instanceof Error)) return value
  return value.map((item, index) => (item instanceof Error ? placedError(item, [...pathOf(info), index]) : item))
}

function placedError(error: unknown, path: Path): unknown {
  if (error instanceof AggregateError) {
    return new AggregateError(
      error.errors.map((each) => placedError(each, path)),
      error.message,
    )
  }
  if (!(error instanceof GraphQLError) || !error.path) return error
  const { message, extensions, originalError } = error
  return new GraphQLError(message, { path: [...path, ...tailOf(error.path, path)], extensions, originalError })
}

/**
 * What of an error's path lies below the field it stands at: it rose there from a field that may not be null. The field
 * is found in the error's path at its own depth, or where its name comes first.
 */
function tailOf(found: Path, at: Path): Path {
  const depth = at.findLastIndex((segment) => typeof segment === 'string')
  const name = at[depth]
  const start = found[depth] === name ? depth : found.indexOf(name!)
  if (start === -1) return []
  const isItem = typeof at.at(-1) === 'number' && typeof found[start + 1] === 'number'
  return found.slice(start + (isItem ? 2 : 1))
}

function pathOf(info: GraphQLResolveInfo): Path {
  return responsePathAsArray(info.path)
}
