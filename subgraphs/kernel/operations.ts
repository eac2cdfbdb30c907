import { forDevelopers } from './errors.ts'
import { readHistory, type History } from './events/history.ts'
import { logReader } from './events/log-page.ts'
import { listParked, replayEntity, retryParked, skipParked, type ParkedRow, type Replay } from './events/operate.ts'
import { upcaster } from './events/upcast.ts'
import { idOf, prefixOf, type CompanyId, type Id } from './ids.ts'
import type { Page } from './pages.ts'
import type { Services } from './services.ts'
import type { Subgraph } from './subgraph.ts'

type Params = Readonly<Record<string, string>>
type Endpoint = (subgraph: Subgraph, services: Services, params: Params) => Promise<unknown>

/** A parked event as it travels: its times are texts. */
export type ParkedTold = Omit<ParkedRow, 'parkedAt' | 'nextTryAt'> & Readonly<Record<'parkedAt' | 'nextTryAt', string>>

/**
 * What every subgraph does for a company's administrators, asked by accounts on their behalf. Each is told the company
 * and touches nothing of another.
 */
export const operations: Readonly<Record<string, Endpoint>> = {
  parked: async (_subgraph, { db }, params) => (await listParked(db, companyIn(params), pageIn(params))).map(told),
  parkedRetry: async (_subgraph, { db }, params) => toldOf(await retryParked(db, companyIn(params), parkedIn(params))),
  parkedSkip: async (_subgraph, { db }, params) => toldOf(await skipParked(db, companyIn(params), parkedIn(params))),
  history: ({ upcasters = {} }, { sql }, params) => {
    const types = (params['types'] ?? '').split(',')
    const interest = { company: companyIn(params), subject: entityIn(params), types }
    return readHistory(logReader(sql, upcaster(upcasters)), interest, Number(params['after'] ?? 0))
  },
  replay: async ({ reactions = [] }, { db, links }, params): Promise<Replay> => {
    const reaction = reactions.find(({ name }) => name === params['consumer'])
    if (!reaction) return { refused: 'NOT_FOUND' }
    const entity = entityIn(params)
    const asked = { company: companyIn(params), entity, types: reaction.types.join(',') }
    const read = (after: number) => links[reaction.source].get<History>('history', { ...asked, after: String(after) })
    return replayEntity(db, reaction, entity, read)
  },
}

function companyIn({ company = '' }: Params): CompanyId {
  const id = idOf('company', company)
  if (!id) throw forDevelopers('BAD_USER_INPUT', 'Say of which company.')
  return id
}

function parkedIn({ id = '' }: Params): Id<'parked_event'> {
  const parked = idOf('parked_event', id)
  if (!parked) throw forDevelopers('BAD_USER_INPUT', 'Say which parked event.')
  return parked
}

function entityIn({ entity = '' }: Params): Id<string> {
  if (!prefixOf(entity)) throw forDevelopers('BAD_USER_INPUT', 'Say which entity.')
  return entity as Id<string>
}

function pageIn({ limit, forwards, from }: Params): Page {
  return { limit: Number(limit), forwards: forwards === 'true', from: from ?? null }
}

function told({ parkedAt, nextTryAt, ...row }: ParkedRow): ParkedTold {
  return { ...row, parkedAt: parkedAt.toISOString(), nextTryAt: nextTryAt.toISOString() }
}

const toldOf = (row: ParkedRow | null) => row && told(row)
