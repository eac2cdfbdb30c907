import { Secret, TOTP } from 'otpauth'
import type { Person } from '../support/person.ts'

/** What an app shows at a time. */
export const codeAt = (secret: string, at = new Date()): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })

export interface Started {
  readonly secret: string | null
  readonly uri: string | null
  readonly userErrors: readonly { readonly code: string }[]
}

export async function startFactor(by: Person, password: string): Promise<Started> {
  const query = `mutation ($input: SecondFactorStartInput!) {
    done: secondFactorStart(input: $input) { secret uri userErrors { code } } }`
  return (await by.ask<{ done: Started }, object>(query, { input: { password } })).done
}

export interface Confirmed {
  readonly recoveryCodes: readonly string[] | null
  readonly userErrors: readonly { readonly code: string }[]
}

export async function confirmFactor(by: Person, code: string): Promise<Confirmed> {
  const query = `mutation ($input: SecondFactorConfirmInput!) {
    done: secondFactorConfirm(input: $input) { recoveryCodes userErrors { code } } }`
  return (await by.ask<{ done: Confirmed }, object>(query, { input: { code } })).done
}

/** Gives somebody a second factor; gives back their password. */
export async function switchOn(by: Person, password: string): Promise<string> {
  const { secret } = await startFactor(by, password)
  const { recoveryCodes } = await confirmFactor(by, codeAt(secret!))
  if (!recoveryCodes) throw new Error('The second factor was not switched on.')
  return password
}
