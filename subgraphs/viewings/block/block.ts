import type { AgentId, CompanyId, Id } from '../../kernel/ids.ts'
import type { BlockCancelled, BlockCreated } from '../events.ts'
import type { PreferenceDraft } from '../preference/preference.ts'
import type { PropertyRow } from '../property/tables.ts'
import { refuse } from '../refusals.ts'
import type { Slot } from '../slot/slot.ts'
import { checkTime, reasonOf } from '../viewing/viewing.ts'
import { dateIn, timeIn } from '../zone/zone.ts'
import type { BlockRow } from './tables.ts'

const MOST_PLACES = 500

/** What staff say of a new block. */
export interface NewBlock extends Slot {
  readonly agentId: AgentId
  readonly capacity: number
}

/** A time at which an agent shows a property to as many as there are places (VIE-8). */
export function create(
  company: CompanyId,
  ids: { readonly id: Id<'viewing_block'>; readonly slotId: Id<'slot'> },
  { id: propertyId }: PropertyRow,
  given: NewBlock,
  now: Date,
): { readonly block: BlockRow; readonly event: BlockCreated } {
  const { agentId, capacity } = given
  if (capacity < 1 || capacity > MOST_PLACES) {
    throw refuse('OUT_OF_RANGE', { path: ['input', 'capacity'], least: 1, most: MOST_PLACES })
  }
  const block: BlockRow = {
    companyId: company,
    ...ids,
    propertyId,
    agentId,
    ...checkTime(given, now),
    capacity,
    reason: null,
    cancelledAt: null,
    createdAt: now,
  }
  const data = { blockId: ids.id, propertyId, agentId }
  return { block, event: { type: 'block.created', subject: ids.id, persons: [agentId], data } }
}

/** Staff call it off, with all that is agreed on or asked for in it, until it begins; null when they have already. */
export function cancel(
  block: BlockRow,
  given: string | null,
  now: Date,
): { readonly change: Partial<BlockRow>; readonly event: BlockCancelled } | null {
  if (block.cancelledAt) return null
  if (block.startsAt <= now) throw refuse('BLOCK_BEGUN', { path: ['input', 'blockId'] })
  const { id, propertyId, agentId } = block
  const data = { blockId: id, propertyId, agentId }
  return {
    change: { cancelledAt: now, reason: reasonOf(given) },
    event: { type: 'block.cancelled', subject: id, persons: [agentId], data },
  }
}

/** Refuses a block that takes nobody more; `taken` counts those who hold a place. */
export function mustHaveRoom(block: BlockRow, taken: number, now: Date): void {
  const path = ['input', 'blockId']
  if (block.cancelledAt) throw refuse('BLOCK_CANCELLED', { path })
  if (block.startsAt <= now) throw refuse('SLOT_IN_THE_PAST', { path })
  if (taken >= block.capacity) throw refuse('BLOCK_FULL', { path })
}

/** The day that somebody prefers who asks for a place. */
export function preferenceOf({ startsAt, endsAt }: BlockRow, zone: string): PreferenceDraft {
  const date = dateIn(zone, startsAt)
  const isWithinDay = dateIn(zone, endsAt) === date
  return { date, from: timeIn(zone, startsAt), to: isWithinDay ? timeIn(zone, endsAt) : null }
}
