import { and, eq, isNull, sql, type SQL } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import { prefixOf, type AccountId, type AgentId, type CompanyId } from '../../kernel/ids.ts'
import type { Order } from '../../kernel/pages.ts'
import type { PersonId } from '../password/tables.ts'
import { sessions } from '../session/tables.ts'
import type { Before } from './sign-in.ts'
import { signIns, type SignInRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [signIns.id], direction: 'desc' }

export async function insertSignIn(db: Reader, signIn: SignInRow): Promise<void> {
  await db.insert(signIns).values(signIn)
}

export async function readSignIn(db: Reader, company: CompanyId, id: SignInRow['id']): Promise<SignInRow | null> {
  const [found] = await db
    .select()
    .from(signIns)
    .where(and(eq(signIns.companyId, company), eq(signIns.id, id)))
  return found ?? null
}

/** Whether somebody has come in from a network before; of nobody it is asked as well, and they never have. */
export async function knowsNetwork(
  tx: Tx,
  company: CompanyId,
  person: PersonId | null,
  network: string,
): Promise<boolean> {
  const [found] = await tx
    .select({ id: signIns.id })
    .from(signIns)
    .where(and(succeeded(company, person), eq(signIns.network, network)))
    .limit(1)
  return found !== undefined
}

/** What is known of somebody's earlier sign-ins, beside a new one. */
export async function readBefore(
  tx: Tx,
  company: CompanyId,
  person: PersonId,
  network: string,
  program: string | null,
): Promise<Before> {
  const isAny = (what: SQL) => sql<boolean>`coalesce(bool_or(${what}), false)`
  const [found] = await tx
    .select({
      knowsNetwork: isAny(sql`${signIns.network} = ${network}`),
      knowsProgram: isAny(sql`${signIns.program} is not distinct from ${program}`),
    })
    .from(signIns)
    .where(succeeded(company, person))
  const [session] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.companyId, company), eq(sessions.personId, person), isNull(sessions.seenBy)))
    .limit(1)
  return { ...found!, hasAny: session !== undefined }
}

/** Forgets up to `limit` that are older; says how many. */
export async function forgetSignIns(db: Reader, since: Date, limit: number): Promise<number> {
  const gone = await db.execute(sql`
    delete from sign_in where (company_id, id) in (
      select company_id, id from sign_in where at < ${since.toISOString()}::timestamptz
      order by at limit ${limit} for update skip locked)
    returning 1`)
  return gone.length
}

/** The same of tries that were not looked at. */
export async function forgetLocked(db: Reader, since: Date, limit: number): Promise<number> {
  const gone = await db.execute(sql`
    delete from sign_in where (company_id, id) in (
      select company_id, id from sign_in where outcome = 'LOCKED' and at < ${since.toISOString()}::timestamptz
      order by at limit ${limit} for update skip locked)
    returning 1`)
  return gone.length
}

/** The outcome is written out, since the index of those that succeeded serves no parameter. */
function succeeded(company: CompanyId, person: PersonId | null): SQL | undefined {
  return and(eq(signIns.companyId, company), ofPerson(person), sql`${signIns.outcome} = 'SUCCEEDED'`)
}

/** Nobody is looked for like a client, and nothing is found. */
function ofPerson(person: PersonId | null): SQL {
  if (person !== null && prefixOf(person) === 'agent') return eq(signIns.agentId, person as AgentId)
  return person ? eq(signIns.accountId, person as AccountId) : sql`${signIns.accountId} = null::uuid`
}
