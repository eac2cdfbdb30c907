import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose'
import { portalFeatures, type Actor, type Block, type PortalFeature, type Role } from '../subgraphs/kernel/actor.ts'
import { shown, unauthenticated } from '../subgraphs/kernel/errors.ts'
import { idOf, type AgentId } from '../subgraphs/kernel/ids.ts'
import { languageOf } from '../subgraphs/kernel/language.ts'
import type { Pass } from './rights.ts'

/** Verifies access tokens, which accounts signs. */
export interface Tokens {
  /**
   * What an `Authorization` header proves. UNAUTHENTICATED when it proves nothing, NOT_READY without keys. That it was
   * true when the token was signed says nothing of now: see `Sessions`.
   */
  verify(authorization: string): Promise<Pass>
  /** Throws NOT_READY until accounts' keys are known. */
  ready(): Promise<void>
}

export interface TokensOptions {
  /** Asks accounts for its public keys. */
  readonly jwks: () => Promise<JSONWebKeySet>
  readonly now?: () => Date
}

/** An unknown key may be a new one, or a forger's: accounts is asked again at most this often. */
const REFETCH_AFTER_MS = 5_000
/** A verified token is not verified again; as many are remembered. */
const MOST_REMEMBERED = 10_000

const roles: readonly Role[] = ['ADMIN', 'AGENT', 'SUPPORT']
const blocks: readonly Block[] = ['PASSWORD_CHANGE_REQUIRED', 'TERMS_NOT_ACCEPTED', 'PORTAL_OFF']

export function openTokens({ jwks, now = () => new Date() }: TokensOptions): Tokens {
  let keys: ReturnType<typeof createLocalJWKSet> | null = null
  let fetchedAt = -Infinity
  let fetching: Promise<void> | null = null
  const remembered = new Map<string, { readonly pass: Pass; readonly expiresAt: number }>()

  const fetchKeys = () =>
    (fetching ??= jwks()
      .then((set) => {
        keys = createLocalJWKSet(set)
        fetchedAt = Date.now()
      })
      .catch(() => {
        throw shown('LOG_INS_UNKNOWN')
      })
      .finally(() => {
        fetching = null
      }))

  const payloadOf = async (token: string): Promise<JWTPayload> => {
    const verified = await jwtVerify(token, keys!, {
      algorithms: ['EdDSA'],
      issuer: 'portico',
      audience: 'portico',
      typ: 'at+jwt',
      requiredClaims: ['exp', 'sub'],
      currentDate: now(),
    })
    return verified.payload
  }

  const verifyToken = async (token: string): Promise<JWTPayload> => {
    if (!keys) await fetchKeys()
    try {
      return await payloadOf(token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || Date.now() - fetchedAt < REFETCH_AFTER_MS) throw error
    }
    await fetchKeys()
    return payloadOf(token)
  }

  return {
    ready: async () => {
      if (!keys) await fetchKeys()
    },
    async verify(authorization) {
      const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
      if (!token) throw invalid()
      const known = remembered.get(token)
      if (known && known.expiresAt > now().getTime()) return known.pass
      remembered.delete(token)
      try {
        const payload = await verifyToken(token)
        const pass = passOf(payload)
        remembered.set(token, { pass, expiresAt: payload.exp! * 1000 })
        if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!)
        return pass
      } catch (error) {
        if (error instanceof errors.JWTExpired) throw unauthenticated('TOKEN_EXPIRED')
        if (error instanceof errors.JOSEError) throw invalid()
        throw error
      }
    },
  }
}

const invalid = () => unauthenticated('TOKEN_INVALID')

/** A token that does not say when its session ends is taken to end with it; then accounts is asked. */
function passOf(payload: JWTPayload): Pass {
  const { until = payload.exp, terms = 0, locale } = payload
  if (typeof until !== 'number' || typeof terms !== 'number') throw invalid()
  const language = locale === undefined ? null : languageOf(locale)
  const seer = seerOf(payload)
  return {
    actor: actorOf(payload, seer),
    until: until * 1000,
    terms,
    language,
    ...(seer && { seerRole: seer.role }),
  }
}

/** The member of staff who sees the portal as a client does, by the claim `act` (RFC 8693, 4.1); null where nobody looks. */
function seerOf({ act }: JWTPayload): { readonly agent: AgentId; readonly role: Role } | null {
  if (act === undefined) return null
  const { sub, role } = (act ?? {}) as Readonly<Record<string, unknown>>
  const agent = typeof sub === 'string' ? idOf('agent', sub) : null
  const known = roles.find((each) => each === role)
  if (!agent || !known) throw invalid()
  return { agent, role: known }
}

/** The actor of a payload whose signature has been checked; its form is checked here. */
function actorOf(payload: JWTPayload, seer: ReturnType<typeof seerOf>): Actor {
  const text = (claim: string) => (typeof payload[claim] === 'string' ? payload[claim] : '')
  const company = idOf('company', text('company'))
  const session = idOf('session', text('sid'))
  const found = payload['blocks'] ?? []
  const off = payload['featuresOff'] ?? []
  if (!company || !session || !Array.isArray(found) || !found.every(isBlock)) throw invalid()
  if (!Array.isArray(off) || !off.every(isFeature)) throw invalid()
  if (payload['kind'] === 'staff') {
    const agent = idOf('agent', text('sub'))
    const role = roles.find((each) => each === payload['role'])
    if (agent && role) return { kind: 'staff', company, agent, role, session, blocks: found }
  }
  if (payload['kind'] === 'client') {
    const account = idOf('account', text('sub'))
    const contact = idOf('contact', text('contact'))
    const seenBy = seer && { seenBy: seer.agent }
    const featuresOff = off.length > 0 && { featuresOff: off }
    if (account && contact) {
      return { kind: 'client', company, account, contact, session, blocks: found, ...featuresOff, ...seenBy }
    }
  }
  throw invalid()
}

function isBlock(value: unknown): value is Block {
  return blocks.some((block) => block === value)
}

function isFeature(value: unknown): value is PortalFeature {
  return portalFeatures.some((feature) => feature === value)
}
