import { parse, print } from 'graphql'
import type { Session } from './session-documents.ts'

/** An operation as a tab is opened with it. */
export interface Tab {
  readonly query: string
  readonly variables: string
}

const session = 'session { accessToken accessTokenExpiresAt refreshToken }'
const refusals = 'userErrors { code message path }'

/** What a portal's frontend asks when a link has led to it, by what stands in the address. */
export const linkDocuments = {
  registration: `mutation CompleteRegistration($input: RegistrationCompleteInput!) { registrationComplete(input: $input) {
    state next ${session} ${refusals}
  } }`,
  logIn: `mutation UseLogInLink($input: LoginLinkUseInput!) { loginLinkUse(input: $input) {
    ${session} challenge { challengeId expiresAt } ${refusals}
  } }`,
  'sign-on': `mutation CompleteSignOn($input: SignOnCompleteInput!) { signOnComplete(input: $input) {
    ${session} ${refusals}
  } }`,
  'sign-on-from': `mutation StartSignOn($input: SignOnStartInput!) { signOnStart(input: $input) {
    url ${refusals}
  } }`,
  portal: `query ReadPortal($key: String) { portal(key: $key) {
    ... on Portal { key isOn notice branding { displayName } features registration { mode } }
    ... on NoSuchPortal { information }
  } }`,
} as const

export type Link = keyof typeof linkDocuments

/** What is kept for a sign-on until it comes back; its hash goes ahead (RFC 7636). */
export interface Verifier {
  readonly text: string
  readonly hash: string
}

/** Those of the page: each sign-on has one of its own (RFC 7636, section 4.1). */
export interface Verifiers {
  /** The one that the last sign-on was begun with; null where none was. */
  kept(): Verifier | null
  /** Makes one and keeps it in the other's place. */
  make(): Promise<Verifier>
}

/** The operation that belongs to the link which has opened the page, filled in; null where it was opened without one. */
export async function tabOf(told: URLSearchParams, verifiers: Verifiers): Promise<Tab | null> {
  const portalKey = told.get('portal')
  const variables: Readonly<Record<Link, (value: string) => object | Promise<object>>> = {
    registration: (token) => ({ input: { token, password: '' } }),
    logIn: (token) => ({ input: { token } }),
    'sign-on': (token) => ({ input: { token, verifier: verifiers.kept()?.text ?? '' } }),
    'sign-on-from': async (instanceId) => ({
      input: { portalKey, instanceId, verifierHash: (await verifiers.make()).hash },
    }),
    portal: (key) => ({ key }),
  }
  const links = Object.keys(linkDocuments) as Link[]
  const link = links.find((name) => told.has(name))
  if (!link) return null
  const filled = await variables[link](told.get(link)!)
  return { query: print(parse(linkDocuments[link])), variables: JSON.stringify(filled, null, 2) }
}

/** Why a sign-on came back without anybody; null where it did not. The text is a code of ours, whoever has made the link. */
export function signOnErrorIn(told: URLSearchParams): string | null {
  return /^SIGN_ON_[A-Z_]+$/.exec(told.get('sign-on-error') ?? '')?.[0] ?? null
}

/** The session that one of these has opened; null for any other result. */
export function sessionIn(data: Readonly<Record<string, unknown>> | null | undefined): Session | null {
  const { registrationComplete, loginLinkUse, signOnComplete } = data ?? {}
  const payload = registrationComplete ?? loginLinkUse ?? signOnComplete
  const { session } = (payload ?? {}) as { readonly session?: Session | null }
  return session?.accessToken && session.refreshToken && session.accessTokenExpiresAt ? session : null
}

/** 32 random bytes as a text, with its SHA-256, both in base64url. */
export async function newVerifier(): Promise<Verifier> {
  // Browsers hash nothing for pages of other machines without encryption.
  if (!('subtle' in crypto)) throw new Error('Single sign-on wants this page by HTTPS, or from this machine.')
  const text = base64url(crypto.getRandomValues(new Uint8Array(32)))
  return {
    text,
    hash: base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))),
  }
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
