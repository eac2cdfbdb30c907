import { expect } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { mailTo, readMails } from '../support/mails.ts'
import { person, type Person } from '../support/person.ts'
import { ownPassword, type Office, type Refused, type Tokens } from './office.ts'

/** What `registrationStart` and `registrationResend` answer. */
export interface Started extends Refused {
  readonly registrationId: string | null
  readonly expiresAt: string | null
  readonly mailAt: string | null
  readonly resendAt: string | null
}

/** What `registrationVerify` and `registrationComplete` answer. */
export interface Finished extends Refused {
  readonly state: string | null
  readonly session: Tokens | null
  readonly next: string | null
}

const started = '{ registrationId expiresAt mailAt resendAt userErrors { code message path } }'
const finished = `{ state next session { id accessToken accessTokenExpiresAt refreshToken expiresAt }
  userErrors { code message path } }`
const documents = {
  registrationStart: `mutation ($input: RegistrationStartInput!) { done: registrationStart(input: $input) ${started} }`,
  registrationResend: `mutation ($input: RegistrationResendInput!) { done: registrationResend(input: $input) ${started} }`,
  registrationVerify: `mutation ($input: RegistrationVerifyInput!) { done: registrationVerify(input: $input) ${finished} }`,
  registrationComplete: `mutation ($input: RegistrationCompleteInput!) {
    done: registrationComplete(input: $input) ${finished} }`,
}

type Answer<Name> = Name extends 'registrationStart' | 'registrationResend' ? Started : Finished

/** One of the mutations of a registration. */
export async function registering<Name extends keyof typeof documents>(
  by: Person,
  name: Name,
  input: object,
): Promise<Answer<Name>> {
  return (await by.ask<{ done: Answer<Name> }, object>(documents[name], { input })).done
}

/** What somebody types who registers with a password. */
export const applicant = (office: Pick<Office, 'portalKey'>, email: string, more: object = {}) => ({
  portalKey: office.portalKey,
  firstName: 'Robin',
  lastName: 'Fields',
  email,
  password: ownPassword,
  ...more,
})

/** Sets how people may register. */
export async function setRegistration(admin: Person, registration: object): Promise<void> {
  const { done } = await admin.ask<{ done: Refused }, object>(
    'mutation ($input: PortalSettingsUpdateInput!) { done: portalSettingsUpdate(input: $input) { userErrors { code } } }',
    { input: { registration } },
  )
  expect(done.userErrors).toEqual([])
}

const CODE = /^\s*(?:Code|Código) ?: (\d{6})\s*$/m
const LINK = /[?&]registration=([^\s&]+)/

/** The code of a mail in whatever language, as its reader types it. */
export const codeIn = (text: string): string | null => CODE.exec(text)?.[1] ?? null

/** The code of this mail among those with codes to an address, waited for. */
export async function codeMailedTo(office: Office, email: string, count = 1): Promise<string> {
  return eventually(async () => {
    const found = (await mailsTo(office, email)).flatMap(({ text }) => codeIn(text) ?? [])[count - 1]
    if (found === undefined) throw new Error(`Fewer than ${count} codes were mailed to ${email}.`)
    return found
  })
}

/** The token of the newest link that was mailed to an address. */
export async function linkMailedTo(office: Office, email: string): Promise<string> {
  const { text } = await mailTo(office.app.dataDir, email, (mail) => LINK.test(mail))
  return decodeURIComponent(LINK.exec(text)![1]!)
}

/** All mails to an address, oldest first. */
export const mailsTo = async (office: Office, email: string) =>
  (await readMails(office.app.dataDir)).filter(({ to }) => to === email)

/** A draft whose code is mailed and not typed yet. */
export async function drafted(office: Office, email: string, more: object = {}) {
  const { registrationId, userErrors } = await registering(
    office.visitor,
    'registrationStart',
    applicant(office, email, more),
  )
  expect(userErrors).toEqual([])
  return { registrationId: registrationId!, code: await codeMailedTo(office, email) }
}

/** Somebody who has registered by code; logged in where nobody has to look at them first. */
export async function registered(office: Office, email: string, more: object = {}) {
  const answer = await registering(office.visitor, 'registrationVerify', await drafted(office, email, more))
  expect(answer.userErrors).toEqual([])
  return { ...answer, person: person(office.app.url, answer.session?.accessToken ?? null) }
}
