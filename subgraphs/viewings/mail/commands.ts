import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import type { HistoryRow, ViewingRow } from '../viewing/tables.ts'
import { lettersOf, timeTold, type Letter } from './mail.ts'

/** Has those who are concerned written to about a change, once it is committed. */
export async function writeOf(ctx: Context, tx: Tx, viewing: ViewingRow, change: HistoryRow['change']): Promise<void> {
  for (const letter of lettersOf(change, viewing, ctx.actor)) await write(ctx, tx, viewing, letter)
}

/** Has one mail sent; `name` tells it from others that tell of the same version. */
export async function write(
  { company, services }: Context,
  tx: Tx,
  viewing: ViewingRow,
  { to, about }: Letter,
  name: string = about,
): Promise<void> {
  const { id: viewingId, version } = viewing
  const payload = { company, viewingId, version, to, about, name, told: timeTold(about, viewing) }
  await services.jobs.enqueue(tx, 'mailViewing', payload)
}
