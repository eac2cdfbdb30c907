import { isDeepStrictEqual } from 'node:util'
import { forbidden, unauthenticated } from '../subgraphs/kernel/errors.ts'
import { personOf, type Actor } from '../subgraphs/kernel/actor.ts'
import type { Pass } from './rights.ts'

/** How many tokens a socket may show in a minute, besides the one it came with: each may have to be verified. */
export const tokensAMinute = 10
const MINUTE_MS = 60_000

/** Takes the tokens that one socket shows while it is open, one after the other. */
export interface Renewals {
  /** Runs `take` after those before it. False when there were too many of late; then nothing is run. */
  next(take: () => Promise<void>): Promise<boolean>
}

export function openRenewals(): Renewals {
  let shownAt: number[] = []
  let last = Promise.resolve()
  return {
    async next(take) {
      const at = performance.now()
      shownAt = [...shownAt.filter((before) => at - before < MINUTE_MS), at]
      if (shownAt.length > tokensAMinute) return false
      await (last = last.then(take))
      return true
    },
  }
}

/**
 * Throws where a socket may not go on with another pass. It is one person's for as long as it is open: FORBIDDEN for anybody
 * else. What runs on it was let in by the rights of then, so those must be the same, else it has to connect again.
 */
export function mayGoOn(before: Pass, next: Pass, isBusy: boolean): void {
  if (!isSamePerson(before.actor, next.actor)) throw forbidden('SOCKET_OF_ANOTHER')
  if (sessionOf(before.actor) !== sessionOf(next.actor)) throw unauthenticated('RIGHTS_CHANGED')
  if (isBusy && !isSameRight(before, next)) throw unauthenticated('RIGHTS_CHANGED')
}

/** Of the same company, too, and seen by the same member of staff, if by any. Visitors are nobody. */
function isSamePerson(before: Actor, next: Actor): boolean {
  const [one, other] = [personOf(before), personOf(next)]
  return one !== null && one === other && companyOf(before) === companyOf(next) && seerOf(before) === seerOf(next)
}

const companyOf = (actor: Actor) => ('company' in actor ? actor.company : null)
const seerOf = (actor: Actor) => (actor.kind === 'client' ? actor.seenBy : undefined)
const sessionOf = (actor: Actor) => ('session' in actor ? actor.session : null)

function isSameRight(before: Pass, next: Pass): boolean {
  return before.seerRole === next.seerRole && isDeepStrictEqual(before.actor, next.actor)
}
