import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { timeOf, timerNames, type TimerName } from './timer.ts'

/**
 * Sets the timers of a viewing as it is now, and takes back those that no longer are. Told what it was before, it leaves
 * alone what has not moved: most changes move none.
 */
export async function setTimers(
  ctx: Context,
  tx: Tx,
  viewing: ViewingRow,
  zone: string,
  before: ViewingRow | null = null,
): Promise<void> {
  for (const name of timerNames) {
    const [was, is] = [before && timeOf(name, before, zone), timeOf(name, viewing, zone)]
    if (is && is.getTime() !== was?.getTime()) await setTimer(ctx, tx, viewing, name, is)
    if (!is && was) await ctx.services.jobs.cancel(tx, keyOf(viewing, name))
  }
}

/** Sets one timer, also anew. */
export async function setTimer(ctx: Context, tx: Tx, viewing: ViewingRow, name: TimerName, at: Date): Promise<void> {
  const payload = { company: ctx.company, viewingId: viewing.id }
  await ctx.services.jobs.enqueue(tx, name, payload, { at, key: keyOf(viewing, name) })
}

function keyOf({ id }: ViewingRow, name: TimerName): string {
  return `viewing:${id}:${name}`
}
