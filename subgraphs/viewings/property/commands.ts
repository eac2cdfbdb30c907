import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import type { Decision, Fact } from '../../kernel/events/event.ts'
import { idOf, newId } from '../../kernel/ids.ts'
import { refuse } from '../refusals.ts'
import { showToWatches } from '../watch/commands.ts'
import * as policy from './policy.ts'
import * as property from './property.ts'
import { findProperty, hasOpenViewing, insertProperty, lockProperty, saveProperty } from './repository.ts'
import type { PropertyRow } from './tables.ts'

/** What `propertyUpdate` is given: which property, which version of it was read, and what is to be changed. */
export interface PropertyUpdate extends property.PropertyChange {
  readonly propertyId: string
  readonly expectedVersion?: number | null
}

export async function createProperty(ctx: Context, draft: property.PropertyDraft): Promise<PropertyRow> {
  policy.mayWrite(ctx.actor)
  const created = property.create(ctx.company, newId('property'), draft, ctx.now())
  return ctx.transact(async (tx) => {
    const saved = await insertProperty(tx, created.property)
    await append(tx, created.event, ctx)
    await showToWatches(ctx, tx, saved.id)
    return saved
  })
}

export function updateProperty(ctx: Context, given: PropertyUpdate): Promise<PropertyRow> {
  return changeProperty(ctx, given.propertyId, async (found, tx) => {
    if (given.expectedVersion != null && given.expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    const decision = property.change(found, given)
    // What was agreed on would silently be another time.
    if (decision?.change.timeZone !== undefined && (await hasOpenViewing(tx, ctx.company, found.id))) {
      throw refuse('TIME_ZONE_IN_USE', { path: ['input', 'timeZone'] })
    }
    return decision
  })
}

export function withdrawProperty(ctx: Context, propertyId: string): Promise<PropertyRow> {
  return changeProperty(ctx, propertyId, (found) => property.withdraw(found, ctx.now()))
}

export function restoreProperty(ctx: Context, propertyId: string): Promise<PropertyRow> {
  return changeProperty(ctx, propertyId, (found) => property.restore(found))
}

/** A property that the asker sees, or a refusal. */
export async function findSeen(ctx: Context, tx: Tx, propertyId: string): Promise<PropertyRow> {
  const id = idOf('property', propertyId)
  const found = id && (await findProperty(tx, ctx.company, policy.sightOf(ctx.actor), id))
  if (!found) throw refuse('NOT_FOUND', { noun: 'property', path: ['input', 'propertyId'] })
  return found
}

type Made = Decision<PropertyRow, Fact> | null

async function changeProperty(
  ctx: Context,
  propertyId: string,
  decide: (found: PropertyRow, tx: Tx) => Made | Promise<Made>,
): Promise<PropertyRow> {
  const writer = policy.mayWrite(ctx.actor)
  return ctx.transact(async (tx) => {
    const id = idOf('property', propertyId)
    const found = id && (await lockProperty(tx, ctx.company, policy.sightOf(writer), id))
    if (!found) throw refuse('NOT_FOUND', { noun: 'property', path: ['input', 'propertyId'] })
    const decision = await decide(found, tx)
    if (!decision) return found
    const saved = await saveProperty(tx, ctx.company, found.id, decision.change)
    await append(tx, decision.event, ctx)
    await showToWatches(ctx, tx, saved.id)
    return saved
  })
}
