import { holdResponsibleAgent } from '../../kernel/clients.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import type { Id } from '../../kernel/ids.ts'
import { openServiceContext } from '../../kernel/open-context.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { findLookedFor, insertMatches, lockLooking, lockWatch, type Looking } from './repository.ts'
import * as watch from './watch.ts'

/** So many watches are locked in one transaction, so that none is long. */
const AT_ONCE = 200
/** What a new or changed watch finds of what is there already: the newest, as nobody reads through more. */
const MOST_FOUND = 200

/** Shows a property to all watches that look for it. */
export const matchProperty: Job = async (services, { company, propertyId: given }) => {
  const ctx = openServiceContext(services, company)
  const propertyId = given as Id<'property'>
  for (let isThrough = false; !isThrough;) {
    isThrough = await ctx.transact(async (tx) => {
      const looking = await lockLooking(tx, company, propertyId, AT_ONCE)
      const met = looking.map((one) => ({ ...one, propertyId }))
      await keep(ctx, tx, met)
      return met.length === 0
    })
  }
}

/** Shows a watch the properties there are. */
export const matchWatch: Job = async (services, { company, watchId }) => {
  const ctx = openServiceContext(services, company)
  await ctx.transact(async (tx) => {
    const found = await lockWatch(tx, company, { see: 'all' }, watchId as Id<'watch'>)
    if (!found) return
    const { id, contactId } = found
    const properties = await findLookedFor(tx, company, id, MOST_FOUND)
    const agentId = await holdResponsibleAgent(tx, company, contactId)
    const met = properties.map((propertyId) => ({ watchId: id, contactId, agentId, propertyId }))
    await keep(ctx, tx, met)
  })
}

interface Met extends Looking {
  readonly propertyId: Id<'property'>
}

/** Keeps what was found, and tells of what is new among it. */
async function keep(ctx: Context, tx: Tx, met: readonly Met[]): Promise<void> {
  const rows = met.map(({ watchId, contactId, propertyId }) => {
    return { companyId: ctx.company, watchId, contactId, propertyId, matchedAt: ctx.now() }
  })
  const agents = new Map(met.map(({ watchId, agentId }) => [watchId, agentId]))
  for (const row of await insertMatches(tx, rows)) {
    await append(tx, watch.matched(row, agents.get(row.watchId) ?? null), ctx)
  }
}
