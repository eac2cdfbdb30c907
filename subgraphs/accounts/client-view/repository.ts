import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import type { Order } from '../../kernel/pages.ts'
import { sessions, type SessionRow } from '../session/tables.ts'
import { clientViews, type ClientViewRow } from './tables.ts'

/** Views stand newest first. */
export const newestFirst: Order = { columns: [clientViews.sessionId], direction: 'desc' }

export async function insertView(tx: Tx, view: ClientViewRow): Promise<void> {
  await tx.insert(clientViews).values(view)
}

/** Locks the views of an account that go on. */
export function lockViews(tx: Tx, company: CompanyId, account: AccountId): Promise<SessionRow[]> {
  return tx
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.companyId, company),
        eq(sessions.personId, account),
        isNotNull(sessions.seenBy),
        isNull(sessions.endedAt),
      ),
    )
    .orderBy(sessions.id)
    .for('update')
}
