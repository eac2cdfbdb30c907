import { createHash } from 'node:crypto'
import type { PersonId } from '../password/tables.ts'

/** Under which name tries are counted: the person's, else what was typed, of which nothing can be read any more. */
export function holderOf(person: PersonId | null, kind: 'staff' | 'client', typed: string): string {
  if (person) return person
  return `${kind}:${createHash('sha256').update(typed.toLowerCase()).digest('base64url')}`
}

/** Under which name all tries from a network are counted. */
export const triesFrom = (network: string): string => `tries from ${network}`

/** Under which name all that visitors ask for from a network is counted. */
export const asksFrom = (network: string): string => `asks from ${network}`
