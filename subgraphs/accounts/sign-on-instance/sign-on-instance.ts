import { checkAll } from '../../kernel/errors.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { lengthOf, readable } from '../../kernel/text.ts'
import type { SignOnInstanceChanged, SignOnInstanceCreated, SignOnInstanceDeleted } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { SignOnInstanceId, SignOnInstanceRow } from './tables.ts'

/** What is said of an installation of the company's product that is an OpenID provider. */
export interface NewInstance {
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly productUrl: string
  readonly isMain?: boolean | null
  readonly isEnabled?: boolean | null
}

/** What of it is to be changed; what is absent stays. */
export interface InstanceEdit {
  readonly name?: string | null
  readonly clientId?: string | null
  readonly clientSecret?: string | null
  readonly productUrl?: string | null
  readonly isMain?: boolean | null
  readonly isEnabled?: boolean | null
}

/** What is kept of a client secret. */
export type SealSecret = (secret: string) => string

const MOST_INSTANCES = 20
const LONGEST_NAME = 100
const LONGEST_ADDRESS = 2_000
const LONGEST_CLIENT_ID = 255
const LONGEST_SECRET = 1_000
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** A new instance; the company's first one is its main one. */
export function create(
  company: CompanyId,
  id: SignOnInstanceId,
  given: NewInstance,
  known: {
    readonly count: number
    readonly isDevelopment: boolean
    /** Whether the issuer's address is one that is not asked from here. */
    readonly isClosed: boolean
    readonly seal: SealSecret
    readonly now: Date
  },
): { instance: SignOnInstanceRow; event: SignOnInstanceCreated } {
  const { count, isDevelopment, isClosed, seal, now } = known
  if (count >= MOST_INSTANCES) throw refuse('TOO_MANY', { most: MOST_INSTANCES })
  const checked = checkAll({
    name: () => nameOf(given.name),
    issuer: () => issuerOf(given.issuer, isDevelopment, isClosed),
    clientId: () => clientIdOf(given.clientId),
    sealedSecret: () => seal(secretOf(given.clientSecret)),
    productUrl: () => addressOf(given.productUrl, 'productUrl', isDevelopment).href,
  })
  const isMain = given.isMain ?? count === 0
  const isEnabled = given.isEnabled ?? true
  return {
    instance: { companyId: company, id, ...checked, isMain, isEnabled, createdAt: now, version: 1 },
    event: { type: 'sign_on.instance_created', subject: id, data: { instanceId: id } },
  }
}

/** Changes an instance, all that is given or nothing; null where nothing is another than before. */
export function edit(
  instance: SignOnInstanceRow,
  given: InstanceEdit,
  known: { readonly isDevelopment: boolean; readonly seal: SealSecret },
): { change: Partial<SignOnInstanceRow>; event: SignOnInstanceChanged } | null {
  const { isDevelopment, seal } = known
  const wanted = checkAll({
    name: () => (given.name == null ? instance.name : nameOf(given.name)),
    clientId: () => (given.clientId == null ? instance.clientId : clientIdOf(given.clientId)),
    sealedSecret: () => (given.clientSecret == null ? instance.sealedSecret : seal(secretOf(given.clientSecret))),
    productUrl: () =>
      given.productUrl == null ? instance.productUrl : addressOf(given.productUrl, 'productUrl', isDevelopment).href,
    isMain: () => given.isMain ?? instance.isMain,
    isEnabled: () => given.isEnabled ?? instance.isEnabled,
  })
  const names = Object.keys(wanted) as (keyof typeof wanted)[]
  if (names.every((name) => wanted[name] === instance[name])) return null
  const { id } = instance
  return {
    change: { ...wanted, version: instance.version + 1 },
    event: { type: 'sign_on.instance_changed', subject: id, data: { instanceId: id } },
  }
}

/** An instance goes: whoever came in by it links anew, by whatever other way there is. */
export function remove({ id }: SignOnInstanceRow): { event: SignOnInstanceDeleted } {
  return { event: { type: 'sign_on.instance_deleted', subject: id, data: { instanceId: id } } }
}

/** An issuer as it is kept and compared; null for a text that is no address. */
export function issuerIn(given: string): string | null {
  const text = given.trim()
  return text.length <= LONGEST_ADDRESS && URL.canParse(text) ? new URL(text).href : null
}

/** Whether an address is reached without encryption, which only a provider on the developer's own machine is. */
export function isPlain(address: string): boolean {
  return new URL(address).protocol === 'http:'
}

function nameOf(given: string): string {
  const path = ['input', 'name']
  const name = readable(given)
  if (name === '') throw refuse('VALUE_MISSING', { path })
  if (lengthOf(name) > LONGEST_NAME) throw refuse('TEXT_TOO_LONG', { path, most: LONGEST_NAME })
  return name
}

/** OpenID Connect Discovery 1.0, section 3: no query and no fragment. */
function issuerOf(given: string, isDevelopment: boolean, isClosed: boolean): string {
  const path = ['input', 'issuer']
  const url = addressOf(given, 'issuer', isDevelopment)
  if (url.search !== '' || url.hash !== '') throw refuse('ADDRESS_INVALID', { path, most: LONGEST_ADDRESS })
  if (isClosed) throw refuse('SIGN_ON_ISSUER_PRIVATE', { path })
  return url.href
}

function clientIdOf(given: string): string {
  const path = ['input', 'clientId']
  const text = given.trim()
  if (text === '') throw refuse('VALUE_MISSING', { path })
  if (text.length > LONGEST_CLIENT_ID) throw refuse('TEXT_TOO_LONG', { path, most: LONGEST_CLIENT_ID })
  return text
}

function secretOf(given: string): string {
  const path = ['input', 'clientSecret']
  if (given === '') throw refuse('VALUE_MISSING', { path })
  if (given.length > LONGEST_SECRET) throw refuse('TEXT_TOO_LONG', { path, most: LONGEST_SECRET })
  return given
}

/** Encrypted, and without somebody's password in it; of the own machine also without encryption while somebody develops. */
function addressOf(given: string, field: string, isDevelopment: boolean): URL {
  const text = given.trim()
  const url = text.length <= LONGEST_ADDRESS && URL.canParse(text) ? new URL(text) : null
  const isOwn = isDevelopment && url?.protocol === 'http:' && LOOPBACK.has(url.hostname)
  if (url && (url.protocol === 'https:' || isOwn) && url.username === '' && url.password === '') return url
  throw refuse('ADDRESS_INVALID', { path: ['input', field], most: LONGEST_ADDRESS })
}
