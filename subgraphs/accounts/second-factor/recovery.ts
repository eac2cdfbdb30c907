import { createHash, randomBytes } from 'node:crypto'
import type { CompanyId } from '../../kernel/ids.ts'
import type { PersonId } from '../password/tables.ts'

const COUNT = 10
/** Crockford's base 32: nothing in it is taken for something else when it is read off paper. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'
/** 80 bits. */
const LENGTH = 16

/** Ten codes for whoever has lost their app, as they are shown. */
export function newCodes(): string[] {
  return Array.from({ length: COUNT }, () => {
    const text = [...randomBytes(LENGTH)].map((byte) => DIGITS[byte % 32]).join('')
    return text.match(/.{4}/g)!.join('-')
  })
}

/** What is kept of a code, however it was typed. It holds more chance than can be tried, so a plain SHA-256 does. */
export function recoveryHash(company: CompanyId, person: PersonId, typed: string): string {
  const code = typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1')
  return createHash('sha256').update(`${company} ${person} ${code}`).digest('base64url')
}
