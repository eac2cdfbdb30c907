import { personOf } from '../../kernel/actor.ts'
import { holdResponsibleAgent, noteClient } from '../../kernel/clients.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { Refusal, type InputPath } from '../../kernel/errors.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId, type AgentId, type CompanyId, type ContactId, type Id } from '../../kernel/ids.ts'
import { findAgent } from '../agent/commands.ts'
import { askedFor, lockNamed, mustTake } from '../block/commands.ts'
import { preferenceOf } from '../block/block.ts'
import { findBlock } from '../block/repository.ts'
import type { BlockRow } from '../block/tables.ts'
import { lockForChange, rememberDeed, saveChange, type Target } from '../change/commands.ts'
import { findContact } from '../client/commands.ts'
import * as policy from '../client/policy.ts'
import { holdKept } from '../favourite/repository.ts'
import { writeOf } from '../mail/commands.ts'
import { nearestFreeOf } from '../meeting/commands.ts'
import { meetingOf } from '../meeting/meeting.ts'
import { holdOffer } from '../offer/repository.ts'
import { may } from '../permission/permission.ts'
import { preferences, type PreferenceDraft } from '../preference/preference.ts'
import { mustBeOnTheMarket } from '../property/property.ts'
import { findProperty, holdProperty } from '../property/repository.ts'
import { refuse } from '../refusals.ts'
import { deleteSlot, giveSlot, holdCalendars, insertSlot, moveSlot } from '../slot/repository.ts'
import type { Slot } from '../slot/slot.ts'
import { setTimers } from '../timer/commands.ts'
import { holdFinder } from '../watch/repository.ts'
import { findViewing, insertPreferredDates, insertViewing, recordHistory } from './repository.ts'
import type { ViewingRow } from './tables.ts'
import * as viewing from './viewing.ts'

/** What `viewingRequest` is given. */
export interface ViewingDraft {
  readonly propertyId: string
  /** None where a place in a block is asked for. */
  readonly preferredDates?: readonly PreferenceDraft[] | null
  readonly blockId?: string | null
}

/** A time for a viewing: one of its own, or that of a block. */
export interface Appointment extends Partial<Slot>, Target {
  readonly blockId?: string | null
}

/** A client asks to see what is offered to them (VIE-6), a watch of theirs has found (VIE-15), or they keep at hand (VIE-4). */
export async function requestViewing(ctx: Context, draft: ViewingDraft): Promise<ViewingRow> {
  const { contact: contactId } = policy.mayRequest(ctx.actor)
  return ctx.transact(async (tx) => {
    const propertyId = idOf('property', draft.propertyId)
    const shown = propertyId && (await holdShown(tx, ctx.company, contactId, propertyId))
    if (!shown) throw refuse('NOT_FOUND', { noun: 'property', path: ['input', 'propertyId'] })
    const responsibleAgentId = await holdResponsibleAgent(tx, ctx.company, contactId)
    const agentId = responsibleAgentId ?? shown.by
    if (!agentId) throw refuse('AGENT_MISSING', { path: ['input'] })
    return place(ctx, tx, draft, { propertyId, contactId, agentId, responsibleAgentId })
  })
}

/** By whom a contact was shown a property that they may ask to see, if by anybody; it stays so until the transaction's end. */
async function holdShown(
  tx: Tx,
  company: CompanyId,
  contact: ContactId,
  property: Id<'property'>,
): Promise<{ readonly by: AgentId | null } | null> {
  const offer = await holdOffer(tx, company, contact, property)
  if (offer) return { by: offer.offeredBy }
  const watch = await holdFinder(tx, company, contact, property)
  if (watch) return { by: idOf('agent', watch.madeById ?? '') }
  return (await holdKept(tx, company, contact, property)) ? { by: null } : null
}

