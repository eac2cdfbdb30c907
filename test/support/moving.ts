import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { uuidOf, type AgentId, type ContactId } from '../../subgraphs/kernel/ids.ts'
import type { App } from './app.ts'

/**
 * Does something while a subgraph is about to learn that a contact got another agent: the change is made, and committed
 * only when the work waits for it or is over.
 */
export async function whileMoving<T>(
  app: App,
  subgraph: 'viewings' | 'tickets',
  { contactId, agentId }: { readonly contactId: string; readonly agentId: string },
  work: () => Promise<T>,
): Promise<T> {
  const sql = postgres(app.databaseUrl, { max: 2, onnotice: () => {} })
  let isOver = false
  let working: Promise<T> | undefined
  try {
    await sql.begin(async (tx) => {
      await tx`update ${tx(subgraph)}.client set agent_id = ${uuidOf(agentId as AgentId)}
        where contact_id = ${uuidOf(contactId as ContactId)}`
      working = work().finally(() => (isOver = true))
      while (!isOver && !(await isWaiting(sql))) await delay(10)
    })
    return await working!
  } finally {
    await sql.end()
  }
}

async function isWaiting(sql: postgres.Sql): Promise<boolean> {
  const waiting = await sql`select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and wait_event <> 'advisory'`
  return waiting.length > 0
}
