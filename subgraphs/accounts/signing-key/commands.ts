import type { JSONWebKeySet } from 'jose'
import type { Services } from '../../kernel/services.ts'
import { makeKey } from './access-token.ts'
import { insertCurrentKey, listKeys, readCurrentKey } from './repository.ts'
import type { SigningKeyRow } from './tables.ts'

/** The key that signs access tokens, made when it is needed for the first time. */
export async function currentKey({ db, now }: Services): Promise<SigningKeyRow> {
  const found = await readCurrentKey(db)
  if (found) return found
  await insertCurrentKey(db, await makeKey(now()))
  return (await readCurrentKey(db))!
}

/** The public keys by which the gateway verifies access tokens (RFC 7517). */
export async function publicKeys(services: Services): Promise<JSONWebKeySet> {
  await currentKey(services)
  const keys = await listKeys(services.db)
  return { keys: keys.map(({ kid, publicJwk }) => ({ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' })) }
}
