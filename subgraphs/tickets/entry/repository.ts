import type { Tx } from '../../kernel/db.ts'
import type { Order } from '../../kernel/pages.ts'
import { entries, type EntryRow } from './tables.ts'

/** The timeline stands in time order. By id and not by a number per ticket: its gaps would tell a client of hidden entries. */
export const inTimeOrder: Order = { columns: [entries.id], direction: 'asc' }

/** Adds to a ticket’s history; called with at least one entry, under the ticket’s lock. */
export async function insertEntries(tx: Tx, made: readonly EntryRow[]): Promise<void> {
  await tx.insert(entries).values([...made])
}
