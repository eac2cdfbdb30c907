import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import type { AgentId } from '../../kernel/ids.ts'
import { findCalendarOwner } from '../agent/commands.ts'
import { refuse } from '../refusals.ts'
import * as availability from './availability.ts'
import { deleteExceptions, insertExceptions, lockAvailability, saveAvailability } from './repository.ts'
import type { AvailabilityRow } from './tables.ts'

/** Whose hours are changed: the asker's own where no agent is named. */
interface Owner {
  readonly agentId?: string | null
}

/** What `availabilitySet` is given. */
export interface AvailabilityDraft extends Owner, availability.AvailabilityChange {
  readonly expectedVersion?: number | null
}

/** What `availabilityExceptionSet` is given. */
export interface ExceptionDraft extends Owner, availability.Dates {
  readonly hours: readonly availability.Hours[]
}

export async function setAvailability(ctx: Context, draft: AvailabilityDraft): Promise<AgentId> {
  return changeHours(ctx, draft, async (_, found) => {
    if (draft.expectedVersion != null && draft.expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    return availability.change({ ...found, exceptions: [] }, draft)
  })
}

export async function setException(ctx: Context, draft: ExceptionDraft): Promise<AgentId> {
  const made = availability.exceptions(draft, draft.hours, ctx.now())
  return changeHours(ctx, draft, async (tx, { agentId, version }) => {
    await deleteExceptions(tx, ctx.company, agentId, { from: made[0]!.date, to: made.at(-1)!.date })
    await insertExceptions(
      tx,
      made.map((one) => ({ companyId: ctx.company, agentId, ...one })),
    )
    return { version: version + 1 }
  })
}

export async function deleteException(ctx: Context, draft: Owner & availability.Dates): Promise<AgentId> {
  const dates = availability.datesOf(draft, ctx.now())
  return changeHours(ctx, draft, async (tx, { agentId, version }) => {
    await deleteExceptions(tx, ctx.company, agentId, { from: dates[0]!, to: dates.at(-1)! })
    return { version: version + 1 }
  })
}

type Change = (tx: Tx, found: AvailabilityRow) => Promise<Partial<AvailabilityRow>>

async function changeHours(ctx: Context, owner: Owner, change: Change): Promise<AgentId> {
  const agentId = await findCalendarOwner(ctx, owner.agentId)
  const { weekly, bufferMinutes, noticeHours, version } = availability.usual
  const initial = { companyId: ctx.company, agentId, weekly, bufferMinutes, noticeHours, version }
  return ctx.transact(async (tx) => {
    const found = await lockAvailability(tx, initial)
    await saveAvailability(tx, ctx.company, agentId, await change(tx, found))
    await append(tx, availability.changed(agentId), ctx)
    return agentId
  })
}
