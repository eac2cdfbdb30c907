import { personOf } from '../../kernel/actor.ts'
import { holdResponsibleAgent } from '../../kernel/clients.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import type { Decision } from '../../kernel/events/event.ts'
import { idOf } from '../../kernel/ids.ts'
import { openServiceContext } from '../../kernel/open-context.ts'
import type { Services } from '../../kernel/services.ts'
import type { JobPayload } from '../../kernel/subgraph.ts'
import * as policy from '../client/policy.ts'
import { markDeals } from '../deal/commands.ts'
import { clientDeeds, type ClientDeed } from '../deal/deal.ts'
import type { ViewingEvent } from '../events.ts'
import { recordInteraction } from '../interaction/commands.ts'
import { regroupViewed } from '../offer/commands.ts'
import { gateOpened, passGates } from '../gate/gate.ts'
import { writeOf } from '../mail/commands.ts'
import { findProperty } from '../property/repository.ts'
import { refuse } from '../refusals.ts'
import { setTimer, setTimers } from '../timer/commands.ts'
import { timeOf, type TimerName } from '../timer/timer.ts'
import { findViewing, lockViewing, preferredDatesOf, recordHistory, saveViewing } from '../viewing/repository.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import * as viewing from '../viewing/viewing.ts'

/** Which viewing is to change, and which version of it the asker has read. */
export interface Target {
  readonly viewingId: string
  readonly expectedVersion?: number | null
}

/** The viewing that is to change, locked, as the asker has read it. */
export async function lockForChange(ctx: Context, tx: Tx, target: Target): Promise<viewing.Viewing> {
  const found = await lockIfSeen(ctx, tx, target.viewingId)
  if (!found) throw refuse('NOT_FOUND', { noun: 'viewing', path: ['input', 'viewingId'] })
  if (target.expectedVersion != null && target.expectedVersion !== found.version) {
    throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
  }
  return found
}

/**
 * Puts on record what was decided: the viewing with its gates, its history, its timers and mails, what it means for offers
 * and deals, and the facts.
 */
export async function saveChange(
  ctx: Context,
  tx: Tx,
  before: viewing.Viewing,
  { change, event }: Decision<ViewingRow, ViewingEvent>,
): Promise<ViewingRow> {
  const { marks, opened } = passGates(before, { ...before, ...change }, before.zone, ctx.now())
  const saved = await saveViewing(tx, ctx.company, before.id, { ...change, ...marks })
  const entry = viewing.historyOf(saved, event, personOf(ctx.actor), ctx.now())
  await recordHistory(tx, entry)
  await setTimers(ctx, tx, saved, before.zone, before)
  await writeOf(ctx, tx, saved, entry.change)
  if (saved.outcome !== before.outcome) await regroupViewed(ctx, tx, saved)
  const deed = clientDeeds[event.type]
  if (deed) await rememberDeed(ctx, tx, saved, deed)
  await append(tx, event, ctx)
  for (const gate of opened) await append(tx, gateOpened({ ...before, ...saved }, gate), ctx)
  return saved
}

/** Keeps for staff what the client who asks did about a viewing: on the deals that it concerns, and among all they did. */
export async function rememberDeed(ctx: Context, tx: Tx, about: ViewingRow, deed: ClientDeed['change']): Promise<void> {
  await markDeals(ctx, tx, about, deed, about)
  const { contactId, propertyId, id: viewingId } = about
  await recordInteraction(ctx, tx, { kind: deed, contactId, propertyId, viewingId })
}

/**
 * What a timer's job does: it locks the viewing, and works if that is due as things stand now. One that rang early is set
 * anew. `work` runs in the transaction, so that what it marks on a row is done once, however often the job is.
 */
export async function whenDue(
  services: Services,
  { company, viewingId }: JobPayload,
  name: TimerName,
  work: (ctx: Context, tx: Tx, found: viewing.Viewing) => Promise<unknown>,
): Promise<void> {
  const ctx = openServiceContext(services, company)
  await ctx.transact(async (tx) => {
    const found = await lockIfSeen(ctx, tx, String(viewingId))
    const at = found && timeOf(name, found, found.zone)
    if (!at) return
    if (at > ctx.now()) await setTimer(ctx, tx, found, name, at)
    else await work(ctx, tx, found)
  })
}

/**
 * A viewing that one sees, locked; null when there is none such. Its contact's agent is held before the viewing is, in the
 * order in which requests are handed over, so that neither waits for the other in a ring.
 */
export async function lockIfSeen(ctx: Context, tx: Tx, viewingId: string): Promise<viewing.Viewing | null> {
  const id = idOf('viewing', viewingId)
  const sight = policy.sightOf(ctx.actor)
  const seen = id && (await findViewing(tx, ctx.company, sight, id))
  if (!seen) return null
  const responsibleAgentId = await holdResponsibleAgent(tx, ctx.company, seen.contactId)
  const property = await findProperty(tx, ctx.company, { see: 'all' }, seen.propertyId)
  const found = await lockViewing(tx, ctx.company, sight, seen.id)
  if (!found) return null
  // Read under the lock: only who holds it adds to them.
  const preferred = await preferredDatesOf(tx, ctx.company, found.id)
  return { ...found, responsibleAgentId, preferred, zone: property!.timeZone }
}
