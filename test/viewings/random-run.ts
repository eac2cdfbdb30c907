import { parse, type DocumentNode } from 'graphql'
import postgres from 'postgres'
import { expect } from 'vitest'
import type { Staff } from '../../subgraphs/kernel/actor.ts'
import { idFrom, newId, uuidOf, type Id } from '../../subgraphs/kernel/ids.ts'
import { openRandom, type Random } from '../support/random.ts'
import { agentIdOf, makeProperty, openBrokerage, openProduct, type Refused } from './brokerage.ts'
import { openModel, type Model, type Operation } from './random-model.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
const [CONTACTS, PROPERTIES, AGENTS] = [6, 4, 3]
/** So few half hours that most operations meet others. */
const HALF_HOURS = 40
const HALF_HOUR = 30 * 60_000
/** How often several operations are sent at once, and how many. */
const AT_ONCE = { every: 10, many: 6 }

const names: Readonly<Record<Operation['kind'], string>> = {
  book: 'viewingBook',
  confirm: 'viewingConfirm',
  reschedule: 'viewingReschedule',
  reject: 'viewingReject',
  cancel: 'viewingCancel',
  complete: 'viewingComplete',
  reassign: 'viewingReassign',
  blockCreate: 'viewingBlockCreate',
  blockCancel: 'viewingBlockCancel',
}

/**
 * Sends so many random operations to the viewings of one company and holds each answer against a model that knows no
 * database: what it says succeeds or is refused. Of those that are sent at once only this is asked: that nobody is in two
 * places afterwards, nor in a block that is full.
 */
export async function runAtRandom(operations: number): Promise<void> {
  const random = openRandom()
  const app = await openProduct(clock)
  const sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  let done = 0
  try {
    const { admin, contact } = await openBrokerage(app, clock)
    const showing = await agentIdOf(admin)
    const [row] = await sql<{ company_id: string }[]>`select company_id from accounts.company`
    const company = idFrom('company', row!.company_id)
    const actor: Staff = {
      ...{ kind: 'staff', company, role: 'ADMIN', session: newId('session'), blocks: [] },
      agent: showing as Id<'agent'>,
    }
    const agents = [showing, ...(await colleagues(sql, row!.company_id, AGENTS - 1))]
    const contacts = await times(CONTACTS, () => contact(admin))
    const properties = await times(PROPERTIES, () => makeProperty(admin))

    const send = async (operation: Operation): Promise<{ code: string | null; id: string | null }> => {
      const name = names[operation.kind]
      const request = { document: documentOf(name), variables: { input: operation.input } }
      const { data, errors } = await app.host.links.viewings.execute({
        ...request,
        ...{ actor, caller: 'gateway', requestId: 'random' },
      })
      if (errors) throw new Error(`${name} failed: ${errors[0]!.message}`)
      const { thing, userErrors } = (data as { done: Refused & { thing: { id: string } | null } }).done
      return { code: userErrors[0]?.code ?? null, id: thing?.id ?? null }
    }

    let model = openModel(showing)
    while (done < operations) {
      if (random.below(AT_ONCE.every) === 0) {
        const together = Array.from({ length: AT_ONCE.many }, () =>
          choose(random, model, { agents, contacts, properties }),
        )
        await Promise.all(together.map(send))
        done += together.length
        model = await read(sql, showing)
        expect(model.faults()).toEqual([])
        continue
      }
      const operation = choose(random, model, { agents, contacts, properties })
      const expected = model.refusalOf(operation)
      const { code, id } = await send(operation)
      expect({ ...operation, code }).toEqual({ ...operation, code: expected })
      if (!code) model.apply(operation, id!)
      done++
      if (done % 50 === 0 || done >= operations) expect((await read(sql, showing)).state()).toEqual(model.state())
    }
    expect((await read(sql, showing)).faults()).toEqual([])
  } catch (error) {
    throw new Error(`After ${done} operations; SEED=${random.seed} makes the same ones again.`, { cause: error })
  } finally {
    await sql.end()
    await app.stop()
  }
}

interface People {
  readonly agents: readonly string[]
  readonly contacts: readonly string[]
  readonly properties: readonly string[]
}

