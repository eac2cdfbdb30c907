import { signAccessToken, type Claims } from '../signing-key/access-token.ts'
import type { SigningKeyRow } from '../signing-key/tables.ts'
import { without } from '../portal/portal.ts'
import { accessTokenExpiry, blocksOf, type Identity, type PasswordKnown } from './session.ts'
import type { SessionRow } from './tables.ts'

/** A session with its tokens, as its client gets it once. */
export interface OpenedSession {
  readonly id: SessionRow['id']
  readonly accessToken: string
  readonly accessTokenExpiresAt: Date
  readonly refreshToken: string
  readonly expiresAt: Date
}

/** What somebody gets who has proven who they are: the session, or the question for their second factor. */
export type Entered =
  | { readonly session: OpenedSession; readonly challenge?: undefined }
  | { readonly challenge: Challenge; readonly session?: undefined }

/** The question for a second factor, as it is told. */
export interface Challenge {
  readonly challengeId: string
  readonly expiresAt: Date
}

/** The session as its client gets it, with a new access token that says what is true now. */
export async function opened(
  key: SigningKeyRow,
  session: SessionRow,
  identity: Identity,
  password: PasswordKnown,
  refreshToken: string,
  now: Date,
): Promise<OpenedSession> {
  const until = session.idleUntil.getTime() / 1000
  const claims = { ...claimsOf(identity), sid: session.id, blocks: blocksOf(identity, password), until }
  const accessTokenExpiresAt = accessTokenExpiry(session, now)
  return {
    id: session.id,
    accessToken: await signAccessToken(key, claims, now, accessTokenExpiresAt),
    accessTokenExpiresAt,
    refreshToken,
    expiresAt: session.idleUntil,
  }
}

function claimsOf(
  identity: Identity,
): Pick<Claims, 'kind' | 'company' | 'sub' | 'role' | 'contact' | 'locale' | 'terms' | 'featuresOff' | 'act'> {
  const { kind, company, person: sub } = identity
  if (kind === 'staff') return { kind, company, sub, role: identity.role }
  const { contact, language: locale, termsRequired: terms, seer } = identity
  const act = seer && { act: { sub: seer.agent, role: seer.role } }
  return { kind, company, sub, contact, locale, terms, featuresOff: without(identity.features), ...act }
}
