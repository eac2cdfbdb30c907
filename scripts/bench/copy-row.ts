import type { Sql } from 'postgres'

/** Adds rows like one that stands in a table (`schema.table`) of the company, each with what differs from it. */
export async function copyRow(
  sql: Sql,
  table: string,
  company: string,
  changes: Readonly<Record<string, string>>,
): Promise<void> {
  const columns = await sql<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`
  const names = columns.map(({ name }) => name)
  await sql`insert into ${sql(table)} (${sql(names)})
    select ${sql(names)} from (
      select (jsonb_populate_record(one, ${sql.json(changes)})).* from ${sql(table)} as one
      where company_id = ${company} order by id limit 1) as copy`
}
