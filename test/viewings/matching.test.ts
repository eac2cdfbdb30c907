import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, openDb, type Db, type Sql, type Tx } from '../../subgraphs/kernel/db.ts'
import { readConfig } from '../../subgraphs/kernel/config.ts'
import { settingsOf } from '../../subgraphs/kernel/database-settings.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { criteriaOf, matches, type CriteriaDraft } from '../../subgraphs/viewings/criteria/criteria.ts'
import { create, type PropertyDraft } from '../../subgraphs/viewings/property/property.ts'
import { properties, type PropertyRow } from '../../subgraphs/viewings/property/tables.ts'
import { findLookedFor, lockLooking } from '../../subgraphs/viewings/watch/repository.ts'
import { watches, type WatchRow } from '../../subgraphs/viewings/watch/tables.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

const company = newId('company')
const now = new Date('2026-03-02T12:00:00Z')
let database: FreshDatabase
let client: Sql
let db: Db

beforeAll(async () => {
  database = await freshDatabase()
  client = connect({ ...settingsOf(readConfig({}), 'viewings', database.url), pool: 1 })
  db = openDb(client)
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
const amount = fc.integer({ min: 0, max: 4 })
const currency = fc.constantFrom('EUR', 'CHF')
const kind = fc.constantFrom('HOUSE' as const, 'ROOM' as const)
const feature = fc.constantFrom('SAUNA' as const, 'GARDEN' as const, 'CELLAR' as const)
const transaction = fc.constantFrom('SALE' as const, 'RENT' as const)
// Letters whose lower case depends on their neighbours, or is two in some tables.
const city = fc.constantFrom('Évora', 'ÉVORA', 'İZMİR', 'izmir', 'ΧΊΟΣ', 'χίοσ', 'Weißensee', 'WEISSENSEE')
const degrees = fc.integer({ min: -6, max: 6 }).map((steps) => steps * 0.005)

const range = fc.tuple(maybe(amount), maybe(amount)).map(([one, other]) => ({
  min: one === null || other === null ? one : Math.min(one, other),
  max: one === null || other === null ? other : Math.max(one, other),
}))
const box = fc.tuple(degrees, degrees, degrees, degrees).map(([a, b, c, d]) => ({
  south: Math.min(a, b),
  north: Math.max(a, b),
  west: Math.min(c, d),
  east: Math.max(c, d),
}))

const criteria: fc.Arbitrary<CriteriaDraft> = fc
  .record({
    transaction: maybe(transaction),
    kinds: fc.array(kind, { maxLength: 1 }),
    price: maybe(fc.tuple(range, currency).map(([ends, currency]) => ({ ...ends, currency }))),
    cities: fc.array(city, { maxLength: 2 }),
    boundingBox: maybe(box),
    minRooms: maybe(fc.integer({ min: 0, max: 6 }).map((halves) => halves / 2)),
    livingArea: maybe(range),
    features: fc.array(feature, { maxLength: 2 }),
  })
  // Each criterion is there one time in three, or hardly anything would match.
  .chain((all) =>
    fc
      .subarray(Object.keys(all) as (keyof CriteriaDraft)[], { minLength: 1, maxLength: 3 })
      .map((some) => Object.fromEntries(some.map((name) => [name, all[name]])) as CriteriaDraft),
  )

const property = fc.record({
  transaction,
  kind,
  price: fc.record({ amount, currency }),
  city,
  point: maybe(fc.record({ latitude: degrees, longitude: degrees })),
  rooms: maybe(fc.integer({ min: 1, max: 6 }).map((halves) => halves / 2)),
  livingArea: maybe(fc.integer({ min: 1, max: 4 })),
  features: fc.array(feature, { maxLength: 3 }),
  isWithdrawn: fc.boolean(),
})

function watchOf(given: CriteriaDraft): WatchRow | null {
  try {
    return {
      ...criteriaOf(given),
      companyId: company,
      id: newId('watch'),
      contactId: newId('contact'),
      title: null,
      madeById: null,
      pausedAt: null,
      version: 1,
      createdAt: now,
    }
  } catch {
    return null
  }
}

function propertyOf({
  city,
  isWithdrawn,
  ...given
}: typeof property extends fc.Arbitrary<infer P> ? P : never): PropertyRow {
  const id = newId('property')
  const draft: PropertyDraft = {
    ...given,
    reference: id,
    title: 'House',
    description: '',
    address: { street: 'Street 1', postalCode: '', city, country: 'PT' },
    timeZone: 'Europe/Lisbon',
  }
  return { ...create(company, id, draft, now).property, withdrawnAt: isWithdrawn ? now : null }
}

describe('what watches find', () => {
  it('is the same by the rule and by both statements, whatever is looked for (VIE-15)', async () => {
    let met = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(criteria, { minLength: 15, maxLength: 20 }),
        fc.array(property, { minLength: 15, maxLength: 20 }),
        async (drafts, given) => {
          const looking = drafts.map(watchOf).filter((watch) => watch !== null)
          const there = given.map(propertyOf)
          const expected = looking.flatMap((watch) =>
            there.filter((one) => matches(watch, one)).map((one) => `${watch.id} ${one.id}`),
          )
          met += expected.length
          await undone(async (tx) => {
            await tx.insert(watches).values(looking)
            await tx.insert(properties).values(there)
            const byProperty: string[] = []
            for (const { id } of there) {
              for (const { watchId } of await lockLooking(tx, company, id, 100)) byProperty.push(`${watchId} ${id}`)
            }
            const byWatch: string[] = []
            for (const { id } of looking) {
              for (const found of await findLookedFor(tx, company, id, 100)) byWatch.push(`${id} ${found}`)
            }
            expect(byProperty.toSorted()).toEqual(expected.toSorted())
            expect(byWatch.toSorted()).toEqual(expected.toSorted())
          })
        },
      ),
      { numRuns: 12 },
    )
    expect(met).toBeGreaterThan(100)
  }, 60_000)
})

class Undo extends Error {}

/** What `work` does leaves nothing behind. */
async function undone(work: (tx: Tx) => Promise<void>): Promise<void> {
  await db
    .transaction(async (tx) => {
      await work(tx)
      throw new Undo()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })
}
