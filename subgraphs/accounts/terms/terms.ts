import { checkAll, checkEach, type InputPath } from '../../kernel/errors.ts'
import type { AgentId, CompanyId } from '../../kernel/ids.ts'
import { languages, spokenLanguage } from '../../kernel/language.ts'
import { lengthOf, readable } from '../../kernel/text.ts'
import type { TermsAccepted, TermsPublished, TermsRequired } from '../events.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { refuse } from '../refusals.ts'
import type { TermsAcceptanceRow, TermsRow, TermsTextRow } from './tables.ts'

/** What a new version says in one language. */
export type TextGiven = Pick<TermsTextRow, 'language' | 'title' | 'body'>

/** A new version as it is given. */
export interface TermsGiven {
  readonly texts: readonly TextGiven[]
  readonly isRequired: boolean
}

/** Whose terms they are, and in which language whoever wants none of theirs gets them. */
export interface Publisher {
  readonly company: CompanyId
  readonly agent: AgentId
  readonly defaultLanguage: string
}

const LONGEST_TITLE = 200
const LONGEST_BODY = 100_000

/** The version that follows the latest, 0 for none; or a refusal that says of each text what is wrong with it. */
export function publish(
  latest: number,
  { texts, isRequired }: TermsGiven,
  { company: companyId, agent: publishedBy, defaultLanguage }: Publisher,
  now: Date,
): { terms: TermsRow; texts: TermsTextRow[]; events: (TermsPublished | TermsRequired)[] } {
  const version = latest + 1
  if (texts.length === 0) throw refuse('VALUE_MISSING', { path: ['input', 'texts'] })
  const known = checkEach(texts, (each, index) =>
    checkAll({
      language: () => languageOnce(texts, index),
      title: () => text(readable(each.title), LONGEST_TITLE, ['input', 'texts', `${index}`, 'title']),
      body: () => text(each.body.trim(), LONGEST_BODY, ['input', 'texts', `${index}`, 'body']),
    }),
  )
  const spoken = known.map(({ language }) => language)
  if (!spoken.includes(defaultLanguage)) {
    throw refuse('TERMS_TEXT_MISSING', { path: ['input', 'texts'], language: defaultLanguage })
  }
  const data = { companyId, termsVersion: version }
  const published: TermsPublished = { type: 'terms.published', subject: companyId, data: { ...data, isRequired } }
  const required: TermsRequired = { type: 'terms.required', subject: companyId, data }
  return {
    terms: { companyId, version, isRequired, languages: spoken, publishedAt: now, publishedBy },
    texts: known.map((each) => ({ companyId, version, ...each })),
    events: isRequired ? [published, required] : [published],
  }
}

/** In which language somebody read a version: the one they name, else theirs, or what they are shown in its place. */
export interface Reader {
  readonly named: string | null
  readonly spoken: string
  readonly defaultLanguage: string
}

/** With what somebody accepts a version: how they read it, and the address they did it from. */
export interface Accepting {
  readonly version: number
  readonly reader: Reader
  readonly ipAddress: string | null
}

/** A client accepts the current version. Null where they have before; an earlier one is worth nothing any more. */
export function accept(
  account: PortalAccountRow,
  current: Pick<TermsRow, 'version' | 'languages'> | null,
  { version, reader, ipAddress }: Accepting,
  now: Date,
): { change: Partial<PortalAccountRow>; acceptance: TermsAcceptanceRow; event: TermsAccepted } | null {
  const path = ['input', 'version']
  if (!current || version < 1 || version > current.version) {
    throw refuse('NOT_FOUND', { noun: 'version of the terms', path })
  }
  if (version < current.version) throw refuse('TERMS_OUTDATED', { path })
  const language = languageRead(current.languages, reader)
  if (account.termsVersion >= version) return null
  const { companyId, id: accountId, contactId, ownerId } = account
  return {
    change: { termsVersion: version },
    acceptance: { companyId, accountId, version, acceptedAt: now, language, ipAddress },
    event: {
      type: 'terms.accepted',
      subject: accountId,
      persons: [accountId, contactId, ownerId].filter((person) => person !== null),
      data: { accountId, termsVersion: version },
    },
  }
}

/** Nobody has read a version in a language that it does not have. */
function languageRead(spoken: readonly string[], { named, ...reader }: Reader): string {
  if (named === null) return languageAmong(spoken, reader.spoken, reader.defaultLanguage)
  const language = spokenLanguage(named)
  if (language !== null && spoken.includes(language)) return language
  throw refuse('TERMS_LANGUAGE_MISSING', { path: ['input', 'language'], languages: spoken })
}

/** In which of a version's languages it is shown to whoever wants this one: else in the portal's, else in its first. */
export function languageAmong(spoken: readonly string[], wanted: string, defaultLanguage: string): string {
  return [wanted, defaultLanguage].find((language) => spoken.includes(language)) ?? spoken[0]!
}

function languageOnce(texts: readonly TextGiven[], index: number): string {
  const path = ['input', 'texts', `${index}`, 'language']
  const language = languages.find((each) => each === texts[index]!.language)
  if (!language) throw refuse('LANGUAGE_UNKNOWN', { path, languages })
  if (texts.findIndex((each) => each.language === language) < index) throw refuse('TERMS_LANGUAGE_TWICE', { path })
  return language
}

function text(given: string, most: number, path: InputPath): string {
  if (given === '') throw refuse('VALUE_MISSING', { path })
  if (lengthOf(given) > most) throw refuse('TEXT_TOO_LONG', { path, most })
  return given
}
