import { describe, expect, it } from 'vitest'
import { refuse as accounts } from '../../subgraphs/accounts/refusals.ts'
import { refuse as contacts } from '../../subgraphs/contacts/refusals.ts'
import { errorCodes, messageIn, shown } from '../../subgraphs/kernel/errors.ts'
import { fileRefusals } from '../../subgraphs/kernel/files/content/refusal.ts'
import { refuse as uploads } from '../../subgraphs/kernel/files/refusals.ts'
import { languages } from '../../subgraphs/kernel/language.ts'
import { refusals } from '../../subgraphs/kernel/refusals.ts'
import { sentences } from '../../subgraphs/kernel/sentences.ts'
import { said, type Texts } from '../../subgraphs/kernel/texts.ts'
import { refuse as tickets } from '../../subgraphs/tickets/refusals.ts'
import { refuse as viewings } from '../../subgraphs/viewings/refusals.ts'

const catalogues = {
  sentences,
  files: fileRefusals,
  uploads: uploads.texts,
  accounts: accounts.texts,
  contacts: contacts.texts,
  viewings: viewings.texts,
  tickets: tickets.texts,
}
const words = { accounts, contacts, viewings, tickets }

/** Words that are the same in English and in another of the languages. */
const alike = new Set(['block', 'contact', 'team', 'ticket', 'session', 'deal', 'note', 'photo', 'consumer', 'OPEN'])

const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, place]) => place).sort()

describe('what people are told', () => {
  it.each(Object.entries(catalogues))('exists in every language, with the same places: %s (API-9)', (_, texts) => {
    for (const [code, found] of Object.entries(texts as Readonly<Record<string, Texts>>)) {
      for (const language of languages) {
        const text = found[language]
        expect(text.trim(), `${code} in ${language}`).toMatch(/\S.+/)
        expect(placesOf(text), `${code} in ${language}`).toEqual(placesOf(found.en))
        if (language !== 'en') expect(text, `${code} in ${language}`).not.toBe(found.en)
      }
    }
  })

  it.each(Object.entries(words))('has its words in every language: %s (API-9)', (_, { texts, words }) => {
    const places = new Set(Object.values<Texts>(texts).flatMap(({ en }) => placesOf(en)))
    for (const [place, known] of Object.entries<Readonly<Record<string, Texts>>>(words)) {
      expect(places, place).toContain(place)
      for (const [name, word] of Object.entries(known)) {
        expect(word.en, 'English is what it was called in the code').toBe(name)
        for (const language of languages) {
          expect(word[language].trim(), `${name} in ${language}`).not.toBe('')
          const isOwn = language === 'en' || alike.has(name) || word[language].toLowerCase() !== name.toLowerCase()
          expect(isOwn, `${name} in ${language}`).toBe(true)
        }
      }
    }
  })

  it('keeps the two messages that are agreed upon exact in English (API-9)', () => {
    expect(accounts.texts.PORTAL_USER_ALREADY_EXISTS.en).toBe('portal user already exists')
  })

  it('has a sentence for each reason of the closed lists (API-5)', () => {
    const said = new Set(Object.values(sentences).map((each) => ('reason' in each ? each.reason : null)))
    const reasons = Object.values(errorCodes).flatMap((code) => Object.keys(code.reasons))
    expect(reasons.filter((reason) => !said.has(reason as never))).toEqual([])
  })
})

describe('a text', () => {
  const texts = { en: '{n} of {what}', nl: '{n} {what}', de: '{n} {what}', fr: '{n} {what}', es: '{n} {what}' }

  it('has numbers and lists as its language writes them, and words translated', () => {
    const told = { n: 20_000, what: ['A', 'B', 'C'] }
    expect(said(texts, 'en', told)).toBe('20,000 of A, B, and C')
    expect(said(texts, 'de', told)).toBe('20.000 A, B und C')
    const what = { tree: { en: 'tree', nl: 'boom', de: 'Baum', fr: 'arbre', es: 'árbol' } }
    expect(said(texts, 'es', { n: 1, what: 'tree' }, { what })).toBe('1 árbol')
    expect(said(texts, 'nl', { n: 1, what: 'toString' }, { what })).toBe('1 toString')
  })

  it('does not compile with a language, a place or a word missing', () => {
    // @ts-expect-error Spanish is missing.
    refusals({ SO: { en: 'So.', nl: 'Zo.', de: 'So.', fr: 'Ainsi.' } })
    const refuse = refusals(
      { SO: { en: '{n} so', nl: '{n}', de: '{n}', fr: '{n}', es: '{n}' } },
      { n: { one: { en: 'one', nl: 'een', de: 'eins', fr: 'un', es: 'uno' } } },
    )
    expect(refuse('SO', { n: 'one', path: ['input'] }).messageIn('de')).toBe('eins')
    // @ts-expect-error There is no such word.
    refuse('SO', { n: 'two' })
    // @ts-expect-error The place would stay empty.
    expect(refuse('SO').messageIn('de')).toBe('')
    // @ts-expect-error There is no such code.
    expect(() => refuse('SUCH')).toThrow()
    // @ts-expect-error The place would stay empty.
    expect(shown('TOO_DEEP').message).toBe('The operation is more than  fields deep.')
  })

  it('is said in a language by an error’s extensions, also as JSON; what is none of ours is not', () => {
    const error = shown('TOO_DEEP', { most: 16 })
    expect(error.message).toBe('The operation is more than 16 fields deep.')
    const extensions = JSON.parse(JSON.stringify(error.extensions)) as Record<string, unknown>
    expect(messageIn('fr', extensions)).toBe('L’opération dépasse 16 champs de profondeur.')
    for (const says of [undefined, null, 4, {}, { name: 'toString' }, { name: 'NONE', told: {} }]) {
      expect(messageIn('fr', { code: 'INTERNAL', says })).toBeNull()
    }
    expect(messageIn('fr', { says: { name: 'TOO_DEEP' } })).toBe('L’opération dépasse  champs de profondeur.')
  })
})
