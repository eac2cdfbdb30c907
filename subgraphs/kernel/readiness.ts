import { answerWithin } from './answer-within.ts'
import type { Sql } from './db.ts'
import type { Services } from './services.ts'

/** Whether something can do its work: `ok`, or not and which of its parts are the reason. */
export interface Readiness {
  readonly status: 'ok' | 'partly' | 'not ready'
  /** By name: `ok`, or what is wrong with it in a few words. */
  readonly parts: Readonly<Record<string, string>>
}

const ANSWER_WITHIN_MS = 1_000

/** By the connections that are asked. */
const questions = new WeakMap<Sql, () => Promise<unknown>>()

function answer(sql: Sql): Promise<unknown> {
  const known = questions.get(sql) ?? answerWithin(async () => sql`select 1 as one`, ANSWER_WITHIN_MS)
  questions.set(sql, known)
  return known()
}

/** Whether a subgraph can answer: its database does, and its log is read. It never takes longer than a second. */
export async function readinessOf({ sql, events }: Pick<Services, 'sql' | 'events'>): Promise<Readiness> {
  const database = await answer(sql).then(
    () => 'ok',
    () => 'does not answer',
  )
  const log = events.reach.isReading ? 'ok' : 'cannot be read at the moment'
  return { status: database === 'ok' && log === 'ok' ? 'ok' : 'not ready', parts: { database, log } }
}
