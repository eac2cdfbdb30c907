import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { idOf } from '../../kernel/ids.ts'
import type { Seal } from '../../kernel/seal.ts'
import type { ProofName } from './proof.ts'

/** Six digits, each as likely as the others (ACC-7). */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** 256 bits that nobody guesses, for a link. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a link's secret. It holds more chance than can be tried, so a plain SHA-256 does. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Whether a link's secret is the one of this hash; without a hash it never is. */
export function isSecretOf(hash: string | null, secret: string): boolean {
  const [kept, given] = [Buffer.from(hash ?? secretHash('')), Buffer.from(secretHash(secret))]
  return kept.length === given.length && timingSafeEqual(kept, given) && hash !== null
}

/** As what the names of proofs are sealed. */
const NAME = 'the name of a proof'

/**
 * How whoever asked names their proof from then on. It is worth nothing without the code; it is sealed since it says which
 * company it is of, or that it is of none, and a visitor is told of no handle whether somebody has it (ACC-9).
 */
export function textOf(seal: Seal, name: ProofName): string {
  return seal.close(plain(name), NAME)
}

/** The proof that a text names; null for one that is none of ours. */
export function proofIn(seal: Seal, text: string): ProofName | null {
  const [company = '', id = ''] = opened(seal, text.trim()).split('.')
  return nameOf(company, id)
}

/** What was sealed; empty for a text that was not, which anybody may send. */
function opened(seal: Seal, text: string): string {
  try {
    return seal.open(text, NAME)
  } catch {
    return ''
  }
}

const plain = ({ company, id }: ProofName) => `${company}.${id}`

/** What a mailed link carries: the proof with its secret. */
export function tokenOf(name: ProofName, secret: string): string {
  return `${plain(name)}.${secret}`
}

/** The proof and the secret in a link's token; null for a text that is none of ours. */
export function tokenIn(text: string): (ProofName & { readonly secret: string }) | null {
  const [company = '', id = '', secret = '', ...rest] = text.trim().split('.')
  const name = secret !== '' && rest.length === 0 ? nameOf(company, id) : null
  return name && { ...name, secret }
}

function nameOf(company: string, id: string): ProofName | null {
  const [companyId, proofId] = [idOf('company', company), idOf('proof', id)]
  return companyId && proofId ? { company: companyId, id: proofId } : null
}
