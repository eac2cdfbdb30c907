import { and, desc, sql } from 'drizzle-orm'
import type { Reader } from '../../kernel/db.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import type { Sight } from '../portal-account/policy.ts'
import { seenBy } from '../portal-account/repository.ts'
import { portalAccounts, type PortalAccountRow } from '../portal-account/tables.ts'

/** The account of an address that one sees, else the newest draft of it; null for none. */
export async function findSeenAccount(
  db: Reader,
  company: CompanyId,
  sight: Sight,
  email: string,
): Promise<PortalAccountRow | null> {
  const [found] = await db
    .select()
    .from(portalAccounts)
    .where(and(seenBy(sight, company), sql`lower(${portalAccounts.email}) = lower(${email})`))
    .orderBy(desc(portalAccounts.status), desc(portalAccounts.id))
    .limit(1)
  return found ?? null
}
