import { languageOf, type Language } from './language.ts'

/** What a mail says, without its recipient. */
export interface Text {
  readonly subject: string
  readonly text: string
}

/** One mail in each language (API-9). */
export type Texts<Facts> = Readonly<Record<Language, (facts: Facts) => Text>>

/** The mail in the language of a tag such as `de-CH`, or in English (ACC-4). */
export function textIn<Facts>(texts: Texts<Facts>, tag: unknown, facts: Facts): Text & { readonly language: Language } {
  const language = languageOf(tag)
  return { ...texts[language](facts), language }
}
