import { and, eq, gt, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { Role } from '../../kernel/actor.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { idOf, type AccountId, type AgentId, type CompanyId, type SessionId } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import { agents } from '../agent/tables.ts'
import { companies } from '../company/tables.ts'
import type { PersonId } from '../password/tables.ts'
import { portals } from '../portal/tables.ts'
import { portalKeys } from '../portal-key/tables.ts'
import { portalAccounts } from '../portal-account/tables.ts'
import type { ClientFound, StaffFound } from '../standing/standing.ts'
import type { Identity } from './session.ts'
import { refreshTokens, sessions, type RefreshTokenRow, type SessionRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [sessions.id], direction: 'desc' }

/** Who is a company's with this address, also one who has left; the company alone where nobody is, and null for none. */
export async function findStaff(db: Reader, handle: string, email: string): Promise<StaffFound | null> {
  const [found] = await db
    .select({ company: companies.companyId, person: agents.id, role: agents.role, leftAt: agents.leftAt })
    .from(companies)
    .leftJoin(agents, and(eq(agents.companyId, companies.companyId), sql`lower(${agents.email}) = lower(${email})`))
    .where(eq(companies.handle, handle))
    .orderBy(sql`${agents.leftAt} desc nulls first`)
    .limit(1)
  return found ?? null
}

const clientColumns = {
  company: portalAccounts.companyId,
  person: portalAccounts.id,
  contact: portalAccounts.contactId,
  isPortalOn: portals.isOn,
  features: portals.features,
  termsRequired: portals.termsVersion,
  termsAccepted: portalAccounts.termsVersion,
  language: portalAccounts.language,
}

/**
 * Whose account has this address at the portal that the key leads to, rather than a draft of it, whether or not they may log
 * in; the company alone where there is none, and null where the key leads nowhere.
 */
export async function findClient(db: Reader, portalKey: string, email: string): Promise<ClientFound | null> {
  const { status, disabledAt, verifiedAt } = portalAccounts
  const [found] = await db
    .select({ ...clientColumns, company: portalKeys.companyId, status, disabledAt, verifiedAt })
    .from(portalKeys)
    .innerJoin(portals, eq(portals.companyId, portalKeys.companyId))
    .leftJoin(
      portalAccounts,
      and(eq(portalAccounts.companyId, portalKeys.companyId), sql`lower(${portalAccounts.email}) = lower(${email})`),
    )
    .where(and(eq(portalKeys.key, portalKey), isNull(portalKeys.retiredAt)))
    .orderBy(sql`${status} desc nulls last`, sql`${portalAccounts.id} desc`)
    .limit(1)
  return found ?? null
}

/** Somebody who has a session, or is seen in one; null when they may not have one, or be seen so, any more. */
export async function identityOf(
  db: Reader,
  company: CompanyId,
  person: PersonId,
  kind: Identity['kind'],
  seenBy: AgentId | null = null,
): Promise<Identity | null> {
  if (kind === 'staff') {
    const [found] = await db
      .select({ company: agents.companyId, person: agents.id, role: agents.role })
      .from(agents)
      .where(and(eq(agents.companyId, company), eq(agents.id, person as AgentId), isNull(agents.leftAt)))
    return found ? { kind, ...found } : null
  }
  const [found] = await db
    .select(clientColumns)
    .from(portalAccounts)
    .innerJoin(portals, eq(portals.companyId, portalAccounts.companyId))
    .where(and(eq(portalAccounts.companyId, company), eq(portalAccounts.id, person as AccountId), mayLogIn))
  if (!found?.contact) return null
  const identity = { kind, ...found, contact: found.contact }
  if (!seenBy) return identity
  const role = await readSeer(db, company, found.person, seenBy)
  return role && { ...identity, seer: { agent: seenBy, role } }
}

/** The role of a member of staff who may see the portal as this client does; null where they may not, or not any more. */
export async function readSeer(
  db: Reader,
  company: CompanyId,
  account: AccountId,
  agent: AgentId,
): Promise<Role | null> {
  const [found] = await db
    .select({ role: agents.role })
    .from(agents)
    .innerJoin(portalAccounts, and(eq(portalAccounts.companyId, agents.companyId), eq(portalAccounts.id, account)))
    .where(
      and(
        eq(agents.companyId, company),
        eq(agents.id, agent),
        isNull(agents.leftAt),
        or(eq(agents.role, 'ADMIN'), and(eq(agents.role, 'AGENT'), eq(portalAccounts.ownerId, agents.id))),
      ),
    )
  return found?.role ?? null
}

/**
 * Keeps somebody who may have a session from being shut out until the transaction's end; false for one who may not, or not
 * any more.
 */
export async function holdPerson(tx: Tx, { company, person, kind }: Identity): Promise<boolean> {
  const held =
    kind === 'staff'
      ? await tx
          .select({ id: agents.id })
          .from(agents)
          .where(and(eq(agents.companyId, company), eq(agents.id, person), isNull(agents.leftAt)))
          .for('share')
      : await tx
          .select({ id: portalAccounts.id })
          .from(portalAccounts)
          .where(and(eq(portalAccounts.companyId, company), eq(portalAccounts.id, person), mayLogIn))
          .for('share')
  return held.length > 0
}

export async function insertSession(tx: Tx, session: SessionRow): Promise<void> {
  await tx.insert(sessions).values(session)
}

export async function readSession(db: Reader, company: CompanyId, id: SessionId): Promise<SessionRow | null> {
  const [found] = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.companyId, company), eq(sessions.id, id)))
  return found ?? null
}

