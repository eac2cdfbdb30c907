import { createHash } from 'node:crypto'
import { idOf, type CompanyId } from '../../kernel/ids.ts'
import type { AttemptName } from './sign-on.ts'

/** What stands for a step of an attempt, in `state` and in the frontend's token: the attempt and a secret of 256 bits. */
export function tokenOf({ company, id }: AttemptName, secret: string): string {
  return `${company}.${id}.${secret}`
}

/** The attempt and the secret in a token; null for a text that is none of ours. */
export function tokenIn(text: string): (AttemptName & { readonly secret: string }) | null {
  const [ofCompany = '', ofAttempt = '', secret = '', ...rest] = text.trim().split('.')
  const company: CompanyId | null = idOf('company', ofCompany)
  const id = idOf('sign_on', ofAttempt)
  return company && id && secret !== '' && rest.length === 0 ? { company, id, secret } : null
}

/** Whether a text can be a SHA-256 in base64url. */
export function isHash(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text)
}

/** What a frontend has shown beforehand of the verifier it keeps to itself, as RFC 7636 does with `S256`. */
export function hashOfVerifier(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}
