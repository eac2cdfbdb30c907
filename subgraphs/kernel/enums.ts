import 'reflect-metadata'
import type { PgEnum } from 'drizzle-orm/pg-core'
import { registerEnumType } from 'type-graphql'

/** A PostgreSQL enum as a GraphQL one: the same values, which equal their names. */
export function enumType<Values extends [string, ...string[]]>(
  of: PgEnum<Values>,
  name: string,
  description: string,
  values: Partial<Record<Values[number], string>> = {},
): { [K in Values[number]]: K } {
  const object = Object.fromEntries(of.enumValues.map((value) => [value, value])) as { [K in Values[number]]: K }
  const valuesConfig = Object.fromEntries(
    Object.entries(values).map(([value, text]) => [value, { description: text as string }]),
  )
  registerEnumType(object, { name, description, valuesConfig: valuesConfig as never })
  return object
}
