import { connect, type Sql } from '../../subgraphs/kernel/db.ts'
import { newId, uuidOf, type Id } from '../../subgraphs/kernel/ids.ts'
import { ask } from '../demo-client.ts'
import { demoPeople } from '../../subgraphs/accounts/demo/demo.ts'
import { logInToDemo } from '../demo.ts'
import { copyRow } from './copy-row.ts'
import { quantile } from './figures.ts'
import type { Product } from './product.ts'

export interface ConfirmFigures {
  /** Decisions a second, won and lost: of the product over HTTP, and of the bare transaction. */
  readonly product: number
  readonly bare: number
  /** Product to bare, the median of the rounds' ratios. */
  readonly ratio: number
  /** How many viewings wanted each time, and how many asked at once. */
  readonly rivals: number
  readonly atOnce: number
  /** Times that went to nobody or to more than one: 0, or the figures are worth nothing. */
  readonly wrong: number
}

const RIVALS = 4
const AT_ONCE = 8
const SLOTS = 50
const HOUR = 3_600_000

const CONFIRM = `mutation ($input: ViewingConfirmInput!) { viewingConfirm(input: $input) {
  viewing { status startsAt }
  userErrors { code ... on SlotTaken { alternatives { startsAt } } }
} }`

interface Answer {
  readonly viewingConfirm: {
    readonly viewing: { readonly status: string } | null
    readonly userErrors: readonly { readonly code: string }[]
  }
}

/** A wish of one viewing for one hour of one agent. */
interface Wish {
  readonly viewingId: Id<'viewing'>
  readonly startsAt: Date
}

/**
 * Confirmations under contention: every hour of one agent is wanted by four viewings at once; one gets it, the others
 * are told free hours. The peer is the least that keeps the same promise: the two rows written in one transaction, behind a
 * lock and under the same exclusion constraints, without rights, rules, history, event, timers, alternatives or HTTP.
 */
export async function benchConfirm({ url, databaseUrl }: Product, rounds = 5): Promise<ConfirmFigures> {
  const sql = connect({ url: databaseUrl, schema: 'viewings', role: 'portico_viewings', pool: AT_ONCE })
  const token = await logInToDemo(url, demoPeople.administrator)
  const place = await placeOf(sql, url, token)
  try {
    await sql`create table bare_slot (like slot including all)`
    await sql`create table bare_viewing (like viewing including all)`
    const measured: { product: number; bare: number; wrong: number }[] = []
    for (let round = 0; round < rounds; round++) {
      const wishes = await seed(sql, place, round)
      const product = await decide(wishes, (wish) => confirm(url, token, wish))
      const bare = await decide(wishes, (wish) => confirmBarely(sql, wish))
      measured.push({ product: product.perSecond, bare: bare.perSecond, wrong: product.wrong + bare.wrong })
    }
    return {
      product: quantile(
        measured.map((each) => each.product),
        0.5,
      ),
      bare: quantile(
        measured.map((each) => each.bare),
        0.5,
      ),
      ratio: quantile(
        measured.map((each) => each.product / each.bare),
        0.5,
      ),
      rivals: RIVALS,
      atOnce: AT_ONCE,
      wrong: measured.reduce((sum, { wrong }) => sum + wrong, 0),
    }
  } finally {
    await sql`drop table if exists bare_slot, bare_viewing`
    await sql.end()
  }
}

interface Place {
  readonly company: string
  readonly agent: string
  /** As many as there are rivals, so that the agent alone is fought for. */
  readonly properties: readonly string[]
}

/** Whose calendar it is, and copies of a property of the demo company to show. */
async function placeOf(sql: Sql, url: string, token: string): Promise<Place> {
  const { viewer } = await ask<{ viewer: { company: { id: Id<'company'> }; agent: { id: Id<'agent'> } } }>(
    url,
    token,
    '{ viewer { ... on StaffViewer { company { id } agent { id } } } }',
  )
  const company = uuidOf(viewer.company.id)
  const properties = Array.from({ length: RIVALS }, () => uuidOf(newId('property')))
  for (const id of properties) {
    await copyRow(sql, 'viewings.property', company, { id, reference: id.slice(-12) })
  }
  return { company, agent: uuidOf(viewer.agent.id), properties }
}

/** As many viewings as there are rivals for each of a row of hours; the same for the product and for its peer. */
async function seed(sql: Sql, { company, agent, properties }: Place, round: number): Promise<Wish[]> {
  const from = Date.parse('2030-01-01T00:00:00Z') + round * SLOTS * HOUR
  const wishes: Wish[] = []
  for (let index = 0; index < SLOTS * RIVALS; index++) {
    const viewingId = newId('viewing')
    wishes.push({ viewingId, startsAt: new Date(from + Math.floor(index / RIVALS) * HOUR) })
    const row = {
      company_id: company,
      id: uuidOf(viewingId),
      property_id: properties[index % RIVALS]!,
      contact_id: uuidOf(newId('contact')),
      agent_id: agent,
      status: 'PENDING',
      created_at: new Date(),
    }
    await sql`insert into viewing ${sql(row)}`
    await sql`insert into bare_viewing ${sql(row)}`
  }
  return wishes
}

/** Lets all wishes be decided, some at once, in the order in which rivals stand side by side. */
async function decide(
  wishes: readonly Wish[],
  confirm: (wish: Wish) => Promise<boolean>,
): Promise<{ readonly perSecond: number; readonly wrong: number }> {
  const winners = new Map<number, number>()
  const waiting = wishes.values()
  const from = performance.now()
  const work = async () => {
    for (const wish of waiting) {
      const hour = wish.startsAt.getTime()
      if (await confirm(wish)) winners.set(hour, (winners.get(hour) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const perSecond = (wishes.length * 1000) / (performance.now() - from)
  const once = [...winners.values()].filter((won) => won === 1).length
  return { perSecond, wrong: wishes.length / RIVALS - once }
}

async function confirm(url: string, token: string, { viewingId, startsAt }: Wish): Promise<boolean> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: CONFIRM, variables: { input: { viewingId, startsAt, endsAt: endOf(startsAt) } } }),
  })
  const { viewingConfirm } = ((await response.json()) as { data: Answer }).data
  if (viewingConfirm.viewing) return true
  if (viewingConfirm.userErrors[0]?.code !== 'SLOT_TAKEN')
    throw new Error('A confirmation was refused for another reason.')
  return false
}

async function confirmBarely(sql: Sql, { viewingId, startsAt }: Wish): Promise<boolean> {
  const id = uuidOf(viewingId)
  const slot = uuidOf(newId('slot'))
  const endsAt = endOf(startsAt)
  try {
    await sql.begin(async (tx) => {
      // Else two that write overlapping rows wait for each other until PostgreSQL, a second later, ends one of them.
      await tx`select pg_advisory_xact_lock(hashtextextended(agent_id::text, 1)) from bare_viewing where id = ${id}`
      await tx`insert into bare_slot (company_id, id, agent_id, property_id, starts_at, ends_at)
        select company_id, ${slot}, agent_id, property_id, ${startsAt}, ${endsAt} from bare_viewing where id = ${id}`
      await tx`update bare_viewing set status = 'CONFIRMED', slot_id = ${slot}, starts_at = ${startsAt}, ends_at = ${endsAt}
        where id = ${id}`
    })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23P01') return false
    throw error
  }
}

function endOf(startsAt: Date): Date {
  return new Date(startsAt.getTime() + HOUR)
}
