import { portalFeatures } from '../../kernel/actor.ts'
import { isEmailAddress } from '../../kernel/email-address.ts'
import { checkAll, checkEach } from '../../kernel/errors.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { languages } from '../../kernel/language.ts'
import { lengthOf, readable } from '../../kernel/text.ts'
import type { PortalChanged, PortalOriginsChanged, PortalSwitchedOff, PortalSwitchedOn } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { PortalRow } from './tables.ts'

/** What of a portal is to be set; what is absent stays, and null empties what may be empty. */
export interface PortalSetting {
  readonly isOn?: boolean | null
  readonly notice?: string | null
  readonly features?: PortalRow['features'] | null
  readonly branding?: Partial<Pick<PortalRow, 'displayName' | 'primaryColor' | 'accentColor' | 'logoUrl'>> | null
  readonly registration?: {
    readonly mode?: PortalRow['registrationMode'] | null
    readonly way?: PortalRow['registrationWay'] | null
    readonly shortestName?: number | null
  } | null
  readonly languages?: readonly string[] | null
  readonly defaultLanguage?: string | null
  readonly supportEmail?: string | null
  readonly imprintUrl?: string | null
  readonly privacyUrl?: string | null
  readonly origins?: readonly string[] | null
  readonly logInByLink?: boolean | null
}

type PortalFact = PortalSwitchedOff | PortalSwitchedOn | PortalOriginsChanged | PortalChanged

const LONGEST_DISPLAY_NAME = 100
const LONGEST_NOTICE = 2_000
const LONGEST_ADDRESS = 2_000
/** Names have up to 100 characters (ACC-6). */
const LONGEST_SHORTEST_NAME = 100
const MOST_ORIGINS = 20
const HEX_COLOR = /^#[0-9a-f]{6}$/
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The portal that comes with a company: on, with all features, and closed to strangers until it is decided otherwise. */
export function open(company: CompanyId, companyName: string): PortalRow {
  return {
    companyId: company,
    version: 1,
    isOn: true,
    notice: null,
    features: [...portalFeatures],
    displayName: companyName,
    primaryColor: null,
    accentColor: null,
    logoUrl: null,
    registrationMode: 'CLOSED',
    registrationWay: 'CODE',
    shortestName: 3,
    languages: [...languages],
    defaultLanguage: 'en',
    supportEmail: null,
    imprintUrl: null,
    privacyUrl: null,
    origins: [],
    termsVersion: 0,
    logInByLink: false,
    switchedOffAt: null,
  }
}

/**
 * Sets all that is given, or refuses all of it, each wrong value by itself. Null when nothing changes by it. Pages of the
 * own machine may call without encryption only while somebody develops.
 */
export function set(
  portal: PortalRow,
  given: PortalSetting,
  isDevelopment: boolean,
  now: Date,
): { change: Partial<PortalRow>; events: PortalFact[] } | null {
  const { branding, registration } = given
  const kept = checkAll({
    isOn: () => given.isOn ?? portal.isOn,
    notice: () => optional(given.notice, portal.notice, (text) => paragraphs(text, ['notice'])),
    features: () =>
      given.features ? portalFeatures.filter((each) => given.features!.includes(each)) : portal.features,
    displayName: () => displayName(branding?.displayName ?? portal.displayName),
    primaryColor: () => optional(branding?.primaryColor, portal.primaryColor, (text) => color(text, 'primaryColor')),
    accentColor: () => optional(branding?.accentColor, portal.accentColor, (text) => color(text, 'accentColor')),
    logoUrl: () => optional(branding?.logoUrl, portal.logoUrl, (text) => address(text, ['branding', 'logoUrl'])),
    registrationMode: () => registration?.mode ?? portal.registrationMode,
    registrationWay: () => registration?.way ?? portal.registrationWay,
    shortestName: () => shortestName(registration?.shortestName ?? portal.shortestName),
    languages: () => (given.languages ? offered(given.languages) : portal.languages),
    defaultLanguage: () =>
      defaultAmong(given.languages ?? portal.languages, given.defaultLanguage ?? portal.defaultLanguage),
    supportEmail: () => optional(given.supportEmail, portal.supportEmail, email),
    imprintUrl: () => optional(given.imprintUrl, portal.imprintUrl, (text) => address(text, ['imprintUrl'])),
    privacyUrl: () => optional(given.privacyUrl, portal.privacyUrl, (text) => address(text, ['privacyUrl'])),
    logInByLink: () => given.logInByLink ?? portal.logInByLink,
    origins: () => (given.origins ? originsIn(given.origins, isDevelopment) : portal.origins),
  })
  const change = differing(portal, kept)
  const { isOn, origins, ...others } = change
  const { companyId } = portal
  const data = { companyId }
  const events: PortalFact[] = []
  if (origins) events.push({ type: 'portal.origins_changed', subject: companyId, data })
  if (Object.keys(others).length > 0) {
    events.push({ type: 'portal.changed', subject: companyId, data: { companyId, features: kept.features } })
  }
  if (isOn !== undefined) {
    events.push({ type: isOn ? 'portal.switched_on' : 'portal.switched_off', subject: companyId, data })
  }
  if (events.length === 0) return null
  const switched = isOn === undefined ? {} : { switchedOffAt: isOn ? null : now }
  return { change: { ...change, ...switched, version: portal.version + 1 }, events }
}

