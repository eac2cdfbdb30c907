import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkArchive } from '../../scripts/backup/archive-reader.ts'
import { newEpoch } from '../../scripts/backup/new-life.ts'
import type { Manifest } from '../../scripts/backup/manifest.ts'
import { readConfig } from '../../subgraphs/kernel/config.ts'
import { settingsOf } from '../../subgraphs/kernel/database-settings.ts'
import { migrate } from '../../subgraphs/kernel/migrations.ts'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'
import type { Child } from '../support/child.ts'
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { command, done, folder, found, refused, type Settings } from '../support/operator.ts'
import { rowsOf } from '../support/snapshot.ts'

const root = join(import.meta.dirname, '../..')
const undo: (() => unknown)[] = []
const undoAll: (() => unknown)[] = []
let dataDir: string
let database: FreshDatabase
let env: Settings
/** A backup of the database with its company. */
let archive: string
let sql: postgres.Sql

beforeAll(async () => {
  dataDir = folder(undoAll)
  database = await freshDatabase()
  undoAll.push(() => database.drop())
  sql = postgres(database.url, { max: 2, fetch_types: false, onnotice: () => {} })
  undoAll.push(() => sql.end())
  env = { DATABASE_URL: database.url, DATA_DIR: dataDir }
  archive = join(dataDir, 'whole.tar.gz')
  await found(database.url, 'portico_accounts')
  await done('backup', [archive], env)
}, 60_000)
afterAll(async () => {
  for (const step of undoAll.reverse()) await step()
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** Writes a changed copy of the backup. */
function copy(name: string, change: (tar: Buffer) => Buffer): string {
  const path = join(dataDir, name)
  writeFileSync(path, gzipSync(change(gunzipSync(readFileSync(archive)))))
  return path
}

describe('restoring', () => {
  it('refuses a backup that is cut, altered or something else, and changes nothing', async () => {
    const before = await rowsOf(database.url)
    const cut = join(dataDir, 'cut.tar.gz')
    writeFileSync(cut, readFileSync(archive).subarray(0, -200))
    expect(await refused('restore', [cut, '--replace'], env)).toContain('is not a whole backup')
    const altered = copy('altered.tar.gz', (tar) =>
      Buffer.from(tar.toString('latin1').replace('Firm', 'Farm'), 'latin1'),
    )
    expect(await refused('restore', [altered, '--replace'], env)).toContain('is not a whole backup')
    expect(await refused('restore', [join(dataDir, 'none')], env)).toContain('cannot be read (ENOENT)')
    expect(await refused('restore', [], env)).toContain('npm run restore -- <file>')
    expect(await rowsOf(database.url)).toEqual(before)
  }, 60_000)

  it('sees every byte of its content that has changed, and every cut', async () => {
    const tar = gunzipSync(readFileSync(archive))
    const path = join(dataDir, 'changed.tar.gz')
    // Which bytes are its: the rest of a block after an entry's end is nobody's, and the sums are guarded by gzip's own.
    const content = [...contentOf(tar)]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...content), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(tar)
        changed[at] = changed[at]! ^ by
        writeFileSync(path, gzipSync(changed))
        await expect(checkArchive(path)).rejects.toThrow(/whole backup|another|newer/)
      }),
      { numRuns: 60 },
    )
    const whole = readFileSync(archive)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        writeFileSync(path, whole.subarray(0, length))
        await expect(checkArchive(path)).rejects.toThrow('whole backup')
      }),
      { numRuns: 60 },
    )
  })

  it('refuses a database that is not empty, unless it may replace what is in it', async () => {
    const other = await freshDatabase()
    undo.push(() => other.drop())
    const there = { ...env, DATABASE_URL: other.url }
    await done('restore', [archive], there)
    const before = await rowsOf(other.url)
    expect(await refused('restore', [archive], there)).toContain('is not empty')
    expect(await rowsOf(other.url)).toEqual(before)
    await done('restore', [archive, '--replace'], there)
    const epochs = [before, await rowsOf(other.url)].map((rows) => Number(/^\(t,(\d+)/.exec(rows['tickets.head']!)![1]))
    expect(epochs[1]).toBeGreaterThan(epochs[0]!)
  }, 60_000)

  it('brings back every row of large tables as it was', async () => {
    const [full, other] = [await freshDatabase(), await emptyDatabase()]
    undo.push(full.drop, other.drop)
    await administer(
      full,
      `insert into tickets.ticket_entry (company_id, id, ticket_id, kind, is_public, body, at)
       select md5('company')::uuid, md5(n::text)::uuid, md5((n / 4)::text)::uuid, 'REPLY', true,
         repeat(md5(n::text) || E' \\\\.\\n\\t é ', case when n % 400 = 0 then 9000 else n % 40 end), now() from generate_series(1, 6000) n`,
    )
    const large = join(dataDir, 'large.tar.gz')
    await done('backup', [large], { ...env, DATABASE_URL: full.url })
    await done('restore', [large], { ...env, DATABASE_URL: other.url })
    const [was, is] = [await rowsOf(full.url), await rowsOf(other.url)]
    expect(was['tickets.ticket_entry']!.length).toBeGreaterThan(8_000_000)
    // Not compared as an assertion's sides, of which it would print megabytes.
    expect(is['tickets.ticket_entry'] === was['tickets.ticket_entry']).toBe(true)
  }, 60_000)

  it('refuses a backup of a newer version of the product', async () => {
    const other = await freshDatabase()
    undo.push(() => other.drop())
    await administer(
      other,
      `insert into tickets.migration (name, sha256) values ('tickets/9999_later.sql', 'of tomorrow')`,
    )
    const newer = join(dataDir, 'newer.tar.gz')
    await done('backup', [newer], { ...env, DATABASE_URL: other.url })
    expect(await refused('restore', [newer, '--replace'], env)).toContain('has the migration tickets/9999_later.sql')
  }, 60_000)

  it('brings a backup of an older version up to date', async () => {
    const [old, other] = [await emptyDatabase(), await freshDatabase()]
    undo.push(old.drop, other.drop)
    const migrations = folder(undo)
    cpSync(join(root, 'migrations'), migrations, { recursive: true, filter: (name) => !name.includes('tickets/') })
    const config = readConfig({})
    for (const name of subgraphNames) await migrate(settingsOf(config, name, old.url), { folder: migrations })
    await found(old.url, 'portico_accounts')
    const older = join(dataDir, 'older.tar.gz')
    await done('backup', [older], { ...env, DATABASE_URL: old.url })
    const said = await done('restore', [older, '--replace'], { ...env, DATABASE_URL: other.url })
    expect(said).toContain('tickets: applied tickets/0001_tickets.sql')
    expect(await rowsOf(other.url)).toMatchObject({
      'tickets.ticket': '',
      'accounts.company': expect.stringContaining('Firm'),
    })
  }, 60_000)

  it('leaves the old state when it is killed in the middle', async () => {
    const before = await rowsOf(database.url)
    const pipe = join(dataDir, 'pipe.tar.gz')
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0)
    const bytes = readFileSync(archive)
    const child = command('restore', [pipe, '--replace'], env)
    // It reads the backup twice: to check it, and to load it, when it does not get the end.
    await feed(pipe, bytes)
    await eventually(async () => expect(await sessionsOf('restore')).toBe(1))
    const held = await open(pipe, 'w')
    undo.push(() => held.close())
    await held.write(bytes.subarray(0, -300))
    await eventually(async () => {
      const [work] = await sql`
        select state, xact_start from pg_stat_activity where application_name = 'portico-restore' and query like 'copy%'`
      expect(work?.['xact_start']).toBeTruthy()
    })
    await child.end('SIGKILL')
    await eventually(async () => expect(await sessionsOf('restore')).toBe(0))
    expect(await rowsOf(database.url)).toEqual(before)
  }, 60_000)

  it('refuses while a process of the product has a connection', async () => {
    const other = postgres(database.url, {
      max: 1,
      connection: { application_name: 'portico-tickets' },
      onnotice: () => {},
    })
    undo.push(() => other.end())
    await other`select 1`
    expect(await refused('restore', [archive, '--replace'], env)).toContain('The product is running')
  }, 60_000)

  it('begins an epoch that no client can have seen', () => {
    const manifest = { subgraphs: { tickets: { epoch: 7 } } } as unknown as Manifest
    const now = new Date('2027-01-01T00:00:00Z')
    const first = newEpoch(manifest, [], now)
    // The same backup again where nothing tells of the first time.
    expect(newEpoch(manifest, [1], new Date(now.getTime() + 1000))).toBeGreaterThan(first)
    // A clock that was set back.
    expect(newEpoch(manifest, [first + 3], new Date('2026-01-01T00:00:00Z'))).toBe(first + 4)
    expect(newEpoch(manifest, [], new Date('2087-12-31T00:00:00Z'))).toBeLessThan(2 ** 31)
  })
})

