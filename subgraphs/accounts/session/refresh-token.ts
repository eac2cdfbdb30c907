import { createHash, createHmac, randomBytes } from 'node:crypto'
import { idOf, type CompanyId } from '../../kernel/ids.ts'

/**
 * A refresh token is 256 bits that nobody can guess, behind its company, so that it is looked up there. Only its hash is
 * kept. Its successor is derived from it with its session's key: whoever presents the same token again within the grace
 * gets the same successor, so that a stolen token never starts a line of its own and is found out when both go on.
 */
export function newRefreshToken(company: CompanyId): string {
  return `${company}.${randomBytes(32).toString('base64url')}`
}

export function successorOf(token: string, company: CompanyId, chainKey: string): string {
  return `${company}.${createHmac('sha256', chainKey).update(token).digest('base64url')}`
}

/** The key of a new session's line of refresh tokens. */
export function newChainKey(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token. It holds more chance than can be tried, so a plain SHA-256 does. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** The company a token names; null for a text that is none of ours. */
export function companyOf(token: string): CompanyId | null {
  const [company = '', secret = '', ...rest] = token.split('.')
  return secret.length === 43 && rest.length === 0 ? idOf('company', company) : null
}
