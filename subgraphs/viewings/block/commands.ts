import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { Refusal } from '../../kernel/errors.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId, type AgentId } from '../../kernel/ids.ts'
import { findCalendarOwner } from '../agent/commands.ts'
import { lockForChange, saveChange } from '../change/commands.ts'
import * as policy from '../client/policy.ts'
import { nearestFreeOf } from '../meeting/commands.ts'
import { mustBeOnTheMarket } from '../property/property.ts'
import { findProperty, holdProperty } from '../property/repository.ts'
import { refuse } from '../refusals.ts'
import { deleteSlot, holdCalendars, insertSlot } from '../slot/repository.ts'
import type { Slot } from '../slot/slot.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import * as viewing from '../viewing/viewing.ts'
import * as block from './block.ts'
import { concernedBy, findBlock, insertBlock, lockBlock, placesTaken, saveBlock } from './repository.ts'
import type { BlockRow } from './tables.ts'

/** What `viewingBlockCreate` is given. */
export interface BlockDraft extends Slot {
  readonly propertyId: string
  readonly agentId?: string | null
  readonly capacity: number
}

export async function createBlock(ctx: Context, draft: BlockDraft): Promise<BlockRow> {
  const agentId = await findCalendarOwner(ctx, draft.agentId)
  try {
    return await ctx.transact((tx) => place(ctx, tx, draft, agentId))
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'SLOT_TAKEN') throw error
    throw refuse('SLOT_TAKEN', { ...error.data, alternatives: await alternativesTo(ctx, draft, agentId) })
  }
}

/**
 * Calls a block off with what is agreed on in it and the requests for a place in it. Whoever takes a place locks the block first and the viewing then, as it is
 * done here, so that nobody joins meanwhile and none waits for another in a ring.
 */
export async function cancelBlock(
  ctx: Context,
  { blockId, reason = null }: { readonly blockId: string; readonly reason?: string | null },
): Promise<BlockRow> {
  const { agent, role } = policy.mayArrange(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockNamed(ctx, tx, blockId)
    if (role !== 'ADMIN' && found.agentId !== agent) throw refuse('OWN_CALENDAR_ONLY', { path: ['input', 'blockId'] })
    const decision = block.cancel(found, reason, ctx.now())
    if (!decision) return found
    for (const viewingId of await concernedBy(tx, ctx.company, found.id)) {
      const shared = await lockForChange(ctx, tx, { viewingId })
      const left = shared.blockId === found.id ? viewing.cancel(shared, reason, ctx.now()) : null
      if (left) await saveChange(ctx, tx, shared, left)
    }
    await deleteSlot(tx, ctx.company, found.slotId)
    await append(tx, decision.event, ctx)
    return saveBlock(tx, ctx.company, found.id, decision.change)
  })
}

/** The block of this id, locked, so that its places can be counted. */
export async function lockNamed(ctx: Context, tx: Tx, blockId: string): Promise<BlockRow> {
  const id = idOf('viewing_block', blockId)
  const found = id && (await lockBlock(tx, ctx.company, id))
  if (!found) throw refuse('NOT_FOUND', { noun: 'block', path: ['input', 'blockId'] })
  return found
}

/** Refuses a locked block that is of another property, or has no place left for this viewing. */
export async function mustTake(ctx: Context, tx: Tx, found: BlockRow, joining: ViewingRow): Promise<void> {
  if (found.propertyId !== joining.propertyId) throw refuse('BLOCK_ELSEWHERE', { path: ['input', 'blockId'] })
  const taken = (await placesTaken(tx, ctx.company, [found.id])).get(found.id) ?? 0
  const isIn = joining.slotId === found.slotId
  block.mustHaveRoom(found, isIn ? taken - 1 : taken, ctx.now())
}

/** The block of a property in which a place is asked for; whether it gets one is decided when staff confirm. */
export async function askedFor(ctx: Context, tx: Tx, blockId: string, propertyId: string): Promise<BlockRow> {
  const id = idOf('viewing_block', blockId)
  const found = id && (await findBlock(tx, ctx.company, id))
  if (found?.propertyId !== propertyId) throw refuse('NOT_FOUND', { noun: 'block', path: ['input', 'blockId'] })
  const taken = (await placesTaken(tx, ctx.company, [found.id])).get(found.id) ?? 0
  block.mustHaveRoom(found, taken, ctx.now())
  return found
}

async function place(ctx: Context, tx: Tx, draft: BlockDraft, agentId: AgentId): Promise<BlockRow> {
  const id = idOf('property', draft.propertyId)
  const property = id && (await holdProperty(tx, ctx.company, id))
  if (!property) throw refuse('NOT_FOUND', { noun: 'property', path: ['input', 'propertyId'] })
  mustBeOnTheMarket(property)
  const ids = { id: newId('viewing_block'), slotId: newId('slot') }
  const made = block.create(ctx.company, ids, property, { ...draft, agentId }, ctx.now())
  const { companyId, slotId, propertyId, startsAt, endsAt } = made.block
  await holdCalendars(tx, made.block)
  await insertSlot(tx, { companyId, id: slotId, agentId, propertyId, startsAt, endsAt })
  await insertBlock(tx, made.block)
  await append(tx, made.event, ctx)
  return made.block
}

async function alternativesTo(ctx: Context, wanted: BlockDraft, agentId: AgentId): Promise<Slot[]> {
  const id = idOf('property', wanted.propertyId)
  const property = id && (await findProperty(ctx.db, ctx.company, { see: 'all' }, id))
  if (!property) return []
  const { id: propertyId, timeZone: zone } = property
  return nearestFreeOf(ctx, { agentId, propertyId, zone, contactId: null }, wanted)
}
