import type { Pool, PoolClient } from 'pg'
import type { Logger } from './log.ts'

/** Shows that this process's workers live, and frees the jobs of those that do not. */
export interface JobGuard {
  /** From now on a worker of this name lives. */
  show(worker: string): void
  /** It has ended: what it has left is free. */
  hide(worker: string): void
  stop(): void
}

const LOOK_EVERY_MS = 30_000
const AGAIN_MS = 500

/**
 * The queue would keep a job from the others for four hours when the process that worked on it was killed. So each
 * living worker holds a session lock on its name, which dies with its process; a job whose worker's name can be locked
 * by somebody else is free again. After a lost connection a job may so be done twice, which jobs have to bear anyhow.
 */
export async function guardJobs(pool: Pool, schema: string, log: Logger): Promise<JobGuard> {
  const workers = new Set<string>()
  /** A session counts how often it has a lock, so each is taken once. */
  const locked = new Set<string>()
  let session: PoolClient | null = null
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function look(): Promise<void> {
    session ??= await openSession()
    for (const worker of workers) await lock(session, worker)
    const { rows } = await session.query<{ locked_by: string }>(
      `SELECT locked_by FROM (SELECT DISTINCT locked_by FROM ${schema}._private_jobs WHERE locked_by <> ALL ($1)) held
        WHERE pg_try_advisory_xact_lock(hashtextextended(locked_by, 0))`,
      [[...workers]],
    )
    if (rows.length === 0) return
    const dead = rows.map(({ locked_by }) => locked_by)
    await session.query(`SELECT ${schema}.force_unlock_workers($1)`, [dead])
    log.warn({ workers: dead.length }, 'Workers have died; their jobs are done by others.')
  }

  async function openSession(): Promise<PoolClient> {
    const opened = await pool.connect()
    opened.once('error', (error) => {
      opened.release(error)
      session = null
      lookIn(AGAIN_MS)
    })
    locked.clear()
    if (!isStopped) return opened
    opened.release(true)
    throw new Error('The process ends.')
  }

  async function lock(client: PoolClient, worker: string): Promise<void> {
    if (locked.has(worker)) return
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [worker])
    locked.add(worker)
  }

  function lookIn(ms: number): void {
    clearTimeout(timer)
    if (isStopped) return
    timer = setTimeout(() => {
      look().then(
        () => lookIn(LOOK_EVERY_MS),
        () => lookIn(AGAIN_MS),
      )
    }, ms)
  }

  await look()
  lookIn(LOOK_EVERY_MS)
  return {
    show(worker) {
      workers.add(worker)
      lookIn(0)
    },
    hide(worker) {
      workers.delete(worker)
      lookIn(0)
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
      session?.release(true)
    },
  }
}
