import { eq, isNull } from 'drizzle-orm'
import type { Reader } from '../../kernel/db.ts'
import { signingKeys, type SigningKeyRow } from './tables.ts'

/** The key that signs; null before the first one is made. */
export async function readCurrentKey(db: Reader): Promise<SigningKeyRow | null> {
  const [found] = await db.select().from(signingKeys).where(eq(signingKeys.isCurrent, true))
  return found ?? null
}

/** All keys whose signatures still count. */
export function listKeys(db: Reader): Promise<SigningKeyRow[]> {
  return db.select().from(signingKeys).where(isNull(signingKeys.retiredAt))
}

/** Keeps a key as the one that signs; of several processes that make one at once, the first one's stands. */
export async function insertCurrentKey(db: Reader, key: SigningKeyRow): Promise<void> {
  await db.insert(signingKeys).values(key).onConflictDoNothing()
}
