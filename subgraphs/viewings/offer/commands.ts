import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId } from '../../kernel/ids.ts'
import * as policy from '../client/policy.ts'
import { findDeal, lockDeal } from '../deal/repository.ts'
import { silent, type About } from '../interest/interest.ts'
import { hasVisited, holdInterest } from '../interest/repository.ts'
import type { InterestRow } from '../interest/tables.ts'
import { mustBeOnTheMarket } from '../property/property.ts'
import { holdProperty } from '../property/repository.ts'
import { refuse } from '../refusals.ts'
import * as offer from './offer.ts'
import { insertOffer, lockOffer, saveGroup, saveOffer } from './repository.ts'
import type { OfferRow } from './tables.ts'

/** What `offerCreate` is given. */
export interface OfferDraft {
  readonly dealId: string
  readonly propertyId: string
}

export async function createOffer(ctx: Context, draft: OfferDraft): Promise<OfferRow> {
  const maker = policy.mayArrange(ctx.actor)
  return ctx.transact(async (tx) => {
    const dealId = idOf('deal', draft.dealId)
    const seen = dealId && (await findDeal(tx, ctx.company, policy.sightOf(maker), dealId))
    if (!seen) throw refuse('NOT_FOUND', { noun: 'deal', path: ['input', 'dealId'] })
    const propertyId = idOf('property', draft.propertyId)
    const property = propertyId && (await holdProperty(tx, ctx.company, propertyId))
    if (!property) throw refuse('NOT_FOUND', { noun: 'property', path: ['input', 'propertyId'] })
    mustBeOnTheMarket(property)
    const interest = await interestIn(ctx, tx, { contactId: seen.contactId, propertyId: property.id })
    const deal = await lockDeal(tx, ctx.company, policy.sightOf(maker), seen.id)
    if (deal?.status !== 'OPEN') throw refuse('DEAL_CLOSED', { path: ['input', 'dealId'] })
    const saved = await insertOffer(tx, offer.create(deal, newId('offer'), property.id, maker.agent, ctx.now()))
    if (!saved) throw refuse('ALREADY_OFFERED', { path: ['input', 'propertyId'] })
    await append(tx, offer.created(saved), ctx)
    return { ...saved, group: await regroupOffers(tx, interest) }
  })
}

/** Puts all offers of a property to a contact into the group that follows from what is true of both now (VIE-2). */
export async function regroupOffers(tx: Tx, held: InterestRow): Promise<OfferRow['group']> {
  const group = offer.groupOf(held.reaction, await hasVisited(tx, held.companyId, held))
  await saveGroup(tx, held.companyId, held, group)
  return group
}

/** The same when a viewing of the property took place, or turns out not to have. */
export async function regroupViewed(ctx: Context, tx: Tx, about: About): Promise<void> {
  await regroupOffers(tx, await interestIn(ctx, tx, about))
}

export async function withdrawOffer(ctx: Context, offerId: string): Promise<OfferRow> {
  const withdrawer = policy.mayArrange(ctx.actor)
  return ctx.transact(async (tx) => {
    const id = idOf('offer', offerId)
    const found = id && (await lockOffer(tx, ctx.company, policy.sightOf(withdrawer), id))
    if (!found) throw refuse('NOT_FOUND', { noun: 'offer', path: ['input', 'offerId'] })
    const decision = offer.withdraw(found, ctx.now())
    if (!decision) return found
    const saved = await saveOffer(tx, ctx.company, found.id, decision.change)
    await append(tx, decision.event, ctx)
    return saved
  })
}

function interestIn(ctx: Context, tx: Tx, about: About): Promise<InterestRow> {
  return holdInterest(tx, silent(ctx.company, newId('interest'), about))
}