/** What of the portal clients do not have who have these parts of it. */
export function without(features: PortalRow['features']): PortalRow['features'] {
  return portalFeatures.filter((each) => !features.includes(each))
}

/** What of the values is not as it was; a list of the same elements is the same. */
function differing(portal: PortalRow, values: Partial<PortalRow>): Partial<PortalRow> {
  const isSame = (name: string, value: unknown) =>
    JSON.stringify(portal[name as keyof PortalRow]) === JSON.stringify(value)
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !isSame(name, value)))
}

function optional<T>(given: string | null | undefined, before: T | null, check: (text: string) => T): T | null {
  if (given === undefined) return before
  return given === null || given.trim() === '' ? null : check(given)
}

function displayName(given: string): string {
  const path = ['input', 'branding', 'displayName']
  const name = readable(given)
  if (name === '') throw refuse('VALUE_MISSING', { path })
  if (lengthOf(name) > LONGEST_DISPLAY_NAME) throw refuse('TEXT_TOO_LONG', { path, most: LONGEST_DISPLAY_NAME })
  return name
}

function paragraphs(given: string, field: readonly string[]): string {
  const text = given.trim()
  if (lengthOf(text) <= LONGEST_NOTICE) return text
  throw refuse('TEXT_TOO_LONG', { path: ['input', ...field], most: LONGEST_NOTICE })
}

/** In small letters, so that one colour is one text. */
function color(given: string, field: string): string {
  const text = given.trim().toLowerCase()
  if (HEX_COLOR.test(text)) return text
  throw refuse('COLOR_INVALID', { path: ['input', 'branding', field] })
}

/** An address that a page may show or link to: encrypted, and without somebody's password in it. */
function address(given: string, field: readonly string[]): string {
  const text = given.trim()
  const url = text.length <= LONGEST_ADDRESS && URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'https:' && url.username === '' && url.password === '') return url.href
  throw refuse('ADDRESS_INVALID', { path: ['input', ...field], most: LONGEST_ADDRESS })
}

function shortestName(given: number): number {
  if (given >= 1 && given <= LONGEST_SHORTEST_NAME) return given
  const path = ['input', 'registration', 'shortestName']
  throw refuse('SHORTEST_NAME_INVALID', { path, most: LONGEST_SHORTEST_NAME })
}

/** In the order given, which is the order in which they are offered. */
function offered(given: readonly string[]): string[] {
  if (given.length === 0) throw refuse('VALUE_MISSING', { path: ['input', 'languages'] })
  const known = checkEach(given, (each, index) => {
    const found = languages.find((language) => language === each)
    if (found) return found
    throw refuse('LANGUAGE_UNKNOWN', { path: ['input', 'languages', `${index}`], languages })
  })
  return [...new Set(known)]
}

/** Of an empty list, which is refused by itself, there is no more to say. */
function defaultAmong(list: readonly string[], language: string): string {
  if (list.length === 0 || list.includes(language)) return language
  throw refuse('LANGUAGE_NOT_OFFERED', { path: ['input', 'defaultLanguage'] })
}

function email(given: string): string {
  const text = given.trim()
  if (isEmailAddress(text)) return text
  throw refuse('EMAIL_INVALID', { path: ['input', 'supportEmail'] })
}

function originsIn(given: readonly string[], isDevelopment: boolean): string[] {
  if (given.length > MOST_ORIGINS) throw refuse('TOO_MANY', { path: ['input', 'origins'], most: MOST_ORIGINS })
  const known = checkEach(given, (each, index) => {
    if (isOrigin(each, isDevelopment)) return each
    throw refuse('ORIGIN_INVALID', { path: ['input', 'origins', `${index}`] })
  })
  return [...new Set(known)]
}

/** Letter by letter as a browser sends it, or it would never match. */
function isOrigin(text: string, isDevelopment: boolean): boolean {
  const url = text.length <= LONGEST_ADDRESS && URL.canParse(text) ? new URL(text) : null
  if (url?.origin !== text) return false
  return url.protocol === 'https:' || (isDevelopment && url.protocol === 'http:' && LOOPBACK.has(url.hostname))
}
