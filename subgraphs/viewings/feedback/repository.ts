import { and, eq } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import { feedbacks, type FeedbackRow } from './tables.ts'

/** The feedback on a viewing; null where there is none. */
export async function findFeedback(
  db: Reader,
  company: CompanyId,
  viewing: Id<'viewing'>,
): Promise<FeedbackRow | null> {
  const [found] = await db
    .select()
    .from(feedbacks)
    .where(and(eq(feedbacks.companyId, company), eq(feedbacks.viewingId, viewing)))
  return found ?? null
}

/** Writes the feedback on a viewing, in place of what it had. */
export async function saveFeedback(tx: Tx, feedback: FeedbackRow): Promise<void> {
  await tx
    .insert(feedbacks)
    .values(feedback)
    .onConflictDoUpdate({ target: [feedbacks.companyId, feedbacks.viewingId], set: feedback })
}
