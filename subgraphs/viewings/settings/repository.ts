import { eq } from 'drizzle-orm'
import type { Tx } from '../../kernel/db.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { settings, type SettingsRow } from './tables.ts'

/** Locks a company's settings until the transaction's end; these are laid down where there are none yet. */
export async function lockSettings(tx: Tx, company: CompanyId, initial: SettingsRow): Promise<SettingsRow> {
  await tx.insert(settings).values(initial).onConflictDoNothing()
  const [found] = await tx.select().from(settings).where(eq(settings.companyId, company)).for('update')
  return found!
}

export async function saveSettings(tx: Tx, company: CompanyId, change: Partial<SettingsRow>): Promise<SettingsRow> {
  const [saved] = await tx.update(settings).set(change).where(eq(settings.companyId, company)).returning()
  return saved!
}
