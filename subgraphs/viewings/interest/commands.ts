import type { Client } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import { newId } from '../../kernel/ids.ts'
import * as client from '../client/policy.ts'
import { markDeals } from '../deal/commands.ts'
import { recordInteraction } from '../interaction/commands.ts'
import { regroupOffers } from '../offer/commands.ts'
import { findNewestOffer } from '../offer/repository.ts'
import type { OfferRow } from '../offer/tables.ts'
import { findSeen } from '../property/commands.ts'
import type { PropertyRow } from '../property/tables.ts'
import { chosenReasons } from '../rejection-reason/commands.ts'
import * as interest from './interest.ts'
import { holdInterest, recordInterest, saveInterest } from './repository.ts'
import type { InterestRow } from './tables.ts'

/** What `reactionSet` is given. */
export interface ReactionDraft {
  readonly propertyId: string
  readonly reaction: NonNullable<InterestRow['reaction']>
  readonly rejectionReasonIds: readonly string[]
  readonly text?: string | null
}

/** Of what a client said something: the property, and the newest offer of it that stands. */
export interface Spoken {
  readonly property: PropertyRow
  readonly offer: OfferRow | null
}

/** A client likes a property, or says why not (VIE-3). */
export function setReaction(ctx: Context, draft: ReactionDraft): Promise<Spoken> {
  return say(ctx, draft.propertyId, async (found, tx) => {
    const listed = await chosenReasons(ctx, tx, draft.rejectionReasonIds)
    return interest.react(found, draft.reaction, interest.reasons(listed, draft.text), ctx.now())
  })
}

export function clearReaction(ctx: Context, propertyId: string): Promise<Spoken> {
  return say(ctx, propertyId, interest.clear)
}

/** Lets a client say something of a property they see; where nothing is decided, what they said before stays. */
export function say(
  ctx: Context,
  given: string,
  decide: (found: InterestRow, tx: Tx) => Promise<interest.Said | null> | interest.Said | null,
): Promise<Spoken> {
  const speaker = client.mayRequest(ctx.actor)
  return ctx.transact(async (tx) => {
    const property = await findSeen(ctx, tx, given)
    const about = { contactId: speaker.contact, propertyId: property.id }
    const found = await holdInterest(tx, interest.silent(ctx.company, newId('interest'), about))
    const said = await decide(found, tx)
    if (said) await save(ctx, tx, speaker, found, said)
    return { property, offer: await findNewestOffer(tx, ctx.company, client.sightOf(speaker), about) }
  })
}

async function save(
  ctx: Context,
  tx: Tx,
  speaker: Client,
  found: InterestRow,
  { what, change, event }: interest.Said,
): Promise<void> {
  const saved = await saveInterest(tx, ctx.company, found.id, change)
  await recordInterest(tx, interest.historyOf(saved, what, speaker.account, ctx.now()))
  if (saved.reaction !== found.reaction) await regroupOffers(tx, saved)
  await markDeals(ctx, tx, saved, what)
  const { contactId, propertyId } = saved
  await recordInteraction(ctx, tx, {
    kind: what,
    contactId,
    propertyId,
    rating: what === 'RATED' ? saved.rating : null,
  })
  await append(tx, event, ctx)
}
