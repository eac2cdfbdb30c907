/** What a mail says, without its recipient. */
export interface Text {
  readonly subject: string
  readonly text: string
}

/** One mail in the languages it exists in; English always. */
export interface Texts<Facts> {
  readonly en: (facts: Facts) => Text
  readonly [language: string]: (facts: Facts) => Text
}

/** The mail in the language of the tag, such as `de-CH`: as it is, else without its region, else in English (ACC-4). */
export function textIn<Facts>(texts: Texts<Facts>, language: string, facts: Facts): Text {
  const candidates = [language, language.split('-')[0] ?? '']
  const found = candidates.find((tag) => Object.hasOwn(texts, tag))
  return (found ? texts[found]! : texts.en)(facts)
}