const documents = new Map<string, DocumentNode>()
function documentOf(name: string): DocumentNode {
  const noun = name.startsWith('viewingBlock') ? 'block' : 'viewing'
  const input = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  const known = documents.get(name)
  const made =
    known ??
    parse(`mutation ($input: ${input}!) { done: ${name}(input: $input) { thing: ${noun} { id } userErrors { code } } }`)
  documents.set(name, made)
  return made
}

/** One operation, mostly about a viewing or a block that there is. */
function choose(random: Random, model: Model, { agents, contacts, properties }: People): Operation {
  const start = clock.now.getTime() + (2 + random.below(HALF_HOURS)) * HALF_HOUR
  const time = { startsAt: new Date(start), endsAt: new Date(start + (1 + random.below(3)) * HALF_HOUR) }
  const viewing = model.viewings.length > 0 ? random.one(model.viewings.slice(-40)) : null
  const blocks = model.blocks.slice(-12)
  const block = blocks.length > 0 ? random.one(blocks) : null
  const place = viewing && block && random.below(2) === 0 ? { blockId: block.id } : time
  const dice = random.below(20)
  if (!viewing || dice < 5) {
    const input = { contactId: random.one(contacts), propertyId: random.one(properties) }
    return { kind: 'book', input: { ...input, preferredDates: [{ date: '2026-03-03' }] } }
  }
  const viewingId = viewing.id
  if (dice < 11) return { kind: 'confirm', input: { viewingId, ...place } }
  if (dice < 14) return { kind: 'reschedule', input: { viewingId, ...place } }
  if (dice < 15) return { kind: 'cancel', input: { viewingId } }
  if (dice < 16) return { kind: random.one(['complete', 'cancel'] as const), input: { viewingId } }
  if (dice < 17) return { kind: 'reassign', input: { viewingId, agentId: random.one(agents) } }
  if (dice < 18) return { kind: 'reject', input: { viewingId, reason: 'Sold.' } }
  if (block && random.below(4) === 0) return { kind: 'blockCancel', input: { blockId: block.id } }
  const of = { propertyId: random.one(properties), agentId: random.one(agents), capacity: 1 + random.below(3) }
  return { kind: 'blockCreate', input: { ...of, ...time } }
}

/** The model of what is in the tables. */
async function read(sql: postgres.Sql, showing: string): Promise<Model> {
  const viewings = await sql`select * from viewings.viewing order by id`
  const blocks = await sql`select * from viewings.block order by id`
  const slots = await sql`select * from viewings.slot order by id`
  const id = (prefix: string, uuid: string | null) => (uuid === null ? null : idFrom(prefix, uuid))
  const time = (row: postgres.Row) => ({ startsAt: row['starts_at'] as Date, endsAt: row['ends_at'] as Date })
  return openModel(
    showing,
    viewings.map((row) => ({
      id: id('viewing', row['id'])!,
      propertyId: id('property', row['property_id'])!,
      contactId: id('contact', row['contact_id'])!,
      agentId: id('agent', row['agent_id'])!,
      status: row['status'],
      blockId: id('viewing_block', row['block_id']),
      ...time(row),
    })),
    blocks.map((row) => ({
      id: id('viewing_block', row['id'])!,
      propertyId: id('property', row['property_id'])!,
      agentId: id('agent', row['agent_id'])!,
      capacity: row['capacity'],
      isCancelled: row['cancelled_at'] !== null,
      ...time(row),
    })),
    slots.map((row) => ({
      propertyId: id('property', row['property_id'])!,
      agentId: id('agent', row['agent_id'])!,
      ...time(row),
    })),
  )
}

/** More members of the staff, straight in the table: nobody logs in as them. */
async function colleagues(sql: postgres.Sql, company: string, many: number): Promise<string[]> {
  const [columns] = await sql<{ names: string[] }[]>`
    select array_agg(column_name::text) as names from information_schema.columns
    where table_schema = 'accounts' and table_name = 'agent' and column_name not in ('id', 'email')`
  const ids = Array.from({ length: many }, () => newId('agent'))
  for (const id of ids) {
    const same = columns!.names.map((name) => `"${name}"`).join(', ')
    await sql.unsafe(
      `insert into accounts.agent (id, email, ${same})
       select '${uuidOf(id)}', '${id}@example.com', ${same} from accounts.agent where company_id = '${company}' limit 1`,
    )
  }
  return ids
}

async function times<T>(many: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = []
  while (made.length < many) made.push(await make())
  return made
}
