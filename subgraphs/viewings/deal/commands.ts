import { noteClient } from '../../kernel/clients.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import type { Decision, Fact } from '../../kernel/events/event.ts'
import { idOf, newId } from '../../kernel/ids.ts'
import { findContact } from '../client/commands.ts'
import * as policy from '../client/policy.ts'
import type { About } from '../interest/interest.ts'
import { refuse } from '../refusals.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import * as deal from './deal.ts'
import { insertDeal, lockDeal, lockDealsOffering, recordClientChange, saveDeal } from './repository.ts'
import type { DealRow } from './tables.ts'

/** What `dealCreate` is given. */
export interface DealDraft {
  readonly contactId: string
  readonly title?: string | null
}

/** Which deal changes, and which version of it the asker has read. */
export interface DealNamed {
  readonly dealId: string
  readonly expectedVersion?: number | null
}

export async function createDeal(ctx: Context, { contactId, title }: DealDraft): Promise<DealRow> {
  const maker = policy.mayArrange(ctx.actor)
  const contact = await findContact(ctx, contactId)
  const created = deal.create(ctx.company, newId('deal'), { contactId: contact.id, title }, maker.agent, ctx.now())
  return ctx.transact(async (tx) => {
    await noteClient(tx, ctx.company, contact.id, contact.agent)
    const saved = await insertDeal(tx, created.deal)
    await append(tx, created.event, ctx)
    return saved
  })
}

export function updateDeal(ctx: Context, given: DealNamed & { readonly title?: string | null }): Promise<DealRow> {
  return change(ctx, given, (found) => deal.update(found, given.title ?? null))
}

export function closeDeal(ctx: Context, given: DealNamed & { readonly outcome: 'WON' | 'LOST' }): Promise<DealRow> {
  return change(ctx, given, (found) => deal.close(found, given.outcome, ctx.now()))
}

export function reopenDeal(ctx: Context, dealId: string): Promise<DealRow> {
  return change(ctx, { dealId }, deal.reopen)
}

/** Staff have seen what the client changed (VIE-5). */
export function seeClientChanges(ctx: Context, dealId: string, upTo: number | null): Promise<DealRow> {
  return change(ctx, { dealId }, (found) => deal.see(found, upTo))
}

/**
 * Marks the deals in which a property is offered to a client who changed something about it; whoever else did marks
 * nothing (VIE-5). The last that a transaction locks.
 */
export async function markDeals(
  ctx: Context,
  tx: Tx,
  { contactId, propertyId }: About,
  what: deal.ClientDeed['change'],
  viewing?: ViewingRow,
): Promise<void> {
  if (ctx.actor.kind !== 'client') return
  const deed = { change: what, propertyId, viewingId: viewing?.id ?? null, by: ctx.actor.account }
  for (const found of await lockDealsOffering(tx, ctx.company, contactId, propertyId)) {
    const { change, entry, event } = deal.mark(found, deed, ctx.now())
    await saveDeal(tx, ctx.company, found.id, change)
    await recordClientChange(tx, entry)
    await append(tx, event, ctx)
  }
}

async function change(
  ctx: Context,
  { dealId, expectedVersion }: DealNamed,
  decide: (found: DealRow) => Decision<DealRow, Fact> | null,
): Promise<DealRow> {
  const changer = policy.mayArrange(ctx.actor)
  return ctx.transact(async (tx) => {
    const id = idOf('deal', dealId)
    const found = id && (await lockDeal(tx, ctx.company, policy.sightOf(changer), id))
    if (!found) throw refuse('NOT_FOUND', { noun: 'deal', path: ['input', 'dealId'] })
    if (expectedVersion != null && expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    const decision = decide(found)
    if (!decision) return found
    const saved = await saveDeal(tx, ctx.company, found.id, decision.change)
    await append(tx, decision.event, ctx)
    return saved
  })
}
