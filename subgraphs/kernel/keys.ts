import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { SignJWT, jwtVerify } from 'jose'
import { anonymous, type Actor } from './actor.ts'
import { ConfigError, type Config } from './config.ts'
import { forDevelopers } from './errors.ts'
import { makeFolder } from './folder.ts'
import { subgraphNames } from './subgraph.ts'

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

/** Where keys stand, and what else the product makes by itself. */
export type Folders = Pick<Config, 'keysDir' | 'dataDir'>

/** All that have keys. */
export const services: readonly string[] = ['gateway', ...subgraphNames]

const LIFETIME_S = 60
/** How far two machines' clocks may be apart. */
const CLOCK_SKEW_S = 5

export function openKeys(config: Folders & Pick<Config, 'development'>, service: string): Keys {
  const { keysDir: folder } = config
  const own = readOrMake(config, service)
  const trusted = new Map<string, KeyObject>()

  function publicKeyOf(name: string): KeyObject {
    const known = trusted.get(name)
    if (known) return known
    if (!/^[a-z]+$/.test(name)) throw forDevelopers('UNAUTHENTICATED', 'This service is not known.')
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
      if (!assertion) throw forDevelopers('UNAUTHENTICATED', 'Requests come through the gateway, with its assertion.')
      try {
        const { payload } = await jwtVerify(assertion, (header) => publicKeyOf(String(header.kid)), {
          algorithms: ['EdDSA'],
          audience: service,
          clockTolerance: CLOCK_SKEW_S,
          maxTokenAge: LIFETIME_S,
        })
        return { caller: issuerOf(payload.iss, assertion), actor: (payload['actor'] as Actor | undefined) ?? anonymous }
      } catch {
        throw forDevelopers('UNAUTHENTICATED', 'The assertion is not valid.', 'TOKEN_INVALID')
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

function readOrMake(config: Folders & Pick<Config, 'development'>, service: string): KeyObject {
  const { keysDir: folder, development: mayMake } = config
  if (mayMake) makeKeys(config, service)
  const own = readKey(join(folder, `${service}.pem`), createPrivateKey)
  // Where keys are made on the way, those of services that have not yet started appear later.
  if (!mayMake) for (const other of services) readKey(join(folder, `${other}.pub.pem`), createPublicKey)
  return own
}

function readKey(file: string, read: (pem: Buffer) => KeyObject): KeyObject {
  try {
    return read(readFileSync(file))
  } catch {
    throw new ConfigError(
      `The key ${file} cannot be read: make the services' keys with "npm run keys" and set KEYS_DIR.`,
    )
  }
}

/**
 * Makes a service's pair of keys where it has none. A public key that a killed process has not come to write is written from
 * the private one.
 */
export function makeKeys(folders: Folders, service: string): void {
  const file = join(folders.keysDir, `${service}.pem`)
  const publicFile = join(folders.keysDir, `${service}.pub.pem`)
  makeInKeysDir(folders, () => {
    if (!existsSync(file)) {
      const { privateKey } = generateKeyPairSync('ed25519')
      appear(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600)
    }
    if (!existsSync(publicFile)) {
      const own = createPublicKey(readFileSync(file))
      appear(publicFile, own.export({ type: 'spki', format: 'pem' }), 0o644)
    }
  })
}

/**
 * Makes something that KEYS_DIR lacks. What DATA_DIR lacks is made on the way; a folder elsewhere that is to hold KEYS_DIR
 * is there already, or the setting has a slip in it.
 */
export function makeInKeysDir({ keysDir: folder, dataDir }: Folders, make: () => void): void {
  const parent = dirname(folder)
  if (parent !== dataDir && !existsSync(parent)) {
    throw new ConfigError(
      `KEYS_DIR is not usable: ${parent} does not exist, so make it or set KEYS_DIR to another folder.`,
    )
  }
  try {
    makeFolder(folder, 0o700)
    make()
  } catch {
    throw new ConfigError(`The keys cannot be made in ${folder}: set KEYS_DIR to a folder that can be written to.`)
  }
}

/** Writes a file that nobody sees half written; one that is there already stays, of two at once the first one. */
export function appear(file: string, text: string | Buffer, mode: number): void {
  const partial = `${file}.${process.pid}`
  writeFileSync(partial, text, { mode })
  try {
    linkSync(partial, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(partial, { force: true })
  }
}
