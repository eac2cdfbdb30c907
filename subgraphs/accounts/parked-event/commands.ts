import type { Context } from '../../kernel/context.ts'
import type { Replay } from '../../kernel/events/operate.ts'
import { idOf, prefixOf } from '../../kernel/ids.ts'
import type { ParkedTold } from '../../kernel/operations.ts'
import { subgraphNames } from '../../kernel/subgraph.ts'
import { refuse } from '../refusals.ts'
import * as policy from './policy.ts'

/** Lets a parked event be tried now. */
export const retryParkedEvent = (ctx: Context, id: string) => change(ctx, 'parkedRetry', id)

/** Gives a parked event up. */
export const skipParkedEvent = (ctx: Context, id: string) => change(ctx, 'parkedSkip', id)

/**
 * Whichever subgraph has parked it does it. What was done there is remembered here afterwards, for who repeats it. Who
 * repeats it before that finds it parked nowhere, which is what was promised: under a key that is no refusal.
 */
async function change(ctx: Context, endpoint: 'parkedRetry' | 'parkedSkip', given: string): Promise<string> {
  policy.mayOperate(ctx.actor)
  const { company, services } = ctx
  const id = idOf('parked_event', given)
  for (const name of id ? subgraphNames : []) {
    const done = await services.links[name].get<ParkedTold | null>(endpoint, { company, id: id! })
    if (done) return ctx.transact(async () => done.id)
  }
  if (id && ctx.once) return ctx.transact(async () => id)
  throw refuse('NOT_FOUND', { noun: 'parked event', path: ['input', 'parkedEventId'] })
}

/** Lets a consumer apply all events of one entity again; returns how many there are. */
export async function replayConsumer(ctx: Context, consumer: string, entityId: string): Promise<number> {
  policy.mayOperate(ctx.actor)
  const { company, services } = ctx
  const name = subgraphNames.find((known) => consumer.startsWith(`${known}.`))
  const path = ['input', 'entityId']
  if (!name) throw refuse('NOT_FOUND', { noun: 'consumer', path: ['input', 'consumer'] })
  if (!prefixOf(entityId)) throw refuse('NOT_FOUND', { noun: 'entity with events for this consumer', path })
  const replay = await services.links[name].get<Replay>('replay', { company, consumer, entity: entityId })
  if ('events' in replay) return ctx.transact(async () => replay.events)
  if (replay.refused === 'NOT_FOUND') throw refuse('NOT_FOUND', { noun: 'entity with events for this consumer', path })
  throw refuse(replay.refused === 'REBUILDING' ? 'CONSUMER_REBUILDING' : 'CONSUMER_NOT_REPLAYABLE', {
    path: ['input', 'consumer'],
  })
}
