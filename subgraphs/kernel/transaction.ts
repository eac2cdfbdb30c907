import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db, Tx } from './db.ts'
import type { Refusal } from './errors.ts'

const running = new AsyncLocalStorage<true>()

/** Whether the code that asks runs inside a transaction, where nothing may wait for another service. */
export function isInTransaction(): boolean {
  return running.getStore() === true
}

/** Which refusal a violated constraint means, by the constraint's name. */
export type Constraints = Readonly<Record<string, () => Refusal>>

/**
 * One READ COMMITTED transaction. A violated constraint that is named in `constraints` becomes its refusal; the
 * transaction is dead then, so that alternatives are read after it.
 */
export async function transact<T>(db: Db, constraints: Constraints, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await running.run(true, () => db.transaction(work, { isolationLevel: 'read committed' }))
  } catch (error) {
    throw refusalOf(error, constraints) ?? error
  }
}

function refusalOf(error: unknown, constraints: Constraints): Refusal | null {
  const cause = error instanceof Error ? (error.cause as { constraint_name?: string } | undefined) : undefined
  const refuse = cause?.constraint_name ? constraints[cause.constraint_name] : undefined
  return refuse ? refuse() : null
}
