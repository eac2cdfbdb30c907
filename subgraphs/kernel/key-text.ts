import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { idOf, type ApiKeyId, type CompanyId } from './ids.ts'

/**
 * How an API key is written (ACC-29): `portico_<company>_<key>_<secret><checksum>`. What stands for the company and for the
 * key are the ends of their ids, so that it is looked up in its company and known again in a list; the secret are 160
 * random bits in 32 characters, the checksum the CRC-32 of all before it in 7. All are digits and small letters of Crockford’s
 * base 32, so that a double click takes a key whole, and a scanner finds one in a text and is sure of it without asking:
 * `portico_[0-7][0-9a-hjkmnp-tv-z]{25}_[0-7][0-9a-hjkmnp-tv-z]{25}_[0-9a-hjkmnp-tv-z]{39}`.
 */
export interface KeyText {
  readonly company: CompanyId
  readonly id: ApiKeyId
  /** Of its secret. The secret itself is known to its owner only. */
  readonly hash: string
}

const digits = '0123456789abcdefghjkmnpqrstvwxyz'
const SECRET_LENGTH = 32
const form = /^portico_([0-9a-z]{26})_([0-9a-z]{26})_([0-9a-z]{32})([0-9a-z]{7})$/

/** A new key’s text, and what is kept of it. */
export function newKeyText(company: CompanyId, id: ApiKeyId): { readonly text: string; readonly hash: string } {
  // A byte has eight times as many values as there are digits, so each digit is as likely as any other.
  const secret = [...randomBytes(SECRET_LENGTH)].map((byte) => digits[byte % 32]).join('')
  const text = `${beginningOf(company, id)}_${secret}`
  return { text: text + checksumOf(text), hash: hashOf(secret) }
}

/** How a key begins: all of it that is no secret. */
export function beginningOf(company: CompanyId, id: ApiKeyId): string {
  return `portico_${suffixOf(company)}_${suffixOf(id)}`
}

/** What a text names, without asking anybody whether there is such a key; null for one that was never made here. */
export function readKeyText(text: string): KeyText | null {
  const [, ofCompany = '', ofKey = '', secret = '', checksum] = form.exec(text) ?? []
  const company = idOf('company', `company_${ofCompany}`)
  const id = idOf('api_key', `api_key_${ofKey}`)
  const isWhole = checksumOf(text.slice(0, -7)) === checksum
  return company && id && isWhole ? { company, id, hash: hashOf(secret) } : null
}

/** Whether a text wants to be an API key, be it a right one or not. */
export function isKeyText(text: string): boolean {
  return text.startsWith('portico_')
}

/** The secret holds more chance than can ever be tried, so a plain SHA-256 does, and costs nothing on each request. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

function checksumOf(text: string): string {
  let rest = crc32(text)
  let written = ''
  for (let count = 0; count < 7; count++) {
    written = digits[rest % 32]! + written
    rest = Math.floor(rest / 32)
  }
  return written
}

const suffixOf = (id: string) => id.slice(id.lastIndexOf('_') + 1)
