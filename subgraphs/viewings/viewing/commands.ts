import { personOf } from '../../kernel/actor.ts'
import { holdResponsibleAgent, noteClient } from '../../kernel/clients.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { Refusal } from '../../kernel/errors.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId } from '../../kernel/ids.ts'
import { lockForChange, saveChange, type Target } from '../change/commands.ts'
import { findContact } from '../client/commands.ts'
import * as policy from '../client/policy.ts'
import { markDeals } from '../deal/commands.ts'
import { nearestFreeOf } from '../meeting/commands.ts'
import { meetingOf } from '../meeting/meeting.ts'
import { holdOffer } from '../offer/repository.ts'
import { preferences, type PreferenceDraft } from '../preference/preference.ts'
import { mustBeOnTheMarket } from '../property/property.ts'
import { findProperty, holdProperty } from '../property/repository.ts'
import { refuse } from '../refusals.ts'
import { deleteSlot, holdCalendars, insertSlot, moveSlot } from '../slot/repository.ts'
import type { Slot } from '../slot/slot.ts'
import { setTimers } from '../timer/commands.ts'
import { holdFinder } from '../watch/repository.ts'
import { findViewing, insertViewing, preferredDatesOf, recordHistory } from './repository.ts'
import type { ViewingRow } from './tables.ts'
import * as viewing from './viewing.ts'

/** What `viewingRequest` is given. */
export interface ViewingDraft {
  readonly propertyId: string
  readonly preferredDates: readonly PreferenceDraft[]
}

/** A time for a viewing. */
export interface Appointment extends Slot, Target {}

/** A client asks to see what is offered to them (VIE-6), or what a watch of theirs has found (VIE-15). */
export async function requestViewing(ctx: Context, draft: ViewingDraft): Promise<ViewingRow> {
  const { contact: contactId } = policy.mayRequest(ctx.actor)
  return ctx.transact(async (tx) => {
    const propertyId = idOf('property', draft.propertyId)
    const offer = propertyId && (await holdOffer(tx, ctx.company, contactId, propertyId))
    const watch = !offer && propertyId && (await holdFinder(tx, ctx.company, contactId, propertyId))
    if (!offer && !watch) throw refuse('NOT_FOUND', { noun: 'property', path: ['input', 'propertyId'] })
    const responsibleAgentId = await holdResponsibleAgent(tx, ctx.company, contactId)
    const agentId = responsibleAgentId ?? (offer ? offer.offeredBy : idOf('agent', (watch && watch.madeById) || ''))
    if (!agentId) throw refuse('AGENT_MISSING', { path: ['input'] })
    return place(ctx, tx, draft, { propertyId, contactId, agentId, responsibleAgentId })
  })
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
  policy.mayArrange(ctx.actor)
  return withAlternatives(ctx, input, async (tx) => {
    const found = await lockForChange(ctx, tx, input)
    const slot = viewing.slotOf(found, newId('slot'), input)
    const decision = viewing.confirm(found, slot, await preferredDatesOf(tx, ctx.company, found.id), ctx.now())
    await holdCalendars(tx, found)
    await insertSlot(tx, slot)
    return saveChange(ctx, tx, found, decision)
  })
}

export async function rescheduleViewing(ctx: Context, input: Appointment): Promise<ViewingRow> {
  policy.mayArrange(ctx.actor)
  return withAlternatives(ctx, input, async (tx) => {
    const found = await lockForChange(ctx, tx, input)
    const decision = viewing.reschedule(found, input, await preferredDatesOf(tx, ctx.company, found.id), ctx.now())
    await holdCalendars(tx, found)
    if (found.slotId) await moveSlot(tx, ctx.company, found.slotId, input)
    return saveChange(ctx, tx, found, decision)
  })
}

export async function rejectViewing(ctx: Context, viewingId: string, reason: string): Promise<ViewingRow> {
  policy.mayArrange(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockForChange(ctx, tx, { viewingId })
    return saveChange(ctx, tx, found, viewing.reject(found, reason))
  })
}

export async function cancelViewing(ctx: Context, viewingId: string, reason: string | null): Promise<ViewingRow> {
  policy.mayTakePart(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockForChange(ctx, tx, { viewingId })
    const decision = viewing.cancel(found, reason, ctx.now())
    if (!decision) return found
    if (found.slotId) await deleteSlot(tx, ctx.company, found.slotId)
    return saveChange(ctx, tx, found, decision)
  })
}

/** Puts a request on record, with the days that are preferred. */
async function place(ctx: Context, tx: Tx, draft: ViewingDraft, request: viewing.Request): Promise<ViewingRow> {
  const property = await holdProperty(tx, ctx.company, request.propertyId)
  if (!property) throw refuse('NOT_FOUND', { noun: 'property', path: ['input', 'propertyId'] })
  mustBeOnTheMarket(property)
  const preferred = preferences(draft.preferredDates, property.timeZone, ctx.now())
  const { viewing: made, event } = viewing.request(ctx.company, newId('viewing'), request, ctx.now())
  const saved = await insertViewing(tx, made, preferred)
  await recordHistory(tx, viewing.historyOf(saved, event, personOf(ctx.actor), ctx.now()))
  await setTimers(ctx, tx, saved, property.timeZone)
  await markDeals(ctx, tx, saved, 'VIEWING_REQUESTED', saved)
  await append(tx, event, ctx)
  return saved
}

/** Adds to a SLOT_TAKEN the nearest free slots, read after the transaction that the constraint has ended (VIE-8). */
async function withAlternatives(
  ctx: Context,
  input: Appointment,
  work: (tx: Tx) => Promise<ViewingRow>,
): Promise<ViewingRow> {
  try {
    return await ctx.transact(work)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'SLOT_TAKEN') throw error
    throw refuse('SLOT_TAKEN', { ...error.data, alternatives: await alternativesTo(ctx, input) })
  }
}

async function alternativesTo(ctx: Context, wanted: Appointment): Promise<Slot[]> {
  const id = idOf('viewing', wanted.viewingId)
  const found = id && (await findViewing(ctx.db, ctx.company, policy.sightOf(ctx.actor), id))
  const property = found && (await findProperty(ctx.db, ctx.company, { see: 'all' }, found.propertyId))
  if (!property) return []
  return nearestFreeOf(ctx, meetingOf(found, property.timeZone), wanted)
}