/** Staff ask for a contact, with or without account (VIE-6); the property need not be offered. */
export async function bookViewing(ctx: Context, draft: ViewingDraft & { contactId: string }): Promise<ViewingRow> {
  const { agent } = policy.mayArrange(ctx.actor)
  const contact = await findContact(ctx, draft.contactId)
  return ctx.transact(async (tx) => {
    const propertyId = idOf('property', draft.propertyId)
    if (!propertyId) throw refuse('NOT_FOUND', { noun: 'property', path: ['input', 'propertyId'] })
    await noteClient(tx, ctx.company, contact.id, contact.agent)
    // What contacts told may be older than what its events have told since; or newer, and its event mends it.
    const known = await holdResponsibleAgent(tx, ctx.company, contact.id)
    const agentId = known ?? contact.agent ?? agent
    return place(ctx, tx, draft, { propertyId, contactId: contact.id, agentId, responsibleAgentId: contact.agent })
  })
}

export async function confirmViewing(ctx: Context, input: Appointment): Promise<ViewingRow> {
  may('CONFIRM', ctx.actor)
  return withAlternatives(ctx, input, async (tx) => {
    const [block, found] = await lockWithBlock(ctx, tx, input)
    const place = viewing.placeOf(found, newId('slot'), input, block)
    const decision = viewing.confirm(found, place, ctx.now())
    await take(ctx, tx, found, place, block)
    return saveChange(ctx, tx, found, decision)
  })
}

export async function rescheduleViewing(ctx: Context, input: Appointment): Promise<ViewingRow> {
  may('RESCHEDULE', ctx.actor)
  return withAlternatives(ctx, input, async (tx) => {
    const [block, found] = await lockWithBlock(ctx, tx, input)
    const place = viewing.placeOf(found, viewing.ownSlot(found) ?? newId('slot'), input, block)
    const decision = viewing.reschedule(found, place, ctx.now())
    await take(ctx, tx, found, place, block)
    return saveChange(ctx, tx, found, decision)
  })
}

export async function rejectViewing(ctx: Context, input: Target & { readonly reason: string }): Promise<ViewingRow> {
  may('REJECT', ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockForChange(ctx, tx, input)
    return saveChange(ctx, tx, found, viewing.reject(found, input.reason, ctx.now()))
  })
}

export async function cancelViewing(ctx: Context, viewingId: string, reason: string | null): Promise<ViewingRow> {
  may('CANCEL', ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockForChange(ctx, tx, { viewingId })
    const decision = viewing.cancel(found, reason, ctx.now())
    if (!decision) return found
    const own = viewing.ownSlot(found)
    if (own) await deleteSlot(tx, ctx.company, own)
    return saveChange(ctx, tx, found, decision)
  })
}

/** More days that would suit, by the client or by staff for them (VIE-6). */
export async function addDates(
  ctx: Context,
  { viewingId, preferredDates }: { readonly viewingId: string; readonly preferredDates: readonly PreferenceDraft[] },
): Promise<ViewingRow> {
  may('ADD_DATES', ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockForChange(ctx, tx, { viewingId })
    const decision = viewing.addDates(found, ctx.now())
    await insertPreferredDates(tx, found, preferences(preferredDates, found.zone, ctx.now(), found.preferred))
    return saveChange(ctx, tx, found, decision)
  })
}

/** Another agent shows it, in whose calendar there must be room for what is agreed on (VIE-7, VIE-8). */
export async function reassignViewing(ctx: Context, input: Target & { readonly agentId: string }): Promise<ViewingRow> {
  may('REASSIGN', ctx.actor)
  const agentId = await findAgent(ctx, input.agentId)
  const wanted = { viewingId: input.viewingId, agentId, path: ['input', 'agentId'] }
  return withAlternatives(ctx, wanted, async (tx) => {
    const found = await lockForChange(ctx, tx, input)
    const decision = viewing.reassign(found, agentId, ctx.now())
    if (!decision) return found
    await holdCalendars(tx, { ...found, agentId })
    if (found.slotId) await giveSlot(tx, ctx.company, found.slotId, agentId)
    return saveChange(ctx, tx, found, decision)
  })
}

