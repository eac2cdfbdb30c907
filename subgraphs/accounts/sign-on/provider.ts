import * as oidc from 'openid-client'
import type { Outside } from '../../kernel/outside.ts'
import type { SignOnInstanceRow } from '../sign-on-instance/tables.ts'
import { isPlain } from '../sign-on-instance/sign-on-instance.ts'
import type { SignOnError } from './sign-on.ts'

/** An instance as its provider is spoken to. */
export interface Provider {
  readonly instance: SignOnInstanceRow
  /** The way to it. */
  readonly outside: Pick<Outside, 'fetch'>
  /** Gives the client secret when it is wanted. */
  secret(): string
}

/** What was asked of a provider, and what its answer is held against. */
export interface Asked {
  readonly state: string
  readonly nonce: string
  /** Our own for the provider (RFC 7636); the frontend's is another. */
  readonly verifier: string
}

export type Claims = Readonly<Record<string, unknown>>

const TIMEOUT_S = 5
const MINUTE = 60_000
/** How long what a provider says of itself is believed; its keys are read anew when one is wanted that is not known. */
const KEPT_MS = 10 * MINUTE
/** How long one that did not answer is not asked again, so that it is not waited for by everybody. */
const FAILED_MS = 2_000
const MOST_KEPT = 1_000
/** What providers say is short. */
const MOST_BYTES = 512 * 1024

interface Kept {
  readonly until: number
  readonly configuration: Promise<oidc.Configuration>
}

/** By instance and version: whatever an ADMIN changes counts at once. */
const known = new Map<string, Kept>()

/** New secrets for one attempt, of 256 bits each. */
export function newAsked(state: string): Asked {
  return { state, nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
}

/** Where to send somebody, so that the provider finds out who they are. Throws what `errorOf` tells. */
export async function authorizationUrl(
  provider: Provider,
  asked: Asked,
  to: { readonly redirectUrl: string; readonly language: string },
): Promise<string> {
  const configuration = await configurationOf(provider)
  const challenge = await oidc.calculatePKCECodeChallenge(asked.verifier)
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: to.redirectUrl,
    scope: 'openid email profile',
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ui_locales: to.language,
  })
  return url.href
}

/**
 * What the provider says of the person whom it has sent back: the code is exchanged, and the ID token checked in its
 * signature, issuer, audience, nonce and times. A provider that tells the address only on request is asked for it.
 */
export async function claimsOf(provider: Provider, asked: Asked, address: URL): Promise<Claims> {
  const configuration = await configurationOf(provider)
  const tokens = await oidc.authorizationCodeGrant(configuration, address, {
    pkceCodeVerifier: asked.verifier,
    expectedState: asked.state,
    expectedNonce: asked.nonce,
    idTokenExpected: true,
  })
  const claims: Claims = tokens.claims()!
  if (claims['email'] !== undefined) return claims
  if (!configuration.serverMetadata().userinfo_endpoint) return claims
  const told: Claims = await oidc.fetchUserInfo(configuration, tokens.access_token, String(claims['sub']))
  return { ...told, ...claims }
}

/** What an error of the two above means to whoever signs on. */
export function errorOf(error: unknown): SignOnError {
  if (error instanceof oidc.AuthorizationResponseError) return 'SIGN_ON_DENIED'
  return isAway(error) ? 'SIGN_ON_UNAVAILABLE' : 'SIGN_ON_FAILED'
}

/** An error as the log may have it: its kind, and nothing that the provider or the person said. */
export function kindOf(error: unknown): string {
  const { name, code, cause } = error as { readonly name?: string; readonly code?: string; readonly cause?: unknown }
  const why = cause instanceof Error ? cause.name : undefined
  return [name, code, why].filter((part) => typeof part === 'string').join(' ')
}

function isAway(error: unknown): boolean {
  const { code, cause } = error as { readonly code?: string; readonly cause?: unknown }
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return true
  if (error instanceof TypeError && cause instanceof Error) return true
  return cause instanceof Response && cause.status >= 500
}

function configurationOf(provider: Provider): Promise<oidc.Configuration> {
  const { id, version } = provider.instance
  const key = `${id} ${version}`
  const now = performance.now()
  const found = known.get(key)
  if (found && now < found.until) return found.configuration
  if (known.size >= MOST_KEPT) known.clear()
  const configuration = discover(provider)
  known.set(key, { configuration, until: now + KEPT_MS })
  configuration.catch(() => known.set(key, { configuration, until: performance.now() + FAILED_MS }))
  return configuration
}

function discover({ instance, outside, secret }: Provider): Promise<oidc.Configuration> {
  const { issuer, clientId } = instance
  return oidc.discovery(new URL(issuer), clientId, undefined, authentication(secret()), {
    timeout: TIMEOUT_S,
    [oidc.customFetch]: shortFetch(outside),
    execute: [oidc.enableNonRepudiationChecks, ...(isPlain(issuer) ? [oidc.allowInsecureRequests] : [])],
  })
}

/** By what the provider takes; what it does not say is `client_secret_basic` (OpenID Connect Discovery 1.0, section 3). */
function authentication(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)]
  return (server, client, body, headers) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const isBasic = taken.includes('client_secret_basic') || !taken.includes('client_secret_post')
    return (isBasic ? basic : post)(server, client, body, headers)
  }
}

/** Nobody's answer may fill the memory. */
const shortFetch =
  (outside: Provider['outside']): oidc.CustomFetch =>
  async (url, options) => {
    const response = await outside.fetch(url, options as Parameters<Outside['fetch']>[1])
    const pieces: Uint8Array[] = []
    let length = 0
    for await (const piece of response.body ?? []) {
      length += piece.length
      if (length > MOST_BYTES) throw new Error('A provider said too much.')
      pieces.push(piece)
    }
    const { status, statusText, headers } = response
    return new Response(pieces.length > 0 ? Buffer.concat(pieces) : null, { status, statusText, headers: [...headers] })
  }
