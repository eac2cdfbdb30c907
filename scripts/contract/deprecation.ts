import type { GraphQLSchema } from 'graphql'
import { elementsOf, type Element } from './elements.ts'

/** What a deprecation promises: what to use instead, and the last day on which the old way is served. */
export interface Sunset {
  readonly replacement: string
  /** A day of the UTC calendar, `2027-06-01`. */
  readonly until: string
}

const wanted = 'say "Use `…` instead; served until 2027-06-01.", with what replaces it and the last day'

/** Reads a deprecation's reason; null where it names no replacement in backticks or no last day. */
export function sunsetOf(reason: string): Sunset | null {
  const [, replacement, until] = /^Use `([^`]+)`.*\buntil (\d{4}-\d{2}-\d{2})\.$/s.exec(reason) ?? []
  return replacement && until && isDay(until) ? { replacement, until } : null
}

/** Whether what was served until a day may be removed on `today`, a day of the UTC calendar, too. */
export const isOver = ({ until }: Sunset, today: string): boolean => until < today

/** One sentence for each deprecation of the schema that promises too little, or names what there is not. */
export function unclearDeprecations(schema: GraphQLSchema): string[] {
  const elements = elementsOf(schema)
  const usable = new Set(elements.filter((element) => element.deprecationReason == null).map(bare))
  return elements.flatMap((element) => {
    if (element.deprecationReason == null) return []
    const { coordinate } = element
    const sunset = sunsetOf(element.deprecationReason)
    if (!sunset) return [`${coordinate} is deprecated without a clear end: ${wanted}.`]
    const owner = bare(element).replace(/\.\w+$/, '')
    const isKnown = usable.has(sunset.replacement) || usable.has(`${owner}.${sunset.replacement}`)
    return isKnown ? [] : [`${coordinate} is to be replaced by \`${sunset.replacement}\`, which there is not.`]
  })
}

/** A coordinate with dots only, as one writes it in a sentence. */
const bare = ({ coordinate }: Element) => coordinate.replace(/\((\w+):\)$/, '.$1')

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
