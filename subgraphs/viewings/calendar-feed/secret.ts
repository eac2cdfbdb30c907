import { createHash, randomBytes } from 'node:crypto'
import { idOf, type CompanyId } from '../../kernel/ids.ts'

/**
 * What the address of a feed ends with, before `.ics`: the end of the company's id, so that the feed is looked up in its
 * company, and a secret of 128 random bits. There is too much chance in it to be tried out, so a plain SHA-256 keeps it.
 */
export interface FeedName {
  readonly company: CompanyId
  readonly hash: string
}

const form = /^([0-9a-z]{26})-([0-9a-f]{32})\.ics$/

/** A new feed's name, and what is kept of it. */
export function newFeedName(company: CompanyId): { readonly text: string; readonly hash: string } {
  const secret = randomBytes(16).toString('hex')
  return { text: `${company.slice(company.lastIndexOf('_') + 1)}-${secret}.ics`, hash: hashOf(secret) }
}

/** What a text names, whether there is such a feed or not; null for one that was never made here. */
export function readFeedName(text: string): FeedName | null {
  const [, ofCompany = '', secret = ''] = form.exec(text) ?? []
  const company = idOf('company', `company_${ofCompany}`)
  return company && { company, hash: hashOf(secret) }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
