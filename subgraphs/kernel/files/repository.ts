import { and, count, eq, isNotNull, lte, ne, sql, type SQL } from 'drizzle-orm'
import type { Reader, Tx } from '../db.ts'
import type { AccountId, AgentId, CompanyId, FileId } from '../ids.ts'
import { files, type FileRow, type FileState } from './tables.ts'

export async function insertFile(tx: Tx, file: FileRow): Promise<FileRow> {
  const [saved] = await tx.insert(files).values(file).returning()
  return saved!
}

export async function readFile(db: Reader, company: CompanyId, id: FileId): Promise<FileRow | null> {
  const [found] = await db.select().from(files).where(isIt(company, id))
  return found ?? null
}

/** Locks a file until the transaction's end. */
export async function lockFile(tx: Tx, company: CompanyId, id: FileId): Promise<FileRow | null> {
  const [found] = await tx.select().from(files).where(isIt(company, id)).for('update')
  return found ?? null
}

/** How many files somebody has on the way to their use; until the transaction's end nobody else counts, and adds, theirs. */
export async function countUnused(tx: Tx, company: CompanyId, personId: AgentId | AccountId): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`uploads of ${personId}`}, 0))`)
  const [row] = await tx
    .select({ count: count() })
    .from(files)
    .where(
      and(
        eq(files.companyId, company),
        eq(files.personId, personId),
        isNotNull(files.sweepAt),
        ne(files.state, 'RELEASED'),
      ),
    )
  return row!.count
}

/** Takes a file on from one state to the next; null where it is in another one by now. */
export async function advanceFile(
  db: Reader,
  { companyId, id }: Pick<FileRow, 'companyId' | 'id'>,
  from: FileState,
  change: Partial<FileRow> & Pick<FileRow, 'state' | 'sweepAt'>,
): Promise<FileRow | null> {
  const [saved] = await db
    .update(files)
    .set(change)
    .where(and(isIt(companyId, id), eq(files.state, from)))
    .returning()
  return saved ?? null
}

/** Forgets a file that is in this state. */
export async function deleteFile(
  db: Reader,
  { companyId, id }: Pick<FileRow, 'companyId' | 'id'>,
  state: FileState,
): Promise<void> {
  await db.delete(files).where(and(isIt(companyId, id), eq(files.state, state)))
}

/**
 * Releases up to `limit` files of any company whose time has come, and keeps them from other sweepers until `again`; one
 * who is killed before the file is deleted leaves it to be swept then.
 */
export async function takeForSweeping(
  db: Reader,
  now: Date,
  again: Date,
  limit: number,
): Promise<Pick<FileRow, 'companyId' | 'id'>[]> {
  const due = db
    .select({ companyId: files.companyId, id: files.id })
    .from(files)
    .where(lte(files.sweepAt, now))
    .orderBy(files.sweepAt)
    .limit(limit)
    .for('update', { skipLocked: true })
  return db
    .update(files)
    .set({ state: 'RELEASED', sweepAt: again })
    .where(sql`(${files.companyId}, ${files.id}) in ${due}`)
    .returning({ companyId: files.companyId, id: files.id })
}

/** The secret from which the keys of this subgraph's URLs are made: its event log's, the same in all processes. */
export async function readSecret(db: Reader): Promise<Buffer> {
  const [row] = await db.execute<{ secret: Buffer }>(sql`select cursor_key as secret from head`)
  return row!.secret
}

function isIt(company: CompanyId, id: FileId): SQL | undefined {
  return and(eq(files.companyId, company), eq(files.id, id))
}
