import { and, eq } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import { arrangements, type ArrangementRow } from './tables.ts'

/** What is arranged for a viewing; null where nothing is. */
export async function findArrangement(
  db: Reader,
  company: CompanyId,
  viewing: Id<'viewing'>,
): Promise<ArrangementRow | null> {
  const [found] = await db
    .select()
    .from(arrangements)
    .where(and(eq(arrangements.companyId, company), eq(arrangements.viewingId, viewing)))
  return found ?? null
}

/** Writes what is arranged for a viewing, in place of what was. */
export async function saveArrangement(tx: Tx, arrangement: ArrangementRow): Promise<void> {
  await tx
    .insert(arrangements)
    .values(arrangement)
    .onConflictDoUpdate({ target: [arrangements.companyId, arrangements.viewingId], set: arrangement })
}
