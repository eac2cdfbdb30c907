import { Secret, TOTP } from 'otpauth'

const PERIOD_S = 30
const SECRET_BYTES = 20
/** A code of the step before or after is right, too: clocks differ, and typing takes time (RFC 6238, 5.2). */
const WINDOW = 1

/** What the apps of all makers read: SHA-1, six digits, thirty seconds (RFC 6238). */
const rules = { algorithm: 'SHA1', digits: 6, period: PERIOD_S } as const

/** A new secret, as an app takes it when it is typed. */
export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32
}

/** The same as an app scans it. */
export function uriOf(secret: string, issuer: string, label: string): string {
  return new TOTP({ ...rules, issuer, label, secret: Secret.fromBase32(secret) }).toString()
}

/** The time step of which a code is; null for one that is wrong now. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const totp = new TOTP({ ...rules, secret: Secret.fromBase32(secret) })
  const timestamp = now.getTime()
  const delta = totp.validate({ token: code, timestamp, window: WINDOW })
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_S) + delta
}