describe('backing up', () => {
  it('leaves nothing that looks whole when it is killed, and nothing at all when it is told to end', async () => {
    const target = folder(undo)
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      await whileItWaits(join(target, 'b.tar.gz'), async (child) => {
        await child.end(signal)
      })
    }
    expect(readdirSync(target)).toEqual([expect.stringMatching(/^b\.tar\.gz\.\d+\.partial$/)])
  }, 60_000)

  it('says in one sentence why there is no backup', async () => {
    expect(await refused('backup', [archive], env)).toContain('exists already')
    expect(await refused('backup', ['--all'], env)).toContain('npm run backup')
    expect(await refused('backup', [], { DATA_DIR: join(dataDir, 'nowhere') })).toContain('There is no database in')
    const empty = await emptyDatabase()
    undo.push(() => empty.drop())
    expect(await refused('backup', [join(dataDir, 'n')], { ...env, DATABASE_URL: empty.url })).toContain('nothing of')
    expect(await refused('backup', [join(archive, 'b')], env)).toContain('No backup was made')
  }, 60_000)

  it('leaves sessions and the keys of access tokens out', () => {
    const tar = gunzipSync(readFileSync(archive)).toString('latin1')
    for (const table of ['session', 'refresh_token', 'signing_key'])
      expect(tar).not.toContain(`tables/accounts.${table}/`)
  })
})

