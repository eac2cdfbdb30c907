import type { Sql, DatabaseSettings } from './db.ts'
import { ConfigError } from './config.ts'

/** The first keeps two viewings from overlapping; by the others, properties are searched. They come with each PostgreSQL. */
const required = ['btree_gist', 'btree_gin', 'pg_trgm', 'unaccent']

/**
 * Makes what a subgraph's migrations need and may not make themselves: the extensions, the role that owns the tables,
 * the schema and the one of its jobs. One process at a time does it, whichever comes first.
 */
export async function prepare(sql: Sql, settings: DatabaseSettings): Promise<void> {
  await sql
    .begin(async (tx) => {
      await tx`SELECT pg_advisory_xact_lock(hashtextextended('portico prepares a database', 0))`
      for (const name of await missingExtensions(tx as unknown as Sql))
        await tx`CREATE EXTENSION ${tx(name)} SCHEMA public`
      if (settings.role) await makeRole(tx as unknown as Sql, settings.role)
      for (const schema of [settings.schema, `${settings.schema}_jobs`]) {
        const [found] = await tx`SELECT FROM pg_namespace WHERE nspname = ${schema}`
        if (found) continue
        if (settings.role) await tx`CREATE SCHEMA ${tx(schema)} AUTHORIZATION ${tx(settings.role)}`
        else await tx`CREATE SCHEMA ${tx(schema)}`
      }
    })
    .catch((error: unknown) => {
      if ((error as { code?: string }).code !== '42501') throw error
      throw new ConfigError(
        `The database's user may not prepare the schema ${settings.schema}: let it create schemas and extensions in its database.`,
      )
    })
}

async function missingExtensions(sql: Sql): Promise<string[]> {
  const available = await sql<{ name: string; isThere: boolean }[]>`
    SELECT name, installed_version IS NOT NULL AS "isThere" FROM pg_available_extensions WHERE name IN ${sql(required)}`
  const lacking = required.filter((name) => !available.some((each) => each.name === name))
  if (lacking.length > 0) {
    throw new ConfigError(
      `PostgreSQL lacks the extensions ${lacking.join(', ')}: install its contrib package, or use another server.`,
    )
  }
  return available.filter(({ isThere }) => !isThere).map(({ name }) => name)
}

/**
 * Roles belong to the whole server, so another database's migration may make the same one at this moment. A new role
 * can reach nothing; what a server older than 15 lets everyone do in `public` is taken back.
 */
async function makeRole(sql: Sql, role: string): Promise<void> {
  const [may] = await sql<{ super: boolean; create: boolean; exists: boolean; version: number }[]>`
    SELECT rolsuper AS super, rolsuper OR rolcreaterole AS create,
           EXISTS (SELECT FROM pg_roles WHERE rolname = ${role}) AS exists,
           current_setting('server_version_num')::int AS version
      FROM pg_roles WHERE rolname = current_user`
  if (!may?.exists) {
    if (!may?.create) {
      throw new ConfigError(
        `The database's user may not create the role ${role}: let it (CREATEROLE), or give each subgraph a database of its own (DATABASE_URL_ACCOUNTS and so on).`,
      )
    }
    await sql.unsafe(
      `DO $$ BEGIN CREATE ROLE "${role}" NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$`,
    )
  }
  const isModern = may.version >= 160_000
  const [can] = await sql`SELECT pg_has_role(${role}, ${isModern ? 'SET' : 'MEMBER'}) AS become`
  if (!can?.['become'])
    await sql.unsafe(`GRANT "${role}" TO CURRENT_USER ${isModern ? 'WITH SET TRUE, INHERIT FALSE' : ''}`)
  if (may.super) await sql`REVOKE CREATE ON SCHEMA public FROM PUBLIC`
}
