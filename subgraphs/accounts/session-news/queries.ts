import { forDevelopers } from '../../kernel/errors.ts'
import type { Place } from '../../kernel/events/cursor.ts'
import { openPause } from '../../kernel/events/pause.ts'
import type { FactsPage } from '../../kernel/events/facts-page.ts'
import type { Services } from '../../kernel/services.ts'
import { REMEMBERED_MS, type SessionNews } from '../../kernel/session-news.ts'
import type { RightsFact } from '../events.ts'
import { changeOf, rightsFacts } from './session-news.ts'

/** An answer without news, after this time, is the heartbeat. */
const PATIENCE_MS = 1_000
const PAGE = 5_000

/**
 * What has ended or changed after a place, for a gateway: accounts' internal endpoint `sessionNews`. It answers at once
 * when there is news, else when there is some or after a second. Without a place, and where the log does not go on from
 * it, it begins with what access tokens that still live may not know.
 */
export async function sessionNews(services: Services, params: Readonly<Record<string, string>>): Promise<SessionNews> {
  const place = placeOf(params)
  if (!place) return newsOf(await readAnew(services), true)
  const pause = openPause()
  const leave = services.events.onAdvance(pause.ring)
  try {
    let found = await readAfter(services, place)
    if (found.isContinued && found.isWhole && found.logged === 0) {
      await pause.take(PATIENCE_MS)
      found = await readAfter(services, place)
    }
    return found.isContinued ? newsOf(found, false) : newsOf(await readAnew(services), true)
  } finally {
    leave()
  }
}

const readAfter = ({ events }: Services, place: Place) => events.facts(rightsFacts, place, PAGE)
const readAnew = ({ events }: Services) => events.facts(rightsFacts, { seconds: REMEMBERED_MS / 1000 }, PAGE)

function newsOf({ epoch, pos, isWhole, facts }: FactsPage, isAnew: boolean): SessionNews {
  return { epoch, pos, isAnew, isWhole, changes: facts.map((fact) => changeOf(fact as unknown as RightsFact)) }
}

function placeOf({ epoch, after }: Readonly<Record<string, string>>): Place | null {
  if (epoch === undefined && after === undefined) return null
  const place = { epoch: Number(epoch), pos: Number(after) }
  if (Number.isSafeInteger(place.epoch) && Number.isSafeInteger(place.pos) && place.pos >= 0) return place
  throw forDevelopers('BAD_USER_INPUT', 'epoch and after are the whole numbers of the last answer.')
}