/** Runs a backup that waits for a table in its middle, and hands it over. */
async function whileItWaits(path: string, end: (child: Child) => Promise<unknown>): Promise<void> {
  const holder = await sql.reserve()
  try {
    await holder`begin`
    await holder`lock table tickets.ticket in access exclusive mode`
    const child = command('backup', [path], env)
    await eventually(async () => {
      const waiting = await sql`
        select from pg_stat_activity where application_name = 'portico-backup' and wait_event_type = 'Lock'`
      expect(waiting).toHaveLength(1)
    })
    await end(child)
    await holder`rollback`
  } finally {
    holder.release()
  }
}

async function sessionsOf(work: string): Promise<number> {
  return (await sql`select from pg_stat_activity where application_name = ${`portico-${work}`}`).length
}

async function administer({ url }: FreshDatabase, statement: string): Promise<void> {
  const other = postgres(url, { max: 1, onnotice: () => {} })
  await other.unsafe(statement).finally(() => other.end())
}

async function feed(pipe: string, bytes: Buffer): Promise<void> {
  const handle = await open(pipe, 'w')
  await handle.write(bytes).finally(() => handle.close())
}

/** The places of all bytes that are an entry's content, but the sums'. */
function* contentOf(tar: Buffer): Generator<number> {
  for (let at = 0; at < tar.length && tar[at] !== 0;) {
    const size = parseInt(tar.toString('latin1', at + 124, at + 135), 8)
    const isSums = tar.toString('latin1', at, at + 9) === 'sums.json'
    for (let i = 0; i < size && !isSums; i++) yield at + 512 + i
    at += 512 + Math.ceil(size / 512) * 512
  }
}
