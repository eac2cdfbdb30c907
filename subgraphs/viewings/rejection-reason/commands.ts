import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId } from '../../kernel/ids.ts'
import { refuse } from '../refusals.ts'
import * as policy from './policy.ts'
import * as reason from './rejection-reason.ts'
import { holdReasons, insertReason, lockReason, saveReason, sumReasons } from './repository.ts'
import type { RejectionReasonRow } from './tables.ts'

/** What `rejectionReasonUpdate` is given. */
export interface ReasonUpdate extends reason.ReasonChange {
  readonly rejectionReasonId: string
  readonly expectedVersion?: number | null
}

export async function createReason(ctx: Context, given: reason.ReasonChange): Promise<RejectionReasonRow> {
  policy.mayWrite(ctx.actor)
  return ctx.transact(async (tx) => {
    const inUse = await sumReasons(tx, ctx.company)
    const saved = await insertReason(tx, reason.create(ctx.company, newId('rejection_reason'), given, inUse, ctx.now()))
    await append(tx, reason.changed(saved), ctx)
    return saved
  })
}

export function updateReason(ctx: Context, given: ReasonUpdate): Promise<RejectionReasonRow> {
  return change(ctx, given, (found) => reason.update(found, given))
}

export function retireReason(ctx: Context, rejectionReasonId: string): Promise<RejectionReasonRow> {
  return change(ctx, { rejectionReasonId }, (found) => reason.retire(found, ctx.now()))
}

/** The company's reasons that a client names, in the order named; each counts once. */
export async function chosenReasons(ctx: Context, tx: Tx, named: readonly string[]): Promise<RejectionReasonRow[]> {
  if (named.length === 0) return []
  const path = ['input', 'rejectionReasonIds']
  if (named.length > reason.MOST_REASONS) throw refuse('TOO_MANY', { path, most: reason.MOST_REASONS })
  const ids = named.map((id) => idOf('rejection_reason', id))
  const inUse = await holdReasons(
    tx,
    ctx.company,
    ids.filter((id) => id !== null),
  )
  const chosen = ids.map((id, index) => {
    const found = inUse.find((one) => one.id === id)
    if (!found) throw refuse('NOT_FOUND', { noun: 'rejection reason', path: [...path, String(index)] })
    return found
  })
  return [...new Set(chosen)]
}

async function change(
  ctx: Context,
  { rejectionReasonId, expectedVersion }: Pick<ReasonUpdate, 'rejectionReasonId' | 'expectedVersion'>,
  decide: (found: RejectionReasonRow) => Partial<RejectionReasonRow> | null,
): Promise<RejectionReasonRow> {
  policy.mayWrite(ctx.actor)
  return ctx.transact(async (tx) => {
    const id = idOf('rejection_reason', rejectionReasonId)
    const found = id && (await lockReason(tx, ctx.company, id))
    if (!found) throw refuse('NOT_FOUND', { noun: 'rejection reason', path: ['input', 'rejectionReasonId'] })
    if (expectedVersion != null && expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    const decided = decide(found)
    if (!decided) return found
    const saved = await saveReason(tx, ctx.company, found.id, decided)
    await append(tx, reason.changed(saved), ctx)
    return saved
  })
}
