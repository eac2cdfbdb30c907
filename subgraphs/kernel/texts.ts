import type { Language } from './language.ts'

/** One sentence or word in each language; `{name}` stands for something that is known when it is shown. */
export type Texts = Readonly<Record<Language, string>>

/** What stands for a place in a text: a name, a number, or names that are listed. */
export type Told = string | number | readonly string[]

/** The places of a text, such as `most` of "At most {most} of these.". */
export type PlacesIn<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlacesIn<Rest>
  : never

/** Words that stand in sentences, and so have a language themselves: by the place where they stand, then by their name. */
export type Words = Readonly<Record<string, Readonly<Record<string, Texts>>>>

/** The text in a language, its places filled: numbers and lists as they are written in it, words in their translation. */
export function said(
  texts: Texts,
  language: Language,
  told: Readonly<Record<string, unknown>> = {},
  words: Words = {},
): string {
  return texts[language].replace(/\{(\w+)\}/g, (_, place: string) => {
    const value = Object.hasOwn(told, place) ? told[place] : undefined
    const known = Object.hasOwn(words, place) ? words[place]! : {}
    if (typeof value === 'string') return Object.hasOwn(known, value) ? known[value]![language] : value
    if (typeof value === 'number') return value.toLocaleString(language)
    if (Array.isArray(value)) return new Intl.ListFormat(language).format(value.map(String))
    return ''
  })
}
