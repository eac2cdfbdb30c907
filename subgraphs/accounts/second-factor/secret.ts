import { idOf } from '../../kernel/ids.ts'
import type { ChallengeName } from './second-factor.ts'

/** How a challenge is named to whoever is asked; it is no secret, and worth nothing without a code. */
export const textOf = ({ company, id }: ChallengeName): string => `${company}.${id}`

/** The challenge that a text names; null for one that is none of ours. */
export function challengeIn(text: string): ChallengeName | null {
  const [ofCompany = '', ofChallenge = '', ...rest] = text.trim().split('.')
  const company = idOf('company', ofCompany)
  const id = idOf('challenge', ofChallenge)
  return company && id && rest.length === 0 ? { company, id } : null
}
