import { randomBytes } from 'node:crypto'
import type { Sql } from 'postgres'
import { inject } from 'vitest'
import { migrate } from '../../subgraphs/kernel/migrations.ts'
import { postgres } from '../../subgraphs/kernel/postgres.ts'
import { subgraphNames, type SubgraphName } from '../../subgraphs/kernel/subgraph.ts'

export interface FreshDatabase {
  /** As a superuser; each subgraph becomes its role after connecting. */
  readonly url: string
  drop(): Promise<void>
}

/** A database of its own with all four schemas, empty: a copy of the run's template, made in a few hundredths of a second. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await administer((sql) => sql`CREATE DATABASE ${sql(name)} TEMPLATE portico STRATEGY file_copy`)
  return { url: urlOf(name), drop: () => administer((sql) => sql`DROP DATABASE ${sql(name)} WITH (FORCE)`) }
}

/** An empty database without any schema, for the tests of migrating itself. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  const name = `empty_${randomBytes(6).toString('hex')}`
  await administer((sql) => sql`CREATE DATABASE ${sql(name)}`)
  return { url: urlOf(name), drop: () => administer((sql) => sql`DROP DATABASE ${sql(name)} WITH (FORCE)`) }
}

export interface FourDatabases {
  readonly urls: Readonly<Record<SubgraphName, string>>
  drop(): Promise<void>
}

/**
 * Four databases, each owned by a login role of its own that can connect to no other one, and migrated by that role:
 * what an operator has who gives each subgraph a database (DESIGN's third shape).
 */
export async function fourDatabases(): Promise<FourDatabases> {
  const suffix = randomBytes(6).toString('hex')
  const names = Object.fromEntries(subgraphNames.map((name) => [name, `${name}_${suffix}`])) as Record<
    SubgraphName,
    string
  >
  const urls: Partial<Record<SubgraphName, string>> = {}
  for (const subgraph of subgraphNames) {
    const name = names[subgraph]
    const password = randomBytes(12).toString('hex')
    await administer((sql) => sql.unsafe(`CREATE ROLE "${name}" LOGIN PASSWORD '${password}'`))
    await administer((sql) => sql`CREATE DATABASE ${sql(name)} OWNER ${sql(name)}`)
    await administer((sql) => sql`REVOKE ALL ON DATABASE ${sql(name)} FROM PUBLIC`)
    const url = (urls[subgraph] = urlOf(name, name, password))
    await migrate({ url, schema: subgraph, pool: 1 })
  }
  return {
    urls: urls as Record<SubgraphName, string>,
    async drop() {
      for (const name of Object.values(names)) {
        await administer((sql) => sql`DROP DATABASE ${sql(name)} WITH (FORCE)`)
        await administer((sql) => sql`DROP ROLE ${sql(name)}`)
      }
    },
  }
}

/** One statement as the run's superuser, outside the databases under test. */
export async function administer(work: (sql: Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(urlOf('postgres'), { max: 1, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}

function urlOf(database: string, user?: string, password?: string): string {
  const url = new URL(inject('databaseUrl'))
  url.pathname = `/${database}`
  if (user) url.username = user
  if (password) url.password = password
  return url.toString()
}
