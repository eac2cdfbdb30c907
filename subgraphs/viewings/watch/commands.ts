import type { Client, Staff } from '../../kernel/actor.ts'
import { personOf } from '../../kernel/actor.ts'
import { holdResponsibleAgent, noteClient } from '../../kernel/clients.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import type { Decision } from '../../kernel/events/event.ts'
import { idOf, newId, type AgentId, type ContactId, type Id } from '../../kernel/ids.ts'
import { findContact } from '../client/commands.ts'
import * as policy from '../client/policy.ts'
import type { WatchEvent } from '../events.ts'
import { recordInteraction } from '../interaction/commands.ts'
import { refuse } from '../refusals.ts'
import { mayRegister } from './policy.ts'
import { countWatches, deleteWatch, insertWatch, lockRegistered, lockWatch, saveWatch } from './repository.ts'
import type { WatchRow } from './tables.ts'
import * as watch from './watch.ts'

/** What `watchUpdate` is given. */
export interface WatchUpdate extends watch.WatchChange {
  readonly watchId: string
  readonly expectedVersion?: number | null
}

/** A client begins to look for properties, or staff begin to for a contact (VIE-15). */
export async function createWatch(
  ctx: Context,
  { contactId: named, ...draft }: watch.WatchDraft & { readonly contactId?: string | null },
): Promise<WatchRow> {
  const contact = await contactFor(ctx, policy.mayTakePart(ctx.actor), named ?? null)
  return ctx.transact(async (tx) => {
    if (contact.agent !== undefined) await noteClient(tx, ctx.company, contact.id, contact.agent)
    return make(ctx, tx, contact.id, draft)
  })
}

/**
 * Makes what somebody looked for when they registered a watch of the contact that they have become; one at most, so that
 * asking again has no effect (VIE-15).
 */
export async function registerWatch(
  ctx: Context,
  { contactId: named, ...draft }: watch.WatchDraft & { readonly contactId: string },
): Promise<WatchRow> {
  mayRegister(ctx.actor, ctx.caller)
  return ctx.transact(async (tx) => {
    const contactId = idOf('contact', named)
    if (!contactId) throw refuse('NOT_FOUND', { noun: 'contact', path: ['input', 'contactId'] })
    return (await lockRegistered(tx, ctx.company, contactId)) ?? make(ctx, tx, contactId, draft)
  })
}

export function updateWatch(ctx: Context, { watchId, expectedVersion, ...change }: WatchUpdate): Promise<WatchRow> {
  return changeWatch(ctx, { watchId, expectedVersion }, (found) => watch.update(found, change))
}

export function pauseWatch(ctx: Context, watchId: string): Promise<WatchRow> {
  return changeWatch(ctx, { watchId }, (found) => watch.pause(found, ctx.now()))
}

export function resumeWatch(ctx: Context, watchId: string): Promise<WatchRow> {
  return changeWatch(ctx, { watchId }, watch.resume)
}

/** Deletes a watch; what it alone has found is out of its client's sight then, unless they keep it at hand. */
export async function removeWatch(ctx: Context, watchId: string): Promise<Id<'watch'>> {
  return ctx.transact(async (tx) => {
    const found = await lock(ctx, tx, { watchId })
    await deleteWatch(tx, ctx.company, found.id)
    await tell(ctx, tx, found, watch.deleted(found))
    return found.id
  })
}

/**
 * Has all watches look whether they look for this property, once its transaction is through. Whoever commits later of a
 * property and a watch has them meet: a job sees what was committed before it, and both enqueue one.
 */
export async function showToWatches(ctx: Context, tx: Tx, propertyId: Id<'property'>): Promise<void> {
  const key = `property:${propertyId}:watches`
  await ctx.services.jobs.enqueue(tx, 'matchProperty', { company: ctx.company, propertyId }, { key })
}

/** The same for a watch, among the properties there are. */
async function lookAround(ctx: Context, tx: Tx, watchId: Id<'watch'>): Promise<void> {
  await ctx.services.jobs.enqueue(tx, 'matchWatch', { company: ctx.company, watchId }, { key: `watch:${watchId}` })
}

async function make(ctx: Context, tx: Tx, contactId: ContactId, draft: watch.WatchDraft): Promise<WatchRow> {
  const responsibleAgentId = await holdResponsibleAgent(tx, ctx.company, contactId)
  const others = await countWatches(tx, ctx.company, contactId)
  const made = watch.create(
    { companyId: ctx.company, id: newId('watch'), contactId, madeById: personOf(ctx.actor) },
    draft,
    { others, responsibleAgentId },
    ctx.now(),
  )
  const saved = await insertWatch(tx, made.watch)
  await tell(ctx, tx, saved, made.event)
  await lookAround(ctx, tx, saved.id)
  return saved
}

/** For whom somebody makes a watch; `agent` is what contacts told of them, if it was asked. */
async function contactFor(
  ctx: Context,
  actor: Client | Staff,
  named: string | null,
): Promise<{ readonly id: ContactId; readonly agent?: AgentId | null }> {
  const path = ['input', 'contactId']
  if (actor.kind === 'staff') {
    if (named === null) throw refuse('CONTACT_MISSING', { path })
    return findContact(ctx, named)
  }
  if (named !== null && named !== actor.contact) throw refuse('NOT_FOUND', { noun: 'contact', path })
  return { id: actor.contact }
}

type Named = Pick<WatchUpdate, 'watchId' | 'expectedVersion'>

async function changeWatch(
  ctx: Context,
  named: Named,
  decide: (found: watch.Watch) => Decision<WatchRow, WatchEvent> | null,
): Promise<WatchRow> {
  return ctx.transact(async (tx) => {
    const found = await lock(ctx, tx, named)
    const decision = decide(found)
    if (!decision) return found
    const saved = await saveWatch(tx, ctx.company, found.id, decision.change)
    await tell(ctx, tx, saved, decision.event)
    await lookAround(ctx, tx, saved.id)
    return saved
  })
}

const deeds = {
  'watch.created': 'WATCH_CREATED',
  'watch.changed': 'WATCH_CHANGED',
  'watch.paused': 'WATCH_PAUSED',
  'watch.resumed': 'WATCH_RESUMED',
  'watch.deleted': 'WATCH_DELETED',
} as const

/** Remembers what happened to a watch, among what its client did if it was them. */
async function tell(ctx: Context, tx: Tx, { id: watchId, contactId }: WatchRow, event: WatchEvent): Promise<void> {
  await recordInteraction(ctx, tx, { kind: deeds[event.type], contactId, watchId })
  await append(tx, event, ctx)
}

async function lock(ctx: Context, tx: Tx, { watchId, expectedVersion }: Named): Promise<watch.Watch> {
  const sight = policy.sightOf(policy.mayTakePart(ctx.actor))
  const id = idOf('watch', watchId)
  const found = id && (await lockWatch(tx, ctx.company, sight, id))
  if (!found) throw refuse('NOT_FOUND', { noun: 'watch', path: ['input', 'watchId'] })
  if (expectedVersion != null && expectedVersion !== found.version) {
    throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
  }
  return { ...found, responsibleAgentId: await holdResponsibleAgent(tx, ctx.company, found.contactId) }
}
