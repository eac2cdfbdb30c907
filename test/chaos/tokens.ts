import { setTimeout as delay } from 'node:timers/promises'
import type { Fleet } from './fleet.ts'
import type { Follower } from './people.ts'

/** A person's access token. */
export type Tokens = (follower: Follower) => Promise<string>

export const urlOf = (fleet: Fleet, door: number): string => `http://127.0.0.1:${fleet.doors[door]!.port}`

/** Access tokens by person, fetched anew well before they expire. */
export function tokens(fleet: Fleet): Tokens {
  const known = new Map<Follower, { readonly token: Promise<string>; readonly until: number }>()
  return (follower) => {
    const found = known.get(follower)
    if (found && Date.now() < found.until) return found.token
    const late = delay(15_000, null, { ref: false }).then(() => Promise.reject(new Error('No answer to a log-in.')))
    const token = Promise.race([follower.logIn(urlOf(fleet, known.size % 2)), late]).then(({ token }) => token!)
    late.catch(() => {})
    token.catch(() => known.delete(follower))
    known.set(follower, { token, until: Date.now() + 300_000 })
    return token
  }
}
