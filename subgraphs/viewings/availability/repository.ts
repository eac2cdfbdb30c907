import { and, eq, gte, lte, sql } from 'drizzle-orm'
import { anyOf } from '../../kernel/batch.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AgentId, CompanyId } from '../../kernel/ids.ts'
import type { Availability, Exception } from './availability.ts'
import { availabilities, exceptions, type AvailabilityRow, type ExceptionRow } from './tables.ts'

/** When these agents have time, with what is otherwise from one date to another; who has said nothing is missing. */
export async function availabilitiesOf(
  db: Reader,
  company: CompanyId,
  agents: readonly AgentId[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Map<AgentId, Availability>> {
  const rows = await db
    .select({ row: availabilities, exception: exceptions })
    .from(availabilities)
    .leftJoin(
      exceptions,
      and(
        eq(exceptions.companyId, availabilities.companyId),
        eq(exceptions.agentId, availabilities.agentId),
        gte(exceptions.date, from),
        lte(exceptions.date, to),
      ),
    )
    .where(and(eq(availabilities.companyId, company), sql`${availabilities.agentId} = ${anyOf(agents)}`))
    .orderBy(exceptions.date)
  const byAgent = Map.groupBy(rows, ({ row }) => row.agentId)
  return new Map([...byAgent].map(([agent, each]) => [agent, withExceptions(each)]))
}

/** Locks an agent's availability until the transaction's end, made as given where there is none yet. */
export async function lockAvailability(tx: Tx, initial: AvailabilityRow): Promise<AvailabilityRow> {
  const { companyId, agentId } = initial
  await tx.insert(availabilities).values(initial).onConflictDoNothing()
  const [found] = await tx
    .select()
    .from(availabilities)
    .where(and(eq(availabilities.companyId, companyId), eq(availabilities.agentId, agentId)))
    .for('update')
  return found!
}

export async function saveAvailability(
  tx: Tx,
  company: CompanyId,
  agent: AgentId,
  change: Partial<AvailabilityRow>,
): Promise<void> {
  await tx
    .update(availabilities)
    .set(change)
    .where(and(eq(availabilities.companyId, company), eq(availabilities.agentId, agent)))
}

/** Takes back what is otherwise on these dates. */
export async function deleteExceptions(
  tx: Tx,
  company: CompanyId,
  agent: AgentId,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx
    .delete(exceptions)
    .where(
      and(
        eq(exceptions.companyId, company),
        eq(exceptions.agentId, agent),
        gte(exceptions.date, from),
        lte(exceptions.date, to),
      ),
    )
}

export async function insertExceptions(tx: Tx, rows: readonly ExceptionRow[]): Promise<void> {
  await tx.insert(exceptions).values([...rows])
}

function withExceptions(
  rows: readonly { readonly row: AvailabilityRow; readonly exception: Exception | null }[],
): Availability {
  return { ...rows[0]!.row, exceptions: rows.flatMap(({ exception }) => exception ?? []) }
}
