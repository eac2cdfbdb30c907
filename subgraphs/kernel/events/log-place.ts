import type { Sql } from '../db.ts'
import type { Place } from './cursor.ts'
import { headIn } from './head.ts'

/** Where a log ends, and what somebody who stood in an earlier life of it must know to go on. */
export interface LogPlace extends Place {
  /** The last position that retention has removed. */
  readonly trimmed: number
  /** After which position the lives since `sinceEpoch` differ from it; null when there is none since. */
  readonly parted: number | null
}

/** The log's end as it is now. Whatever is read of the subgraph afterwards holds all events up to there. */
export async function readLogPlace(sql: Sql, sinceEpoch: number): Promise<LogPlace> {
  const rows = await sql<{ epoch: number; pos: string; trimmed: string; parted: string | null }[]>`
    select epoch, trimmed, coalesce((select pos from log order by pos desc limit 1), trimmed) as pos,
      (select min(began) from life where life.epoch > ${sinceEpoch}::integer) as parted
    from head`
  const { epoch, pos, trimmed, parted } = headIn(rows)
  return { epoch, pos: Number(pos), trimmed: Number(trimmed), parted: parted === null ? null : Number(parted) }
}
