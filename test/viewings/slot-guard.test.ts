import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, openDb, type Db, type Sql } from '../../subgraphs/kernel/db.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { holdCalendars, insertSlot } from '../../subgraphs/viewings/slot/repository.ts'
import * as viewing from '../../subgraphs/viewings/viewing/viewing.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

const connections = 20
let database: FreshDatabase
let client: Sql
let db: Db

beforeAll(async () => {
  database = await freshDatabase()
  client = connect({ url: database.url, schema: 'viewings', pool: connections })
  db = openDb(client)
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const [company, agentId] = [newId('company'), newId('agent')]
const now = new Date('2026-03-02T12:00:00Z')

/** Takes a slot of the same agent's as confirming does; what PostgreSQL said, or null. */
async function take(startsAt: Date): Promise<string | null> {
  const request = { propertyId: newId('property'), contactId: newId('contact'), agentId, responsibleAgentId: agentId }
  const { viewing: made } = viewing.request(company, newId('viewing'), request, now)
  const time = { startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) }
  const slot = viewing.slotOf(made, viewing.placeOf(made, newId('slot'), time, null))
  try {
    await db.transaction(async (tx) => {
      await holdCalendars(tx, made)
      await insertSlot(tx, slot)
    })
    return null
  } catch (error) {
    return ((error as Error).cause as { code: string }).code
  }
}

describe('taking a slot on many connections at the same moment', () => {
  it('succeeds once and is an exclusion, never a deadlock, for all others (VIE-8)', async () => {
    for (let hour = 0; hour < 20; hour++) {
      const startsAt = new Date(now.getTime() + hour * 3_600_000)
      const said = await Promise.all(Array.from({ length: connections }, () => take(startsAt)))
      expect(said.filter((code) => code === null)).toHaveLength(1)
      expect(said.filter((code) => code !== null)).toEqual(Array.from({ length: connections - 1 }, () => '23P01'))
    }
  })
})
