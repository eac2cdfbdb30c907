import { said, type Said } from '../interest/interest.ts'
import type { InterestRow } from '../interest/tables.ts'
import { refuse } from '../refusals.ts'

const LEAST = 1
const MOST = 5

/** A client rates a property; null when they rated it the same before (VIE-4). */
export function rate(interest: InterestRow, rating: number, now: Date): Said | null {
  if (!Number.isInteger(rating) || rating < LEAST || rating > MOST) {
    throw refuse('RATING_INVALID', { path: ['input', 'rating'], least: LEAST, most: MOST })
  }
  return interest.rating === rating ? null : said('RATED', interest, { rating, ratedAt: now })
}

/** A client takes their rating back; null when there is none (VIE-4). */
export function clear(interest: InterestRow): Said | null {
  return interest.rating === null ? null : said('RATING_CLEARED', interest, { rating: null, ratedAt: null })
}
