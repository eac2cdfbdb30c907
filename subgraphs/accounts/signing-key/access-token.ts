import { generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import { calculateJwkThumbprint, importJWK, SignJWT } from 'jose'
import type { Jwk, SigningKeyRow } from './tables.ts'

/** What an access token says of a person, as the gateway reads it. */
export interface Claims {
  readonly sub: string
  readonly kind: 'staff' | 'client'
  readonly company: string
  readonly role?: string
  readonly contact?: string
  /** In which a client is spoken to; it counts until the next refresh. */
  readonly locale?: string
  /** The version of the company's terms that a client's blocks were judged by. */
  readonly terms?: number
  /** What of the portal a client does not have. */
  readonly featuresOff?: readonly string[]
  /** Who of the staff sees the portal as this client does (RFC 8693, 4.1), and in which role. */
  readonly act?: { readonly sub: string; readonly role: string }
  readonly sid: string
  readonly blocks: readonly string[]
  /** When the session ends unless it is refreshed, in seconds: a socket lives as long as that, not as the token. */
  readonly until: number
}

/** A new Ed25519 key, named by its thumbprint (RFC 7638). */
export async function makeKey(now: Date): Promise<SigningKeyRow> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const publicJwk = jwkOf(publicKey.export({ format: 'jwk' }))
  return {
    kid: await calculateJwkThumbprint(publicJwk),
    privateJwk: jwkOf(privateKey.export({ format: 'jwk' })),
    publicJwk,
    isCurrent: true,
    createdAt: now,
    retiredAt: null,
  }
}

/** An access token (RFC 9068's type) that says `claims` until `expiresAt`. */
export async function signAccessToken(
  { kid, privateJwk }: SigningKeyRow,
  claims: Claims,
  now: Date,
  expiresAt: Date,
): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
    .setIssuer('portico')
    .setAudience('portico')
    .setIssuedAt(seconds(now))
    .setExpirationTime(seconds(expiresAt))
    .sign(await importJWK(privateJwk, 'EdDSA'))
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)

const jwkOf = ({ x, d }: JsonWebKey): Jwk => ({ kty: 'OKP', crv: 'Ed25519', x: x!, ...(d && { d }) })
