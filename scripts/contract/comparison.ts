import { diff, type Change } from '@graphql-inspector/core'
import { buildSchema, type GraphQLSchema } from 'graphql'
import { isOver, sunsetOf, type Sunset } from './deprecation.ts'
import { elementsOf } from './elements.ts'
import { reachableTypes } from './reachable-types.ts'

/** What a public schema does to the clients of the one before, each a line that begins with where it is. */
export interface Comparison {
  /** What makes operations of today fail, and what to do instead. */
  readonly breaking: readonly string[]
  /** What clients bear that were written with care: new values and members, other defaults. */
  readonly dangerous: readonly string[]
}

/** Months for which what is deprecated is served at least, counted from the day on which it is told. */
export const NOTICE_IN_MONTHS = 6

/** Days of the UTC calendar: the one on which this is asked, and the one on which the new schema is told. */
export interface Days {
  readonly today: string
  readonly told: string
}

/** Compares two public schemas. What was deprecated and has reached its end may be gone, with the types that only it led to. */
export async function compare(before: string, now: string, { today, told }: Days): Promise<Comparison> {
  const [was, is] = [buildSchema(before), buildSchema(now)]
  const sunsets = sunsetsOf(was)
  const ended = new Set([...sunsets].filter(([, sunset]) => isOver(sunset, today)).map(([path]) => path))
  const promised = reachableTypes(was, ended)
  const changes = (await diff(was, is)).filter(
    ({ type, path = '' }) =>
      !isOnlySaid(type, path) && !(type === 'TYPE_REMOVED' ? !promised.has(path) : isGone(type) && ended.has(path)),
  )
  const at = (level: string) => changes.filter(({ criticality }) => String(criticality.level) === level)
  return {
    breaking: [
      ...at('BREAKING').map((change) => `${lineOf(change)} ${remedyFor(change, sunsets)}`),
      ...brokenPromises(sunsets, sunsetsOf(is), told),
    ],
    dangerous: at('DANGEROUS').map(lineOf),
  }
}

/** The sunsets of a schema by what they are of, as the inspector names it: `Query.node.id` is an argument. */
function sunsetsOf(schema: GraphQLSchema): Map<string, Sunset> {
  const sunsets = new Map<string, Sunset>()
  for (const { coordinate, deprecationReason } of elementsOf(schema)) {
    const sunset = deprecationReason == null ? null : sunsetOf(deprecationReason)
    if (sunset) sunsets.set(coordinate.replace(/\((\w+):\)$/, '.$1'), sunset)
  }
  return sunsets
}

/** What a schema says of itself and no answer depends on. */
const isOnlySaid = (type: string, path: string) =>
  type.startsWith('DIRECTIVE_USAGE_') && /@(deprecated|specifiedBy)\b/.test(path)

const isGone = (type: string) => type.endsWith('_REMOVED')

const lineOf = ({ path, message }: Change) => `${path ?? 'schema'}: ${message.replace(/\.?$/, '.')}`

function remedyFor({ type, path = '' }: Change, sunsets: ReadonlyMap<string, Sunset>): string {
  const sunset = sunsets.get(path)
  if (isGone(type) && sunset) return `It is promised until ${sunset.until}: keep it until then.`
  if (/^(FIELD|INPUT_FIELD|ENUM_VALUE|FIELD_ARGUMENT|DIRECTIVE_ARGUMENT)_REMOVED$/.test(type)) {
    return `Keep it, deprecate it first with what replaces it and a last day, and remove it after that day.`
  }
  if (isGone(type)) return 'Keep it, and deprecate the fields that lead to it first.'
  if (type.endsWith('_ADDED')) return 'Let it be null, or give it a default.'
  if (type.endsWith('TYPE_CHANGED')) return 'Keep it, add one of the new type beside it, and deprecate this one.'
  return 'Keep what was there, and add the new beside it.'
}

/** Deprecations that give too little notice, or take back notice given. */
function brokenPromises(before: ReadonlyMap<string, Sunset>, now: ReadonlyMap<string, Sunset>, told: string): string[] {
  const earliest = monthsLater(told, NOTICE_IN_MONTHS)
  return [...now].flatMap(([path, { until }]) => {
    const promised = before.get(path)?.until
    if (promised && until < promised)
      return [`${path}: It was promised until ${promised}: keep that day, or a later one.`]
    if (!promised && until < earliest)
      return [`${path}: Served until ${until} only. Serve it until ${earliest} at least.`]
    return []
  })
}

function monthsLater(day: string, months: number): string {
  const later = new Date(`${day}T00:00:00Z`)
  later.setUTCMonth(later.getUTCMonth() + months)
  return later.toISOString().slice(0, 10)
}
