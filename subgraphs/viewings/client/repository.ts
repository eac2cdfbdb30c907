import { eq, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { isOfClientOf } from '../../kernel/clients.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import type { Sight } from './policy.ts'

/** The condition that a row of this contact is within somebody's sight. */
export function ofClientSeenBy(sight: Sight, company: CompanyId, contactId: PgColumn): SQL | undefined {
  switch (sight.see) {
    case 'all':
      return undefined
    case 'ofAgent':
      return isOfClientOf(sight.agent, company, contactId)
    case 'self':
      return eq(contactId, sight.contact)
    case 'none':
      return sql`false`
  }
}
