import { describe, expect, it } from 'vitest'
import type { PortalAccountRow } from '../../subgraphs/accounts/portal-account/tables.ts'
import {
  accept,
  languageAmong,
  publish,
  type TermsGiven,
  type TextGiven,
} from '../../subgraphs/accounts/terms/terms.ts'
import { refusedIn } from '../../subgraphs/kernel/errors.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'

const now = new Date('2027-03-01T10:00:00Z')
const publisher = { company: newId('company'), agent: newId('agent'), defaultLanguage: 'nl' }
const dutch: TextGiven = { language: 'nl', title: 'Voorwaarden', body: 'Wees aardig.' }
const given = (change: Partial<TextGiven> = {}): TermsGiven => ({ texts: [{ ...dutch, ...change }], isRequired: true })
const published = (terms: TermsGiven, latest = 0) => publish(latest, terms, publisher, now)

/** What is refused, as code and place. */
function refused(work: () => unknown): string[] {
  try {
    work()
    return []
  } catch (error) {
    return refusedIn(error)!.map(({ code, data }) => `${code} ${data.path?.slice(1).join('.')}`)
  }
}

describe('publishing terms', () => {
  it('counts versions up, and only a required one tells the gateways (ACC-16)', () => {
    expect(published(given()).events.map(({ type }) => type)).toEqual(['terms.published', 'terms.required'])
    const next = published({ ...given(), isRequired: false }, 7)
    expect(next.terms).toMatchObject({ version: 8, isRequired: false, languages: ['nl'], publishedAt: now })
    expect(next.events.map(({ type }) => type)).toEqual(['terms.published'])
    expect(next.texts).toEqual([{ companyId: publisher.company, version: 8, ...dutch }])
  })

  it('takes titles of 200 and bodies of 100,000 characters, and none longer (ACC-16)', () => {
    expect(refused(() => published(given({ title: '🏠'.repeat(200), body: '🏠'.repeat(100_000) })))).toEqual([])
    expect(refused(() => published(given({ title: 'a'.repeat(201), body: 'a'.repeat(100_001) })))).toEqual([
      'TEXT_TOO_LONG texts.0.title',
      'TEXT_TOO_LONG texts.0.body',
    ])
    expect(refused(() => published(given({ title: ' \n ', body: '\t' })))).toEqual([
      'VALUE_MISSING texts.0.title',
      'VALUE_MISSING texts.0.body',
    ])
  })

  it('keeps the body as it was written, between its first and last word', () => {
    const body = '# One\n\n  * two\n<b>three</b>'
    expect(published(given({ title: ' Our\n terms ', body: `\n${body}\n\n` })).texts[0]).toMatchObject({
      title: 'Our terms',
      body,
    })
  })

  it('has each language once, the default one among them, and none that the product does not speak (ACC-16)', () => {
    const english = { ...dutch, language: 'en' }
    expect(published({ texts: [english, dutch], isRequired: true }).terms.languages).toEqual(['en', 'nl'])
    expect(refused(() => published({ texts: [], isRequired: true }))).toEqual(['VALUE_MISSING texts'])
    expect(refused(() => published({ texts: [english], isRequired: true }))).toEqual(['TERMS_TEXT_MISSING texts'])
    expect(refused(() => published({ texts: [dutch, dutch], isRequired: true }))).toEqual([
      'TERMS_LANGUAGE_TWICE texts.1.language',
    ])
    expect(refused(() => published({ texts: [dutch, { ...dutch, language: 'pt' }], isRequired: true }))).toEqual([
      'LANGUAGE_UNKNOWN texts.1.language',
    ])
  })
})

describe('accepting terms', () => {
  const account = (termsVersion: number) => ({ id: newId('account'), termsVersion, ownerId: null }) as PortalAccountRow
  const current = (version: number) => (version === 0 ? null : { version, languages: ['nl', 'en'] })
  const accepted = (before: number, latest: number, version: number, named: string | null = null) => {
    const reader = { named, spoken: 'fr', defaultLanguage: 'nl' }
    return accept(account(before), current(latest), { version, reader, ipAddress: '192.0.2.1' }, now)
  }

  it('takes the current version, and no other one (ACC-16)', () => {
    expect(accepted(0, 3, 3)).toMatchObject({ change: { termsVersion: 3 }, acceptance: { version: 3, language: 'nl' } })
    expect(refused(() => accepted(0, 3, 2))).toEqual(['TERMS_OUTDATED version'])
    for (const version of [4, 0, -1]) expect(refused(() => accepted(0, 3, version))).toEqual(['NOT_FOUND version'])
    expect(refused(() => accepted(0, 0, 1))).toEqual(['NOT_FOUND version'])
  })

  it('keeps the language that was read, and takes none that the version does not have (ACC-16)', () => {
    expect(accepted(0, 1, 1, 'en-GB')).toMatchObject({ acceptance: { language: 'en' } })
    expect(accepted(0, 1, 1, 'nl')).toMatchObject({ acceptance: { language: 'nl' } })
    for (const named of ['fr', 'xx', '']) {
      expect(refused(() => accepted(0, 1, 1, named))).toEqual(['TERMS_LANGUAGE_MISSING language'])
    }
  })

  it('does nothing where it was accepted before (ACC-16)', () => {
    expect(accepted(3, 3, 3)).toBeNull()
  })
})

describe('the language terms are shown in', () => {
  it('is the wanted one, else the portal’s, else whatever there is (ACC-16)', () => {
    expect(languageAmong(['nl', 'en'], 'en', 'nl')).toBe('en')
    expect(languageAmong(['nl', 'en'], 'fr', 'nl')).toBe('nl')
    expect(languageAmong(['nl', 'en'], 'fr', 'de')).toBe('nl')
  })
})
