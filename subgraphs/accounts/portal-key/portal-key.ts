import type { CompanyId } from '../../kernel/ids.ts'
import type { PortalKeyRetired, PortalKeyRotated } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { PortalKeyRow } from './tables.ts'

/** A company's keys that are not retired, newest first: the first one is the current one, and there always is one. */
export type LiveKeys = readonly PortalKeyRow[]

const MOST_LIVE = 10
/** Readable in an address as it is. It is for new keys: older ones may have another form. */
const FORM = /^[a-z0-9][a-z0-9-]{2,58}[a-z0-9]$/
/** What any key can be: no other text is worth a look into the database. */
const ANY_KEY = /^[\x21-\x7e]{1,100}$/

/** A key as somebody sent it, as it is looked up; null for what can be none. */
export function keyIn(text: string | null | undefined): string | null {
  const key = text?.trim() ?? ''
  return ANY_KEY.test(key) ? key : null
}

/** A company's first key. */
export function first(company: CompanyId, key: string, now: Date): PortalKeyRow {
  return { key, companyId: company, createdAt: now, retiredAt: null }
}

/** A new current key; those before it live on until they are retired (ACC-5). */
export function rotate(
  company: CompanyId,
  keys: LiveKeys,
  key: string,
  now: Date,
): { made: PortalKeyRow; event: PortalKeyRotated } {
  if (!FORM.test(key)) throw refuse('PORTAL_KEY_INVALID', { path: ['input', 'key'] })
  if (keys.length >= MOST_LIVE) throw refuse('PORTAL_KEYS_TOO_MANY', { most: MOST_LIVE })
  // It stands before the present one, also where the clock that made that one was fast.
  const createdAt = new Date(Math.max(now.getTime(), (keys[0]?.createdAt.getTime() ?? 0) + 1))
  return {
    made: { key, companyId: company, createdAt, retiredAt: null },
    event: { type: 'portal.key_rotated', subject: company, data: { companyId: company } },
  }
}

/** Takes a key out of use for good. The current one needs a successor first: mails lead there. */
export function retire(
  keys: LiveKeys,
  wanted: string,
  now: Date,
): { change: Partial<PortalKeyRow>; event: PortalKeyRetired } {
  const path = ['input', 'key']
  const [current] = keys
  const found = keys.find(({ key }) => key === wanted)
  if (!found) throw refuse('NOT_FOUND', { noun: 'portal key', path })
  if (found === current) throw refuse('PORTAL_KEY_CURRENT', { path })
  const { companyId } = found
  return { change: { retiredAt: now }, event: { type: 'portal.key_retired', subject: companyId, data: { companyId } } }
}