/** Locks the session to which a refresh token belongs until the transaction's end, whatever the token is worth. */
export async function lockSessionOfToken(tx: Tx, company: CompanyId, hash: string): Promise<SessionRow | null> {
  const [found] = await tx
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.companyId, company),
        sql`${sessions.id} = (select ${refreshTokens.sessionId} from ${refreshTokens}
          where ${refreshTokens.companyId} = ${sessions.companyId} and ${refreshTokens.hash} = ${hash})`,
      ),
    )
    .for('update')
  return found ?? null
}

/** A token as it is once its session is locked. */
export async function readRefreshToken(tx: Tx, company: CompanyId, hash: string): Promise<RefreshTokenRow | null> {
  const [found] = await tx
    .select()
    .from(refreshTokens)
    .where(and(eq(refreshTokens.companyId, company), eq(refreshTokens.hash, hash)))
  return found ?? null
}

/** Locks one of somebody's sessions until the transaction's end; null when it is not theirs. */
export async function lockSession(
  tx: Tx,
  company: CompanyId,
  person: PersonId,
  id: SessionId,
): Promise<SessionRow | null> {
  const [found] = await tx
    .select()
    .from(sessions)
    .where(and(ofPerson(company, person), eq(sessions.id, id)))
    .for('update')
  return found ?? null
}

/** Locks all of somebody's sessions that are alive, and those in which they see clients' portals, always in the same order, so that two who do it never wait in a ring. */
export function lockSessions(tx: Tx, company: CompanyId, person: PersonId, now: Date): Promise<SessionRow[]> {
  return tx
    .select()
    .from(sessions)
    .where(and(eq(sessions.companyId, company), or(eq(sessions.personId, person), isSeenBy(person)), alive(now)))
    .orderBy(sessions.id)
    .for('update')
}

export async function saveSession(
  tx: Tx,
  company: CompanyId,
  id: SessionId,
  change: Partial<SessionRow>,
): Promise<SessionRow> {
  const [saved] = await tx
    .update(sessions)
    .set(change)
    .where(and(eq(sessions.companyId, company), eq(sessions.id, id)))
    .returning()
  return saved!
}

/** Keeps a token that may be used; one that is known already stays as it is. */
export async function insertRefreshToken(
  tx: Tx,
  company: CompanyId,
  sessionId: SessionId,
  hash: string,
): Promise<void> {
  await tx.insert(refreshTokens).values({ companyId: company, sessionId, hash, usedAt: null }).onConflictDoNothing()
}

/** Marks a session's unused tokens, or the one of this hash, as used. */
export async function useRefreshTokens(
  tx: Tx,
  company: CompanyId,
  sessionId: SessionId,
  now: Date,
  hash?: string,
): Promise<void> {
  await tx
    .update(refreshTokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(refreshTokens.companyId, company),
        eq(refreshTokens.sessionId, sessionId),
        isNull(refreshTokens.usedAt),
        hash ? eq(refreshTokens.hash, hash) : undefined,
      ),
    )
}

/** A page of somebody's own sessions that are alive. */
export async function listSessions(
  db: Reader,
  company: CompanyId,
  person: PersonId,
  now: Date,
  page: Page,
): Promise<Rows<SessionRow>> {
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(sessions)
    .where(and(ofPerson(company, person), isNull(sessions.seenBy), alive(now), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

const mayLogIn = and(eq(portalAccounts.status, 'ACTIVE'), isNull(portalAccounts.disabledAt))

function ofPerson(company: CompanyId, person: PersonId): SQL | undefined {
  return and(eq(sessions.companyId, company), eq(sessions.personId, person))
}

function isSeenBy(person: PersonId): SQL | undefined {
  const agent = idOf('agent', person)
  return agent ? eq(sessions.seenBy, agent) : undefined
}

function alive(now: Date): SQL | undefined {
  return and(isNull(sessions.endedAt), gt(sessions.idleUntil, now))
}
