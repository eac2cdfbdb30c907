import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { lockIfSeen } from '../change/commands.ts'
import type { Viewing } from '../viewing/viewing.ts'
import { ensureWritable } from './journal.ts'

/**
 * The viewing in whose journal somebody is about to write, locked, so that two who do it at once pass no bound. Null where
 * they do not see it; refused while its journal is closed.
 */
export async function lockJournal(ctx: Context, tx: Tx, viewingId: string): Promise<Viewing | null> {
  const found = await lockIfSeen(ctx, tx, viewingId)
  if (found) ensureWritable(found, ctx.now())
  return found
}
