import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languageOf, languages, languageTagIn, preferredLanguage } from '../../subgraphs/kernel/language.ts'

describe('a language', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['DE-ch-1996', 'de'],
    ['zh-Hant-TW', 'en'],
    ['nl_BE', 'nl'],
    ['deu', 'en'],
    ['', 'en'],
    [null, 'en'],
    [{}, 'en'],
    ['toString', 'en'],
  ] as const)('of the tag %j is %s (API-9)', (tag, language) => {
    expect(languageOf(tag)).toBe(language)
  })

  it.each([
    ['pt-br', 'pt-BR'],
    ['EN', 'en'],
    ['es-419', 'es-419'],
    ['xx', 'xx'],
    ['dutch', null],
    ['nl_BE', null],
    ['??', null],
    ['', null],
    [`en-${'x'.repeat(100_000)}`, null],
  ])('is named by the tag %j as %j (ACC-6, ACC-17)', (text, tag) => {
    expect(languageTagIn(text)).toBe(tag)
  })

  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['nl', 'nl'],
    ['de-AT', 'de'],
    ['fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5', 'fr'],
    ['pt-BR, pt;q=0.9, es;q=0.4', 'es'],
    ['pt, it', 'en'],
    ['en;q=0.2, nl;q=0.8', 'nl'],
    ['de;q=0, *', 'en'],
    [['de'], 'en'],
    ['x'.repeat(100_000), 'en'],
  ] as const)('preferred by the Accept-Language %j is %s (API-9)', (accepted, language) => {
    expect(preferredLanguage(accepted)).toBe(language)
  })

  it('is always one of ours, whatever is asked for', () => {
    const headers = fc.oneof(fc.string(), fc.stringMatching(/^[a-z*;,=q.0-9 -]{0,40}$/))
    fc.assert(fc.property(headers, (header) => languages.includes(preferredLanguage(header))))
    fc.assert(fc.property(fc.anything(), (tag) => languages.includes(languageOf(tag))))
  })
})
