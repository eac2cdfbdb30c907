import { GraphQLScalarType, Kind } from 'graphql'
import { GraphQLDateTimeISO, GraphQLLocalDate, GraphQLLocalTime } from 'graphql-scalars'
import { forDevelopers } from './errors.ts'

const cursorOf = (value: unknown): string => {
  if (typeof value === 'string' && value.length > 0 && value.length <= 512) return value
  throw forDevelopers('BAD_USER_INPUT', 'A cursor is a text that this API has given out.')
}

/** An opaque place in a list or in a stream of events. */
export const Cursor = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description: 'An opaque place in a list or in a stream of events, as this API gave it out. At most 512 characters.',
  serialize: cursorOf,
  parseValue: cursorOf,
  parseLiteral: (node) => cursorOf(node.kind === Kind.STRING ? node.value : null),
})

/** PostgreSQL writes years of four digits, and JavaScript's text of another year is none that it reads. */
function instantOf(value: Date): Date {
  const year = value.getUTCFullYear()
  if (year >= 1 && year <= 9999) return value
  throw forDevelopers('BAD_USER_INPUT', 'An instant lies in the years 1 to 9999.')
}

const RFC_3339 = 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6'

/** An instant, as RFC 3339 text in UTC with milliseconds. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'An instant as RFC 3339 text; given out in UTC with milliseconds, `2026-03-29T14:30:00.000Z`.',
  specifiedByURL: RFC_3339,
  parseValue: (value) => instantOf(GraphQLDateTimeISO.parseValue(value)),
  parseLiteral: (node, variables) => instantOf(GraphQLDateTimeISO.parseLiteral(node, variables)),
})

/** A calendar date without a time zone. */
export const LocalDate = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  description: 'A calendar date without a time zone, as the full-date of RFC 3339: `2026-03-29`.',
  specifiedByURL: RFC_3339,
})

/** A time of day without a time zone. No specification has it: RFC 3339 wants the seconds. */
export const LocalTime = new GraphQLScalarType({
  ...GraphQLLocalTime.toConfig(),
  description: 'A time of day without a time zone, `14:30`, `14:30:00` or `14:30:00.000`.',
})

const safeIntOf = (value: unknown): number => {
  if (Number.isSafeInteger(value)) return value as number
  throw forDevelopers('BAD_USER_INPUT', 'A whole number from -9007199254740991 to 9007199254740991 is expected.')
}

/** A whole number of either sign. */
export const SafeInt = new GraphQLScalarType<number, number>({
  name: 'SafeInt',
  description: 'A whole number from -9007199254740991 to 9007199254740991, the largest that every JSON reader keeps.',
  serialize: safeIntOf,
  parseValue: safeIntOf,
  parseLiteral: (node) => safeIntOf(node.kind === Kind.INT ? Number(node.value) : null),
})

/** Only what JSON writes as a whole number: text and fractions are refused, never cut to one. */
const wholeNumberOf = (value: unknown): number => {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number
  throw forDevelopers('BAD_USER_INPUT', 'A whole number from 0 to 9007199254740991 is expected.')
}

/** A whole number from 0 on. */
export const NonNegativeInt = new GraphQLScalarType<number, number>({
  name: 'NonNegativeInt',
  description: 'A whole number from 0 to 9007199254740991, the largest that every JSON reader keeps.',
  serialize: wholeNumberOf,
  parseValue: wholeNumberOf,
  parseLiteral: (node) => wholeNumberOf(node.kind === Kind.INT ? Number(node.value) : null),
})
