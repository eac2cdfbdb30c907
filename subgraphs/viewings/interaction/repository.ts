import type { Tx } from '../../kernel/db.ts'
import type { Order } from '../../kernel/pages.ts'
import { interactions, type InteractionRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [interactions.id], direction: 'desc' }

export async function insertInteraction(tx: Tx, interaction: InteractionRow): Promise<void> {
  await tx.insert(interactions).values(interaction)
}
