import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, type Config } from './config.ts'
import { appear, makeInKeysDir, type Folders } from './keys.ts'

/**
 * Seals secrets that the product must be able to read again, so that whoever gets hold of the database alone cannot:
 * AES-256-GCM, with a key that stands in KEYS_DIR as `<service>.seal`. The key is read when it is first wanted: who seals
 * nothing needs none.
 */
export interface Seal {
  /** The text, sealed. It is opened again only as what it is `of`, so that one row's secret is no other's. */
  close(text: string, of: string): string
  /** What was sealed; throws where the key is another one, or the text was changed or is of something else. */
  open(sealed: string, of: string): string
  /** Throws a ConfigError where what was sealed cannot be opened for lack of its key. */
  check(sealed: string): void
  /** Throws a ConfigError where there is no key to seal with. */
  ready(): void
}

interface Key {
  readonly bytes: Buffer
  /** Tells keys apart, and nothing of the key itself. */
  readonly name: string
}

const KEY_BYTES = 32
/** As NIST recommends for GCM (SP 800-38D, 5.2.1.1). Random ones serve for 2^32 secrets under one key. */
const NONCE_BYTES = 12
const TAG_BYTES = 16

export function openSeal(config: Folders & Pick<Config, 'development'>, service: string): Seal {
  let known: Key | null = null
  const key = () => (known ??= readOrMake(config, service))

  function mustBeOurs(sealed: string): void {
    if (sealed.split('.', 1)[0] === key().name) return
    throw new ConfigError(
      `The key ${fileOf(config, service)} is not the one that the database's secrets were sealed with: put that one back.`,
    )
  }

  return {
    close(text, of) {
      const { bytes, name } = key()
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(of))
      const closed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${name}.${closed.toString('base64url')}`
    },
    open(sealed, of) {
      mustBeOurs(sealed)
      const closed = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64url')
      const [nonce, tag] = [closed.subarray(0, NONCE_BYTES), closed.subarray(-TAG_BYTES)]
      try {
        const options = { authTagLength: TAG_BYTES }
        const decipher = createDecipheriv('aes-256-gcm', key().bytes, nonce, options)
        decipher.setAAD(Buffer.from(of)).setAuthTag(tag)
        return decipher.update(closed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        throw new Error('A sealed secret was changed, or is of something else.')
      }
    },
    check: mustBeOurs,
    ready: () => void key(),
  }
}

/** Makes the key that a service seals with where it has none. */
export function makeSealKey(folders: Folders, service: string): void {
  const file = fileOf(folders, service)
  makeInKeysDir(folders, () => {
    if (!existsSync(file)) appear(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, 0o600)
  })
}

function readOrMake(config: Folders & Pick<Config, 'development'>, service: string): Key {
  if (config.development) makeSealKey(config, service)
  const file = fileOf(config, service)
  const bytes = Buffer.from(textOf(file).trim(), 'base64')
  if (bytes.length !== KEY_BYTES) {
    throw new ConfigError(`The key ${file} is damaged: put back the copy that you have kept of it.`)
  }
  return { bytes, name: createHash('sha256').update('name of').update(bytes).digest('base64url').slice(0, 8) }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ConfigError(`The key ${file} cannot be read: make it with "npm run keys" and set KEYS_DIR.`)
  }
}

const fileOf = ({ keysDir }: Pick<Folders, 'keysDir'>, service: string) => join(keysDir, `${service}.seal`)
