import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startPostgres, type EmbeddedPostgres } from '../../scripts/embedded-postgres.ts'

let dataDir: string
const running: EmbeddedPostgres[] = []
const held: ChildProcess[] = []
const said: string[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'embedded-postgres-'))
  await write((await start()).url, 'first')
})
afterEach(async () => {
  for (const child of held.splice(0)) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  for (const server of running.splice(0)) await server.stop()
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

describe('the embedded PostgreSQL', () => {
  it('has its rows and its port again after a stop', async () => {
    const before = await start()
    await before.stop()
    const after = await start()
    expect(await read(after.url)).toContain('first')
    expect(after.url).toBe(before.url)
    expect(after.pid).not.toBe(before.pid)
  })

  it('answers on the loopback address only, and to its password only', async () => {
    const { url } = await start()
    const sql = postgres(url, { max: 1 })
    const [set] =
      await sql`SELECT current_setting('listen_addresses') AS at, current_setting('unix_socket_directories') AS socket`
    await sql.end()
    expect(set).toEqual({ at: '127.0.0.1', socket: '' })
    expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600)
    await expect(read(url.replace(/:[^:@]+@/, ':wrong@'))).rejects.toMatchObject({ code: '28P01' })
  })

  it('knows letters beyond ASCII when it searches by trigrams', async () => {
    const sql = postgres((await start()).url, { max: 1, onnotice: () => {} })
    await sql`CREATE EXTENSION IF NOT EXISTS pg_trgm`
    const [row] = await sql`SELECT similarity('ÖÄÜ', 'öäü') AS close, lower('ÄÉŁ') AS lower`
    await sql.end()
    expect(row).toEqual({ close: 1, lower: 'äéł' })
  })

  it('survives the kill of its parent, and the next start attaches to it', async () => {
    const child = await hold()
    await write(child.url, 'before the parent died')
    await kill(child.process)
    const after = await start()
    expect(after.pid).toBe(child.pid)
    expect(await read(after.url)).toContain('before the parent died')
  })

  it('comes back by itself when it is killed while its parent lives', async () => {
    const server = await start()
    await write(server.url, 'before it died')
    const killed = server.pid
    process.kill(killed, 'SIGKILL')
    await vi.waitFor(() => expect(server.pid).not.toBe(killed), { timeout: 15_000, interval: 50 })
    expect(await read(server.url)).toContain('before it died')
    expect(said.at(-1)).toBe('PostgreSQL has ended unexpectedly and is started again.')
  })

  it('loses nothing when it is killed together with its parent', async () => {
    const child = await hold()
    await write(child.url, 'before both died')
    process.kill(child.pid, 'SIGKILL')
    await kill(child.process)
    const after = await start()
    expect(after.pid).not.toBe(child.pid)
    expect(await read(after.url)).toContain('before both died')
  })

  it('starts although a stranger has the number of the server that was killed', async () => {
    const child = await hold()
    process.kill(child.pid, 'SIGKILL')
    await kill(child.process)
    const lock = join(dataDir, 'postgres', 'cluster', 'postmaster.pid')
    // A process of the server's own user, whom PostgreSQL cannot tell from a server.
    const { uid, gid } = await stat(lock)
    const stranger = spawn('sleep', ['60'], { uid, gid, cwd: '/' })
    held.push(stranger)
    await writeFile(lock, (await readFile(lock, 'utf8')).replace(/^\d+/, String(stranger.pid)))
    expect(await read((await start()).url)).toContain('first')
  })

  it('goes on while another process uses it', async () => {
    const [server, child] = [await start(), await hold()]
    expect(child.pid).toBe(server.pid)
    await server.stop()
    expect(await read(child.url)).toContain('first')
    child.process.stdin?.end()
    await once(child.process, 'exit')
    await expect(read(child.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('takes another port when its own is occupied, and remembers that', async () => {
    const before = await start()
    await before.stop()
    const occupier = await occupy(Number(new URL(before.url).port))
    const after = await start()
    await after.stop()
    occupier.close()
    expect(new URL(after.url).port).not.toBe(new URL(before.url).port)
    expect(Number(new URL(after.url).port)).toBeLessThan(32_768)
    expect((await start()).url).toBe(after.url)
  })

  it('says what to do when the port that it must have is occupied', async () => {
    const occupier = await occupy(0)
    const { port } = occupier.address() as { port: number }
    await expect(start(port)).rejects.toThrow(`Port ${port} is occupied: choose another one`)
    occupier.close()
  })

  it('leaves the files of another major version alone', async () => {
    const version = join(dataDir, 'postgres', 'cluster', 'PG_VERSION')
    const ours = await readFile(version, 'utf8')
    await writeFile(version, '17\n')
    await expect(start()).rejects.toThrow('was made by PostgreSQL 17')
    await writeFile(version, ours)
  })
})

async function start(port?: number): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ dataDir, log: (sentence) => said.push(sentence), durable: false, port })
  running.push(server)
  return server
}

async function hold(): Promise<{ process: ChildProcess; url: string; pid: number }> {
  const script = join(import.meta.dirname, '../support/hold-postgres.ts')
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] })
  held.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { process: child, ...(JSON.parse(line.toString()) as { url: string; pid: number }) }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function write(url: string, text: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql`CREATE TABLE IF NOT EXISTS note (text text)`
  await sql`INSERT INTO note VALUES (${text})`
  await sql.end()
}

async function read(url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1 })
  try {
    return (await sql<{ text: string }[]>`SELECT text FROM note`).map(({ text }) => text)
  } finally {
    await sql.end()
  }
}

function occupy(port: number): Promise<ReturnType<typeof createServer>> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server))
  })
}
