import { and, asc, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import { isOfClientOf } from '../../kernel/clients.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { isAfter, type FullKey } from '../../kernel/full-read.ts'
import { idOf, type CompanyId, type Id } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { Sight } from './policy.ts'
import { ticketCounters, tickets, type TicketRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [tickets.id], direction: 'desc' }

/** What narrows a list of tickets; what is absent does not. */
export interface TicketsWanted {
  readonly statuses?: readonly TicketRow['status'][] | null
  readonly assigneeId?: string | null
  readonly isUnassigned?: boolean | null
}

/** A page of the tickets that one sees. */
export async function listTickets(
  db: Reader,
  company: CompanyId,
  sight: Sight,
  wanted: TicketsWanted,
  page: Page,
): Promise<Rows<TicketRow>> {
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(tickets)
    .where(and(seenBy(sight, company), matches(wanted), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

/** Whether there is such a ticket that one sees. */
export async function isSeen(db: Reader, company: CompanyId, sight: Sight, id: Id<'ticket'>): Promise<boolean> {
  const found = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(seenBy(sight, company), eq(tickets.id, id)))
  return found.length > 0
}

/** Locks a ticket that one sees until the transaction's end; null when there is none such. */
export async function lockTicket(
  tx: Tx,
  company: CompanyId,
  sight: Sight,
  id: Id<'ticket'>,
): Promise<TicketRow | null> {
  const [found] = await tx
    .select()
    .from(tickets)
    .where(and(seenBy(sight, company), eq(tickets.id, id)))
    .for('update')
  return found ?? null
}

/** The company's next number. Whoever else wants one waits until this transaction ends, so that none is left out. */
export async function nextNumber(tx: Tx, company: CompanyId): Promise<number> {
  const [counter] = await tx
    .insert(ticketCounters)
    .values({ companyId: company, lastNumber: 1 })
    .onConflictDoUpdate({
      target: ticketCounters.companyId,
      set: { lastNumber: sql`${ticketCounters.lastNumber} + 1` },
    })
    .returning()
  return counter!.lastNumber
}

/** Keeps a new ticket. */
export async function insertTicket(tx: Tx, ticket: TicketRow): Promise<TicketRow> {
  const [saved] = await tx.insert(tickets).values(ticket).returning()
  return saved!
}

/** Changes a ticket that is locked. */
export async function saveTicket(
  tx: Tx,
  company: CompanyId,
  id: Id<'ticket'>,
  change: Partial<TicketRow>,
): Promise<TicketRow> {
  const [saved] = await tx
    .update(tickets)
    .set(change)
    .where(and(eq(tickets.companyId, company), eq(tickets.id, id)))
    .returning()
  return saved!
}

/** The condition that a ticket is the company's and within somebody's sight. */
export function seenBy(sight: Sight, company: CompanyId): SQL | undefined {
  return and(eq(tickets.companyId, company), inSight(sight, company))
}

function inSight(sight: Sight, company: CompanyId): SQL | undefined {
  switch (sight.see) {
    case 'all':
      return undefined
    case 'ofAgent':
      return or(eq(tickets.assigneeId, sight.agent), isOfClientOf(sight.agent, company, tickets.contactId))
    case 'own':
      // What the contact asked with an account that is deleted is not given to the one that they have now (ACC-19).
      return or(
        eq(tickets.accountId, sight.account),
        and(eq(tickets.contactId, sight.contact), isNull(tickets.accountId)),
      )
    case 'none':
      return sql`false`
  }
}

function matches({ statuses, assigneeId, isUnassigned }: TicketsWanted): SQL | undefined {
  return and(
    statuses ? inArray(tickets.status, [...new Set(statuses)]) : undefined,
    assigneeId == null ? undefined : assignedTo(assigneeId),
    isUnassigned == null
      ? undefined
      : isUnassigned
        ? isNull(tickets.assigneeId)
        : sql`${tickets.assigneeId} is not null`,
  )
}

function assignedTo(text: string): SQL {
  const agent = idOf('agent', text)
  return agent ? eq(tickets.assigneeId, agent) : sql`false`
}

/** The contacts that ever opened a ticket, of all companies, in the order of keys: for contacts' full read. */
export async function listRequesters(db: Reader, after: FullKey | null, limit: number): Promise<FullKey[]> {
  const { companyId, contactId } = tickets
  const rows = await db
    .selectDistinct({ company: companyId, id: contactId })
    .from(tickets)
    .where(and(isNotNull(contactId), isAfter(after, companyId, contactId)))
    .orderBy(asc(companyId), asc(contactId))
    .limit(limit)
  return rows as FullKey[]
}
