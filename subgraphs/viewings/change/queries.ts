import type { Client, Staff } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import type { Cursor, StreamItem } from '../../kernel/events/event-log.ts'
import type { LoggedEvent } from '../../kernel/events/event.ts'
import type { AgentId, ContactId, Id } from '../../kernel/ids.ts'
import * as policy from '../client/policy.ts'
import type { ViewingEvent, ViewingGateOpened } from '../events.ts'
import type { GateName } from '../gate/gate.ts'
import { findViewing } from '../viewing/repository.ts'
import type { HistoryRow, ViewingRow } from '../viewing/tables.ts'
import { allEvents, changeOf } from '../viewing/viewing.ts'

/** One change of a viewing as a subscriber gets it: what was true then. */
export interface ChangeItem {
  readonly __typename: 'ViewingChanged'
  readonly at: Date
  readonly change: HistoryRow['change']
  readonly status: ViewingRow['status']
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  readonly viewingId: Id<'viewing'>
}

/** The opening of one of its gates. */
export interface GateItem {
  readonly __typename: 'ViewingGateOpened'
  readonly at: Date
  readonly gate: GateName
  readonly viewingId: Id<'viewing'>
}

type Followed = ViewingEvent | ViewingGateOpened
export type FollowedItem = ChangeItem | GateItem

/**
 * What happens to the viewings that one sees, of all or of one of them. A viewing that one may not see is silent, as one
 * that does not exist.
 */
export function followViewings(
  ctx: Context,
  { after, viewingId }: { readonly after?: Cursor | null; readonly viewingId?: string | null },
): AsyncIterableIterator<StreamItem<FollowedItem>> {
  const actor = policy.mayTakePart(ctx.actor)
  return ctx.services.events.follow<Followed, FollowedItem>({
    company: actor.company,
    after: after ?? null,
    types: [...allEvents, 'viewing.gate_opened'],
    subject: viewingId ?? undefined,
    person: followedPerson(actor),
    may: (event) => maySee(ctx, actor, event),
    item: itemOf,
  })
}

/** Whose events are read at all: a client's and an agent's own, an administrator's all. */
function followedPerson(actor: Client | Staff): ContactId | AgentId | undefined {
  if (actor.kind === 'client') return actor.contact
  return actor.role === 'ADMIN' ? undefined : actor.agent
}

/** Asked anew for each event: an agent who was concerned then may since have given the contact away. */
async function maySee(ctx: Context, actor: Client | Staff, { data }: LoggedEvent<Followed>): Promise<boolean> {
  if (actor.kind === 'client') return data.contactId === actor.contact
  const sight = policy.sightOf(actor)
  // Who sees all viewings of the company need not be asked for by a statement each: there may be thousands of them.
  return sight.see === 'all' || (await findViewing(ctx.db, ctx.company, sight, data.viewingId)) !== null
}

function itemOf(event: LoggedEvent<Followed>): FollowedItem {
  const { at } = event
  if (event.type === 'viewing.gate_opened') {
    const { gate, viewingId } = event.data
    return { __typename: 'ViewingGateOpened', at, gate, viewingId }
  }
  const { type, data } = event
  const { viewingId, status, startsAt, endsAt } = data
  return {
    __typename: 'ViewingChanged',
    at,
    change: changeOf(type),
    status,
    startsAt: startsAt === null ? null : new Date(startsAt),
    endsAt: endsAt === null ? null : new Date(endsAt),
    viewingId,
  }
}
