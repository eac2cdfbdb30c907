import type { Sql } from '../db.ts'

/** The consumers of other subgraphs that read this log, as the database remembers them. */
export interface Readers {
  /** Remembers where a consumer reads; not with every page, as retention need not know so closely. */
  note(consumer: string, pos: number): Promise<void>
}

const everyMs = 10_000

export function openReaders(sql: Sql): Readers {
  const noted = new Map<string, number>()

  return {
    async note(consumer, pos) {
      const now = Date.now()
      if (now - (noted.get(consumer) ?? -Infinity) < everyMs) return
      await sql`
        insert into reader (name, pos) values (${consumer}, ${pos})
        on conflict (name) do update set pos = excluded.pos, seen_at = now()`
      noted.set(consumer, now)
    },
  }
}

/** Forgets a consumer, for which the log is kept no longer; whether there was such a one. */
export async function forgetReader(sql: Sql, consumer: string): Promise<boolean> {
  const gone = await sql`delete from reader where name = ${consumer} returning 1`
  return gone.length > 0
}
