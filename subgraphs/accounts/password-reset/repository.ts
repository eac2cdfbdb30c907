import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Reader } from '../../kernel/db.ts'
import type { AgentId, CompanyId } from '../../kernel/ids.ts'
import { agents } from '../agent/tables.ts'
import { companies } from '../company/tables.ts'
import { portalAccounts, type PortalAccountRow } from '../portal-account/tables.ts'

/** The account of an address, else the newest draft of it; null for none. */
export async function findAccount(db: Reader, company: CompanyId, email: string): Promise<PortalAccountRow | null> {
  const [found] = await db
    .select()
    .from(portalAccounts)
    .where(and(eq(portalAccounts.companyId, company), sql`lower(${portalAccounts.email}) = lower(${email})`))
    .orderBy(desc(portalAccounts.status), desc(portalAccounts.id))
    .limit(1)
  return found ?? null
}

/** The member of staff of an address; null for none, and for one who has left. */
export async function findAgent(db: Reader, company: CompanyId, email: string): Promise<AgentId | null> {
  const [found] = await db
    .select({ id: agents.id })
    .from(agents)
    .where(and(eq(agents.companyId, company), sql`lower(${agents.email}) = lower(${email})`, isNull(agents.leftAt)))
  return found?.id ?? null
}

/** The company that staff name by this handle; null for none. */
export async function findCompany(db: Reader, handle: string): Promise<CompanyId | null> {
  const [found] = await db.select({ company: companies.companyId }).from(companies).where(eq(companies.handle, handle))
  return found?.company ?? null
}