/** What is to change, and the block whose time it is to share: locked before the viewing, as whoever cancels it does. */
async function lockWithBlock(ctx: Context, tx: Tx, input: Appointment): Promise<[BlockRow | null, viewing.Viewing]> {
  const block = input.blockId == null ? null : await lockNamed(ctx, tx, input.blockId)
  return [block, await lockForChange(ctx, tx, input)]
}

/** Takes the time that is agreed on in the place of what the viewing had: a slot of its own, or a place in a block. */
async function take(
  ctx: Context,
  tx: Tx,
  found: ViewingRow,
  place: viewing.Place,
  block: BlockRow | null,
): Promise<void> {
  if (block) await mustTake(ctx, tx, block, found)
  await holdCalendars(tx, found)
  const own = viewing.ownSlot(found)
  if (own && block) await deleteSlot(tx, ctx.company, own)
  else if (own) await moveSlot(tx, ctx.company, own, place)
  else if (!block) await insertSlot(tx, viewing.slotOf(found, place))
}

/** Puts a request on record, with the days that are preferred. */
async function place(ctx: Context, tx: Tx, draft: ViewingDraft, request: viewing.Request): Promise<ViewingRow> {
  const property = await holdProperty(tx, ctx.company, request.propertyId)
  if (!property) throw refuse('NOT_FOUND', { noun: 'property', path: ['input', 'propertyId'] })
  mustBeOnTheMarket(property)
  const block = draft.blockId == null ? null : await askedFor(ctx, tx, draft.blockId, property.id)
  const dates = viewing.datesOf(draft.preferredDates ?? [], block && preferenceOf(block, property.timeZone))
  const preferred = preferences(dates, property.timeZone, ctx.now())
  const wanted = { ...request, blockId: block?.id }
  const { viewing: made, event } = viewing.request(ctx.company, newId('viewing'), wanted, ctx.now())
  const saved = await insertViewing(tx, made, preferred)
  await recordHistory(tx, viewing.historyOf(saved, event, personOf(ctx.actor), ctx.now()))
  await setTimers(ctx, tx, saved, property.timeZone)
  await writeOf(ctx, tx, saved, 'REQUESTED')
  await rememberDeed(ctx, tx, saved, 'VIEWING_REQUESTED')
  await append(tx, event, ctx)
  return saved
}

/** Which time of whom is wanted for a viewing: that of a block, or its own where nothing else is said. */
interface Wanted extends Partial<Slot> {
  readonly viewingId: string
  readonly agentId?: AgentId
  readonly blockId?: string | null
  /** Where a refusal points, unless at the block or the start. */
  readonly path?: InputPath
}

/** Adds to a SLOT_TAKEN the nearest free slots, read after the transaction that the constraint has ended (VIE-8). */
async function withAlternatives(
  ctx: Context,
  wanted: Wanted,
  work: (tx: Tx) => Promise<ViewingRow>,
): Promise<ViewingRow> {
  try {
    return await ctx.transact(work)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'SLOT_TAKEN') throw error
    const { path = wanted.blockId == null ? error.data.path : ['input', 'blockId'] } = wanted
    throw refuse('SLOT_TAKEN', { ...error.data, path, alternatives: await alternativesTo(ctx, wanted) })
  }
}

async function alternativesTo(ctx: Context, wanted: Wanted): Promise<Slot[]> {
  const id = idOf('viewing', wanted.viewingId)
  const found = id && (await findViewing(ctx.db, ctx.company, policy.sightOf(ctx.actor), id))
  const property = found && (await findProperty(ctx.db, ctx.company, { see: 'all' }, found.propertyId))
  if (!property) return []
  const blockId = idOf('viewing_block', wanted.blockId ?? '')
  const block = blockId && (await findBlock(ctx.db, ctx.company, blockId))
  const { startsAt = found.startsAt, endsAt = found.endsAt, agentId = found.agentId } = block ?? wanted
  if (!startsAt || !endsAt) return []
  return nearestFreeOf(ctx, meetingOf({ ...found, agentId }, property.timeZone), { startsAt, endsAt })
}
