import { expect } from 'vitest'
import { uuidOf, type AccountId } from '../../subgraphs/kernel/ids.ts'
import { connect } from '../../subgraphs/kernel/db.ts'
import { eventually } from '../support/eventually.ts'

/**
 * Begins one after the other while somebody else holds an account, lets both go at once, and gives what became of them. Each
 * has locked by then what it locks before the account: where their orders differ, they wait for one another until PostgreSQL
 * ends one of them, which is answered as INTERNAL.
 */
export async function heldUp<Answer>(
  databaseUrl: string,
  accountId: string,
  ...both: readonly [() => Promise<Answer>, () => Promise<Answer>]
): Promise<Answer[]> {
  const sql = connect({ url: databaseUrl, schema: 'accounts', role: 'portico_accounts', pool: 2 })
  const waiting = async () => {
    const rows = await sql`
      select pid from pg_locks join pg_stat_activity using (pid)
      where not granted and locktype in ('tuple', 'transactionid') and datname = current_database() group by pid`
    return rows.length
  }
  const begun: Promise<Answer>[] = []
  try {
    await sql.begin(async (tx) => {
      await tx`select from portal_account where id = ${uuidOf(accountId as AccountId)} for update`
      for (const next of both) {
        begun.push(next())
        await eventually(async () => expect(await waiting()).toBe(begun.length))
      }
    })
    return await Promise.all(begun)
  } finally {
    await sql.end()
  }
}
