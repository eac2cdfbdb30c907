import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import { viewingHistory } from '../viewing/tables.ts'
import { reminders, type ReminderRow } from './tables.ts'

/** When the time of a viewing was agreed on; null before that. */
export async function readAgreedAt(tx: Tx, company: CompanyId, id: Id<'viewing'>): Promise<Date | null> {
  const [found] = await tx
    .select({ at: viewingHistory.at })
    .from(viewingHistory)
    .where(
      and(
        eq(viewingHistory.companyId, company),
        eq(viewingHistory.viewingId, id),
        inArray(viewingHistory.change, ['CONFIRMED', 'RESCHEDULED']),
      ),
    )
    .orderBy(desc(viewingHistory.version))
    .limit(1)
  return found?.at ?? null
}

/** Marks that people are reminded; false where they have been. */
export async function markReminded(tx: Tx, reminder: ReminderRow): Promise<boolean> {
  const marked = await tx.insert(reminders).values(reminder).onConflictDoNothing().returning({ name: reminders.name })
  return marked.length > 0
}
