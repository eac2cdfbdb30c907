import type { Tx } from '../../kernel/db.ts'
import type { Order } from '../../kernel/pages.ts'
import { heldId } from '../contact/repository.ts'
import { activities, type ActivityRow } from './tables.ts'

/** The timeline stands newest first (CON-3), by when it happened: what other subgraphs tell may come late. */
export const newestFirst: Order = { columns: [activities.at, activities.id], direction: 'desc' }

/** Keeps what happened to a contact, also to one that is a part of another by now. */
export async function recordActivity(tx: Tx, activity: ActivityRow): Promise<void> {
  await tx.insert(activities).values({ ...activity, contactId: heldId(activity.companyId, activity.contactId) })
}
