import type { ExtractTablesWithRelations } from 'drizzle-orm'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type { Sql as PostgresSql } from 'postgres'
import { postgres } from './postgres.ts'
import { tracedSql } from './telemetry/sql-spans.ts'
import { noTracing, type Tracing } from './telemetry/tracing.ts'

/** A subgraph's pool of connections through drizzle, outside any transaction. */
export type Db = PostgresJsDatabase
/** A transaction of it. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]
/** Either: what a reading repository function takes. */
export type Reader = PgDatabase<
  PostgresJsQueryResultHKT,
  Record<string, never>,
  ExtractTablesWithRelations<Record<string, never>>
>
/** A pool without drizzle, for raw SQL; drizzle changes the parsers of the client it is given, so they are two. */
export type Sql = PostgresSql

/** How a subgraph reaches its schema. */
export interface DatabaseSettings {
  readonly url: string
  /** The PostgreSQL schema, named after the subgraph. */
  readonly schema: string
  /** The role to become after connecting, where the URL's own role is an administrator; else the URL's own serves. */
  readonly role?: string
  /** How many connections the request pool may hold. */
  readonly pool: number
}

export interface ConnectOptions {
  /** How many connections, where not as many as the settings say. */
  readonly max?: number
  /** Makes the statements of traces part of them. */
  readonly tracing?: Tracing
}

export function connect(settings: DatabaseSettings, options: ConnectOptions = {}): Sql {
  const { tracing = noTracing } = options
  const sql = postgres(settings.url, {
    max: options.max ?? settings.pool,
    onnotice: () => {},
    // Asked for at each connection's start, and nobody catches it when the connection is lost at that moment: the whole
    // process would end.
    fetch_types: false,
    // A pool counts its failures together and would wait up to 20 s; a database that comes back is wanted at once.
    backoff: (failures: number) => Math.min(0.5, 0.02 * 2 ** failures) * (0.5 + Math.random() / 2),
    connect_timeout: 10,
    connection: {
      application_name: `portico-${settings.schema}`,
      search_path: `${settings.schema}, public`,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 15_000,
      ...(settings.role && { role: settings.role }),
    },
  })
  if (tracing === noTracing) return sql
  return tracedSql(sql, tracing, `${sql.options.database}|${settings.schema}`)
}

export function openDb(client: Sql): Db {
  return drizzle(client)
}
