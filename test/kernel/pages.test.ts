import { integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import { keyset, type Order } from '../../subgraphs/kernel/pages.ts'

const things = pgTable('thing', {
  at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
  name: text('name').notNull(),
  version: integer('version').notNull(),
  id: uuid('id').notNull(),
})
const order: Order = { columns: [things.at, things.name, things.version, things.id], direction: 'asc' }
const good = ['2026-03-29T14:30:00.000Z', 'Kim', '3', '01a2000e-7454-7557-8c43-1f99ab2f7327']

/** Where the list goes on from a cursor with these values. */
function from(values: readonly unknown[]) {
  const cursor = Buffer.from(JSON.stringify(['thing at name version id', ...values])).toString('base64url')
  return keyset({ limit: 20, forwards: true, from: cursor }, order).where
}

describe('a list’s cursor (API-4)', () => {
  it('of this list leads on from its values', () => {
    expect(from(good)).toBeDefined()
  })

  it.each([
    [0, ['1', 'now', '2026', '2026-02-30T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '+010000-01-01T00:00:00.000Z']],
    [1, ['a\0b']],
    [2, ['-1', '3.5', '99999999999', 'x']],
    [3, ['', '01a2000e', 'x']],
  ])('whose value %i PostgreSQL could not read is refused', (index, wrong) => {
    for (const value of wrong) expect(() => from(good.with(index, value)), value).toThrow('does not belong')
  })
})
