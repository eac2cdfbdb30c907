import type { Context } from '../../kernel/context.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId } from '../../kernel/ids.ts'
import * as policy from '../client/policy.ts'
import { lockDeal } from '../deal/repository.ts'
import { mustBeOnTheMarket } from '../property/property.ts'
import { holdProperty } from '../property/repository.ts'
import { refuse } from '../refusals.ts'
import * as offer from './offer.ts'
import { insertOffer, lockOffer, saveOffer } from './repository.ts'
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
    const deal = dealId && (await lockDeal(tx, ctx.company, policy.sightOf(maker), dealId))
    if (!deal) throw refuse('NOT_FOUND', { noun: 'deal', path: ['input', 'dealId'] })
    const propertyId = idOf('property', draft.propertyId)
    const property = propertyId && (await holdProperty(tx, ctx.company, propertyId))
    if (!property) throw refuse('NOT_FOUND', { noun: 'property', path: ['input', 'propertyId'] })
    mustBeOnTheMarket(property)
    const saved = await insertOffer(tx, offer.create(deal, newId('offer'), property.id, maker.agent, ctx.now()))
    if (!saved) throw refuse('ALREADY_OFFERED', { path: ['input', 'propertyId'] })
    await append(tx, offer.created(saved), ctx)
    return saved
  })
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
