import {
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql'
import type { Context } from './context.ts'
import { badInput } from './errors.ts'
import type { IdempotencyKey } from './link.ts'
import { DoneBefore, doneBefore, openOnce, type Done, type Kept } from './once.ts'
import type { Subgraph } from './subgraph.ts'

type Resolver = GraphQLFieldResolver<unknown, Context, Record<string, unknown>, Promise<object>>
type Field = GraphQLField<unknown, Context>
/** Makes what a payload's field shows out of what was remembered of it. */
type Recall = (kept: Kept, ctx: Context) => unknown

/** What every payload has; the rest of its fields shows what was done. */
const ofEveryPayload: ReadonlySet<string> = new Set(['userErrors', 'cursor'])
/** Leaves whose values may be remembered. A text could be a secret, so it is none of them. */
const harmless: ReadonlySet<string> = new Set(['ID', 'Int', 'NonNegativeInt', 'Boolean'])

/** Says of each mutation that takes no key that it takes none. */
export function describeKeyless(schema: GraphQLSchema, { keyless = [] }: Subgraph): void {
  const fields = schema.getMutationType()?.getFields() ?? {}
  for (const name of keyless) {
    const field = fields[name]
    if (!field) throw new Error(`There is no mutation ${name} that could take no idempotency key.`)
    field.description = `${field.description} It takes no idempotency key: what it answers is secret, and kept nowhere.`
  }
}

/**
 * Makes every mutation take effect once under one key (API-6); those of `keyless` refuse a key. It throws for a payload
 * that could not be made anew from ids, so that a mutation is either the one or the other.
 */
export function keyedMutations(
  schema: GraphQLSchema,
  subgraph: Subgraph,
  resolvers: Readonly<Record<string, unknown>>,
): Record<string, Resolver> {
  const keyed = Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => {
    const resolve = resolvers[field.name] as Resolver
    const isKeyless = subgraph.keyless?.includes(field.name)
    return [field.name, isKeyless ? withoutKey(resolve) : withKey(field, recallsOf(field, subgraph), resolve)]
  })
  return Object.fromEntries(keyed) as Record<string, Resolver>
}

/** The key for a field, whose alias may be called like anything that an object inherits. */
function keyOf({ keys }: Context, { path }: GraphQLResolveInfo): IdempotencyKey | null {
  return Object.hasOwn(keys, path.key) ? keys[path.key]! : null
}

function withoutKey(resolve: Resolver): Resolver {
  return async (root, args, ctx, info) => {
    if (!keyOf(ctx, info)) return resolve(root, args, ctx, info)
    throw badInput('NOT_IDEMPOTENT', { field: info.fieldName })
  }
}

function withKey({ name }: Field, recalls: ReadonlyMap<string, Recall>, resolve: Resolver): Resolver {
  return async (root, args, ctx, info) => {
    const key = keyOf(ctx, info)
    if (!key) return resolve(root, args, ctx, info)
    const once = openOnce(ctx, key, { field: name, args, fields: [...recalls.keys()] })
    const before = await doneBefore(ctx.db, once)
    if (before) return payloadOf(before, recalls, ctx)

    ctx.once = once
    try {
      const payload = await resolve(root, args, ctx, info)
      const isRefused = (payload as { userErrors: readonly object[] }).userErrors.length > 0
      // What refuses it may be what a repetition at the same time has just done.
      const meanwhile = isRefused ? await doneBefore(ctx.db, once) : null
      return meanwhile ? await payloadOf(meanwhile, recalls, ctx) : payload
    } catch (error) {
      if (error instanceof DoneBefore) return payloadOf(error.done, recalls, ctx)
      throw error
    } finally {
      ctx.once = null
    }
  }
}

/** The payload of what was done before: everything in it as it is now, and as far as the asker sees it now. */
async function payloadOf({ shown, event }: Done, recalls: ReadonlyMap<string, Recall>, ctx: Context): Promise<object> {
  const { metrics, name: subgraph } = ctx.services
  metrics.replays.inc({ subgraph })
  const recalled = [...recalls].map(async ([field, recall]) => [field, await recall(shown[field] ?? null, ctx)])
  return { ...Object.fromEntries(await Promise.all(recalled)), userErrors: [], appended: event }
}

function recallsOf(mutation: Field, subgraph: Subgraph): Map<string, Recall> {
  const payload = getNullableType(mutation.type) as GraphQLObjectType
  const fields = Object.values(payload.getFields()).filter(({ name }) => !ofEveryPayload.has(name))
  return new Map(
    fields.map((field) => {
      const recall = recallOf(field, subgraph)
      if (recall) return [field.name, recall]
      throw new Error(
        `${payload.name}.${field.name} could not be shown again to who repeats ${mutation.name} under its idempotency ` +
          `key: make it nullable and of a type in references of ${subgraph.name}, or name the mutation in keyless.`,
      )
    }),
  )
}

function recallOf({ type }: Field, { references = {} }: Subgraph): Recall | null {
  // Somebody may not see any more what they once have changed.
  if (isNonNullType(type)) return null
  const named = getNamedType(type)
  if (isEnumType(named) || (isScalarType(named) && harmless.has(named.name))) return (kept) => kept
  const resolve = isObjectType(named) ? references[named.name] : undefined
  if (!resolve) return null
  const one = (id: Kept, ctx: Context) => (id === null ? null : resolve({ id: String(id) }, ctx))
  if (!isListType(type)) return one
  return async (kept, ctx) => {
    const found = await Promise.all((Array.isArray(kept) ? kept : []).map((id: Kept) => one(id, ctx)))
    return found.filter((each) => each != null)
  }
}
