/**
 * An array as PostgreSQL writes it, for a parameter with a cast such as `::text[]`: drizzle would spread a JavaScript
 * array into a list of parameters, and our clients know no array types (see `connect`).
 */
export function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => JSON.stringify(value)).join(',')}}`
}
