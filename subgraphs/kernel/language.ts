import Negotiator from 'negotiator'

/** The languages in which the product speaks to people (API-9): each text exists in all of them, English first. */
export const languages = ['en', 'nl', 'de', 'fr', 'es'] as const
export type Language = (typeof languages)[number]

/** What is spoken where nothing else is known, or nothing else that we can. */
export const fallback = 'en' satisfies Language

/** The longest `Accept-Language` that is read; those of browsers are far shorter. */
const LONGEST = 500

/** Longer tags are well-formed, but nobody's (RFC 5646, 4.4.1). */
const LONGEST_TAG = 35
/** Languages have codes of two or three letters; a whole word is well-formed, and names none (RFC 5646, 2.2.1). */
const CODED = /^[a-z]{2,3}(-|$)/

/** The language that a text names, in one way of writing it: `pt-BR` for `pt-br` (RFC 5646, 2.1.1); null where it names none. */
export function languageTagIn(text: string): string | null {
  if (text.length > LONGEST_TAG) return null
  try {
    const [tag = ''] = Intl.getCanonicalLocales(text)
    return CODED.test(tag) ? tag : null
  } catch {
    return null
  }
}

/** The language of a tag (BCP 47) such as `de-AT`, whatever its script and region; English for any other. */
export function languageOf(tag: unknown): Language {
  return spokenLanguage(tag) ?? fallback
}

/** The same; null for any other. */
export function spokenLanguage(tag: unknown): Language | null {
  const [primary] = typeof tag === 'string' ? tag.trim().toLowerCase().split(/[-_]/, 1) : []
  return languages.find((language) => language === primary) ?? null
}

/** What was preferred before: a browser sends the same with each request, and reading it takes longer than looking it up. */
const known = new Map<string, Language>()
const MOST_KNOWN = 1_000

/** The language that an `Accept-Language` (RFC 9110, 12.5.4) likes best among ours; English where it likes none. */
export function preferredLanguage(acceptLanguage: unknown): Language {
  if (typeof acceptLanguage !== 'string' || acceptLanguage.length > LONGEST) return fallback
  const before = known.get(acceptLanguage)
  if (before) return before
  const best = negotiated(acceptLanguage)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(acceptLanguage, best)
  return best
}

function negotiated(acceptLanguage: string): Language {
  const [best] = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).languages([...languages])
  return best === undefined ? fallback : languageOf(best)
}
