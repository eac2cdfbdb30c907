import { and, eq, inArray } from 'drizzle-orm'
import type { Reader } from '../../kernel/db.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { agents } from '../agent/tables.ts'
import { companies } from '../company/tables.ts'
import type { PersonId } from '../password/tables.ts'
import { portalAccounts } from '../portal-account/tables.ts'

interface Found {
  readonly company: CompanyId
  readonly id: PersonId
}

/** Those of the people, staff or clients, whom the company with this handle has. */
export async function findPeople(db: Reader, handle: string, emails: readonly string[]): Promise<Found[]> {
  const found: Found[] = []
  for (const people of [agents, portalAccounts]) {
    const isTheirs = and(eq(people.companyId, companies.companyId), inArray(people.email, [...emails]))
    const read = db.select({ company: companies.companyId, id: people.id }).from(companies)
    found.push(...(await read.innerJoin(people, isTheirs).where(eq(companies.handle, handle))))
  }
  return found
}
