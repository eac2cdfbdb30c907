import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { copyIn, copyOut, pieceSize } from '../backup/copy.ts'

export interface RestoreFigures {
  /** How much was backed up, as COPY writes it. */
  readonly megabytes: number
  /** Seconds for each GB of that. */
  readonly backup: number
  readonly restore: number
  /** The same rows by COPY from a plain file into equal tables, unchecked. */
  readonly bare: number
  /** What the processes took at most, in MB; null where the system does not tell. */
  readonly backupPeak: number | null
  readonly restorePeak: number | null
}

const tables = ['log', 'ticket_entry']
const rows = 300_000

/** Restore time per GB: the built commands in processes of their own, on a migrated database that nothing else uses. */
export async function benchRestore(url: string): Promise<RestoreFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-bench-'))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await fill(client)
    const archive = join(folder, 'bench.tar.gz')
    const backup = await timed('backup', [archive], { DATABASE_URL: url, DATA_DIR: folder })
    await client.query('create database restored')
    const there = new URL(url)
    there.pathname = '/restored'
    const restore = await timed('restore', [archive], { DATABASE_URL: there.toString(), DATA_DIR: folder })
    const { bytes, seconds } = await copyBare(client, folder)
    const perGb = (spent: number) => (spent * 1e9) / bytes
    return {
      megabytes: bytes / 1e6,
      backup: perGb(backup.seconds),
      restore: perGb(restore.seconds),
      bare: perGb(seconds),
      backupPeak: backup.peak,
      restorePeak: restore.peak,
    }
  } finally {
    await client.query('drop database if exists restored')
    await client.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** About 200 MB in the two tables that grow the most, of a company that does nothing else. */
async function fill(client: pg.Client): Promise<void> {
  await client.query(`
    insert into tickets.log (pos, outbox_id, company_id, type, version, subject, persons, data, at)
    select n, n, md5('company')::uuid, 'ticket.replied', 1, 'ticket_' || md5(n::text), array['contact_' || md5((n / 9)::text)],
      jsonb_build_object('ticketId', 'ticket_' || md5(n::text), 'entryId', 'entry_' || md5((n + 1)::text), 'isPublic', true,
        'by', 'agent_' || md5((n / 99)::text)), now()
    from generate_series(1, ${rows}) n`)
  await client.query(`
    insert into tickets.ticket_entry (company_id, id, ticket_id, kind, is_public, body, at)
    select md5('company')::uuid, md5(n::text)::uuid, md5((n / 4)::text)::uuid, 'REPLY', true,
      (select string_agg(md5((n * 7 + i)::text), ' ') from generate_series(1, 6) i), now()
    from generate_series(1, ${rows}) n`)
}

/** Copies the same rows out to plain files and, measured, in from them: with the same indexes, in one transaction. */
async function copyBare(client: pg.Client, folder: string): Promise<{ bytes: number; seconds: number }> {
  let bytes = 0
  for (const table of tables) {
    const file = await open(join(folder, table), 'w')
    await copyOut(client, `copy tickets.${table} to stdout`, async (piece) => void (await file.write(piece)))
    await file.close()
    bytes += statSync(join(folder, table)).size
  }
  const before = performance.now()
  await client.query('begin')
  for (const table of tables) {
    await client.query(`create table bare_${table} (like tickets.${table} including all)`)
    const copy = await copyIn(client, `copy bare_${table} from stdin with (freeze)`)
    for await (const piece of createReadStream(join(folder, table), { highWaterMark: pieceSize }))
      await copy.write(piece as Buffer)
    await copy.end()
  }
  await client.query('commit')
  return { bytes, seconds: (performance.now() - before) / 1000 }
}

async function timed(name: 'backup' | 'restore', words: string[], env: Record<string, string>) {
  const before = performance.now()
  const child = spawn(process.execPath, [`dist/scripts/${name}.js`, ...words], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  let peak: number | null = null
  const look = setInterval(() => (peak = peakOf(child.pid!) ?? peak), 50)
  const [code] = (await ended) as [number | null]
  clearInterval(look)
  if (code !== 0) throw new Error(`The ${name} has failed.`)
  return { seconds: (performance.now() - before) / 1000, peak }
}

/** The most memory that a process has had, in MB. */
function peakOf(pid: number): number | null {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kilobytes ? Number(kilobytes) / 1000 : null
  } catch {
    return null
  }
}
