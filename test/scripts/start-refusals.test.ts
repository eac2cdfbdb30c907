import { existsSync, mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foundCompany } from '../../subgraphs/accounts/company/commands.ts'
import { demoCompany, demoPassword, demoPeople } from '../../subgraphs/accounts/demo/demo.ts'
import { refuseDemo } from '../../subgraphs/accounts/demo/queries.ts'
import { connect, openDb, type Db } from '../../subgraphs/kernel/db.ts'
import { runScript } from '../support/child.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { postgresOf, isAlive } from '../support/embedded.ts'

const root = join(import.meta.dirname, '../..')
const start = { script: 'scripts/start.js', args: [] as string[] }
const gateway = { script: 'gateway/main.js', args: [] as string[] }
const tickets = { script: 'subgraphs/main.js', args: ['tickets'] }

let dataDir: string
let database: FreshDatabase
let occupied: number
/** It tries for ten seconds, beside the other cases. */
let unreachable: Promise<string>
const server = createServer()

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'portico-refusals-'))
  database = await freshDatabase()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  occupied = (server.address() as AddressInfo).port
  const nowhere = changed(database.url, (url) => (url.port = '1'))
  unreachable = refusal(start, { DATABASE_URL: nowhere })
  unreachable.catch(() => {})
})
afterAll(async () => {
  server.close()
  await database.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

type Settings = Readonly<Record<string, string>>

/** What it says on standard error; that it ends with 1 and says one sentence is expected of every case. */
async function refusal({ script, args }: typeof start, env: Settings, cwd = root): Promise<string> {
  const settings = { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', ...env }
  const child = runScript(script, args, settings, cwd)
  const tooLong = setTimeout(() => void child.end('SIGKILL'), 55_000)
  const { code, stderr } = await child.ended
  clearTimeout(tooLong)
  expect({ code, lines: stderr.trim().split('\n') }).toEqual({ code: 1, lines: [expect.stringMatching(/^[A-Z].*\.$/)] })
  return stderr.trim()
}

function changed(url: string, change: (url: URL) => void): string {
  const parsed = new URL(url)
  change(parsed)
  return parsed.toString()
}

describe('a process that cannot start ends with 1 and one sentence about', { timeout: 60_000 }, () => {
  it.each([
    ['PORT', 'eighty', 'PORT is not usable: set it to a whole number from 0 to 65535.'],
    [
      'DATABASE_URL',
      'mysql://a:secret@b/c',
      'DATABASE_URL is not usable: set it to a URL that starts with postgres:// or postgresql://.',
    ],
  ])('a wrong %s', async (name, value, sentence) => {
    expect(await refusal(start, { [name]: value })).toBe(sentence)
  })

  it('an occupied port, and leaves no PostgreSQL behind', async () => {
    expect(await refusal(start, { PORT: String(occupied) })).toBe(
      `Port ${occupied} is occupied: set PORT to a free one.`,
    )
    const lock = join(dataDir, 'postgres/cluster/postmaster.pid')
    expect(existsSync(lock) && isAlive(postgresOf(dataDir))).toBe(false)
  })

  it('an occupied port of the gateway alone', async () => {
    expect(await refusal(gateway, { PORT: String(occupied) })).toMatch(/^Port \d+ is occupied: set PORT/)
  })

  it('an occupied port of a subgraph alone', async () => {
    const settings = { DATABASE_URL: database.url, SUBGRAPH_URL_TICKETS: `http://127.0.0.1:${occupied}` }
    expect(await refusal(tickets, settings)).toMatch(/^Port \d+ is occupied: .*SUBGRAPH_URL_TICKETS/)
  })

  it('an address that is another machine’s', async () => {
    const settings = { DATABASE_URL: database.url, SUBGRAPH_URL_TICKETS: 'http://192.0.2.1:4004' }
    expect(await refusal(tickets, settings)).toMatch(/SUBGRAPH_URL_TICKETS/)
  })

  it('a database that cannot be reached', async () => {
    expect(await unreachable).toMatch(/^PostgreSQL does not answer at 127\.0\.0\.1:1 .* DATABASE_URL\.$/)
  })

  it('a wrong password, which it does not show', async () => {
    const settings = { DATABASE_URL_TICKETS: changed(database.url, (url) => (url.password = 'guessed')) }
    const sentence = await refusal(tickets, settings)
    expect(sentence).toMatch(/refuses the user or the password: correct them in DATABASE_URL_TICKETS\.$/)
    expect(sentence).not.toContain('guessed')
  })

  it('a subgraph without a database', async () => {
    expect(await refusal(tickets, {})).toMatch(/^The subgraph tickets has no database: set DATABASE_URL/)
  })

  it('a subgraph that there is not', async () => {
    expect(await refusal({ ...tickets, args: ['billing'] }, {})).toMatch(/^Say which subgraph to serve: .*tickets/)
  })

  it('a key that is missing in production', async () => {
    const settings = { NODE_ENV: 'production', DATABASE_URL: database.url, KEYS_DIR: join(dataDir, 'no-keys') }
    for (const one of [gateway, tickets]) {
      expect(await refusal(one, settings)).toMatch(/^The key .*\.pem cannot be read: .*"npm run keys"/)
    }
    expect(await refusal(start, settings)).toMatch(/^The key .*accounts\.seal cannot be read: .*"npm run keys"/)
  })

  it('the demo company’s public passwords in production, and none once they are changed', async () => {
    await withDemo(demoPassword, async (demo, db) => {
      const sentence = await refusal(start, { NODE_ENV: 'production', DATABASE_URL: demo.url })
      expect(sentence).toMatch(/^This database holds the demo company .* or change all its passwords first\.$/)
      await expect(refuseDemo({ db })).rejects.toThrow('demo company')
    })
    await withDemo('seven slow lighthouses', async (_, db) => {
      await expect(refuseDemo({ db })).resolves.toBeUndefined()
    })
  })

  it('a folder that cannot be written to', async () => {
    const file = join(dataDir, 'file')
    writeFileSync(file, '')
    expect(await refusal(start, { DATA_DIR: join(file, 'data') })).toMatch(/set DATA_DIR/)
    expect(await refusal(gateway, { KEYS_DIR: join(file, 'keys') })).toMatch(/set KEYS_DIR/)
    // Node's own way to make it would never end there.
    expect(await refusal(start, { DATA_DIR: '/proc/portico/data' })).toMatch(/set DATA_DIR/)
  })

  it('a folder for keys in one that is not there', async () => {
    const settings = { KEYS_DIR: join(dataDir, 'mistyped', 'keys') }
    for (const one of [gateway, { script: 'scripts/keys.js', args: [] }]) {
      expect(await refusal(one, settings)).toMatch(/^KEYS_DIR is not usable: .*mistyped does not exist/)
    }
    expect(existsSync(join(dataDir, 'mistyped'))).toBe(false)
  })

  it('a supergraph that is not there', async () => {
    const elsewhere = join(dataDir, 'elsewhere')
    mkdirSync(elsewhere)
    symlinkSync(join(root, 'dist'), join(elsewhere, 'dist'))
    for (const one of [start, gateway]) {
      expect(await refusal(one, {}, elsewhere)).toMatch(/supergraph\.graphql cannot be read: .*"npm run schema"/)
    }
  })
})

/** A database with the demo company, whose administrator has this password. */
async function withDemo(password: string, check: (demo: FreshDatabase, db: Db) => Promise<void>): Promise<void> {
  const demo = await freshDatabase()
  const sql = connect({ url: demo.url, schema: 'accounts', pool: 1 })
  const founding = { company: demoCompany, administrator: demoPeople.administrator, password }
  await foundCompany(openDb(sql), founding, new Date())
  await check(demo, openDb(sql))
  await sql.end()
  await demo.drop()
}
