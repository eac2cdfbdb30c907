import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { SignJWT, jwtVerify } from 'jose'
import { anonymous, type Actor } from './actor.ts'
import { ConfigError } from './config.ts'
import { unauthenticated } from './errors.ts'

/** A request's verified carrier and the actor it speaks for. */
export interface Assertion {
  readonly caller: string
  readonly actor: Actor
}

/**
 * How services know each other across processes: each signs assertions of 60 seconds with its own Ed25519 key, for one
 * audience, naming the actor it speaks for. The keys are PEM files in one folder, `<service>.pem` and
 * `<service>.pub.pem`; each machine needs its own service's private key and everyone's public ones.
 */
export interface Keys {
  /** A signed assertion for one service. */
  assert(audience: string, actor: Actor): Promise<string>
  /** What a received assertion says; UNAUTHENTICATED when it is missing, forged, stale or for another service. */
  verify(assertion: string | undefined): Promise<Assertion>
}

const LIFETIME_S = 60
/** How far two machines' clocks may be apart. */
const CLOCK_SKEW_S = 5

export function openKeys(folder: string, service: string, mayMake: boolean): Keys {
  const own = readOrMake(folder, service, mayMake)
  const trusted = new Map<string, KeyObject>()

  function publicKeyOf(name: string): KeyObject {
    const known = trusted.get(name)
    if (known) return known
    if (!/^[a-z]+$/.test(name)) throw unauthenticated('This service is not known.')
    const key = createPublicKey(readFileSync(join(folder, `${name}.pub.pem`)))
    trusted.set(name, key)
    return key
  }

  return {
    assert: (audience, actor) =>
      new SignJWT({ actor: actor as never })
        .setProtectedHeader({ alg: 'EdDSA', kid: service })
        .setIssuer(service)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${LIFETIME_S}s`)
        .sign(own),

    async verify(assertion) {
      if (!assertion) throw unauthenticated('Requests come through the gateway, with its assertion.')
      try {
        const { payload } = await jwtVerify(assertion, (header) => publicKeyOf(String(header.kid)), {
          algorithms: ['EdDSA'],
          audience: service,
          clockTolerance: CLOCK_SKEW_S,
          maxTokenAge: LIFETIME_S,
        })
        return { caller: issuerOf(payload.iss, assertion), actor: (payload['actor'] as Actor | undefined) ?? anonymous }
      } catch {
        throw unauthenticated('The assertion is not valid.', 'TOKEN_INVALID')
      }
    },
  }
}

/** The issuer, who must be the one whose key has verified the assertion. */
function issuerOf(issuer: string | undefined, assertion: string): string {
  const header = JSON.parse(Buffer.from(assertion.split('.')[0] ?? '', 'base64url').toString()) as { kid?: string }
  if (!issuer || issuer !== header.kid) throw new Error('The issuer is not the signer.')
  return issuer
}

function readOrMake(folder: string, service: string, mayMake: boolean): KeyObject {
  const file = join(folder, `${service}.pem`)
  if (mayMake) makeKeys(folder, service, file)
  try {
    return createPrivateKey(readFileSync(file))
  } catch {
    throw new ConfigError(
      `The key ${file} cannot be read: make the services' keys with "npm run keys" and set KEYS_DIR.`,
    )
  }
}

/** Makes a service's pair of keys where it has none; of two processes at once, the first one's stands. */
export function makeKeys(folder: string, service: string, file = join(folder, `${service}.pem`)): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  try {
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
    writeFileSync(join(folder, `${service}.pub.pem`), publicKey.export({ type: 'spki', format: 'pem' }))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
