import { expect } from 'vitest'
import { checks, type Check } from '../../subgraphs/accounts/diagnosis/diagnosis.ts'
import { mailTo, temporaryPasswordIn } from '../support/mails.ts'
import { person, type Person } from '../support/person.ts'
import { stateOf, type Comer, type StateName, type Street } from './kept-out.ts'
import { codes, tokens, type Refused, type SessionPayload, type Tokens } from './office.ts'
import { codeIn } from './people.ts'

interface Diagnosis {
  readonly mayLogIn: boolean
  readonly account: { readonly id: string } | null
  readonly checks: readonly {
    readonly check: Check
    readonly outcome: 'PASSED' | 'FAILED' | 'NOT_APPLICABLE'
    readonly since: string | null
    readonly remedy: { readonly mutation: string | null; readonly description: string } | null
  }[]
}

async function diagnosis({ office }: Street, { email, portalKey }: Comer): Promise<Diagnosis> {
  const query = `query ($email: String!, $portalKey: String!) { loginDiagnosis(email: $email, portalKey: $portalKey) {
    mayLogIn account { id } checks { check outcome since remedy { mutation description } } } }`
  const asked = { email, portalKey }
  return (await office.admin.ask<{ loginDiagnosis: Diagnosis }, object>(query, asked)).loginDiagnosis
}

async function mutate(by: Person, mutation: string, input: object): Promise<void> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const document = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { userErrors { code } } }`
  expect(codes((await by.ask<{ done: Refused }, object>(document, { input })).done)).toEqual([])
}

interface LoggedIn extends SessionPayload {
  readonly challenge: object | null
}

async function logIn({ device, portalKey, email }: Comer, password: string): Promise<LoggedIn> {
  const query = `mutation ($input: ClientLogInInput!) { done: clientLogIn(input: $input) { challenge { expiresAt }
    session { id accessToken accessTokenExpiresAt refreshToken expiresAt } userErrors { code message path } } }`
  return (await device.ask<{ done: LoggedIn }, object>(query, { input: { portalKey, email, password } })).done
}

const opened = ({ portalKey, email, password, device }: Comer): Promise<Tokens> =>
  tokens(device, 'clientLogIn', { portalKey, email, password })

async function mailed({ office }: Street, { email }: Comer, find: (text: string) => string | null): Promise<string> {
  return find((await mailTo(office.app.dataDir, email, (text) => find(text) !== null)).text)!
}

/** What is asked of whoever is named, and what they do with the mail that comes of it. */
const remedies: Readonly<Record<string, (street: Street, comer: Comer, found: Diagnosis) => Promise<void>>> = {
  portalSettingsUpdate: ({ office }) => mutate(office.admin, 'portalSettingsUpdate', { isOn: true }),
  async portalAccountCreate(street, comer) {
    await mutate(street.office.admin, 'portalAccountCreate', { contactId: comer.contactId })
    comer.password = await mailed(street, comer, temporaryPasswordIn)
  },
  async passwordAccessGive(street, comer) {
    await mutate(street.office.admin, 'passwordAccessGive', { email: comer.email, lastName: 'New' })
    comer.password = await mailed(street, comer, temporaryPasswordIn)
  },
  portalAccountApprove: ({ office }, _, { account }) =>
    mutate(office.admin, 'portalAccountApprove', { accountId: account!.id }),
  async portalAccountUpdate({ office }, { contactId, email }) {
    const query = 'query ($id: ID!) { contact(id: $id) { portalAccount { id } } }'
    const { contact } = await office.admin.ask<{ contact: { portalAccount: { id: string } } }, object>(query, {
      id: contactId,
    })
    await mutate(office.admin, 'portalAccountUpdate', { accountId: contact.portalAccount.id, email })
  },
  contactReview: ({ office }, { contactId }) =>
    mutate(office.admin, 'contactReview', { contactId, decision: 'ACCEPT' }),
  portalAccountEnable: ({ office }, _, { account }) =>
    mutate(office.admin, 'portalAccountEnable', { accountId: account!.id }),
  async passwordResetStart(street, comer) {
    const { device, email, portalKey } = comer
    const { done } = await device.ask<{ done: { resetId: string } }, object>(
      'mutation ($input: PasswordResetStartInput!) { done: passwordResetStart(input: $input) { resetId } }',
      { input: { email, portalKey } },
    )
    const newPassword = `${comer.password}, and anew`
    const code = await mailed(street, comer, codeIn)
    await mutate(device, 'passwordResetComplete', { resetId: done.resetId, code, newPassword })
    comer.password = newPassword
  },
  async passwordChange({ office }, comer) {
    const newPassword = `${comer.password}, but mine`
    const { accessToken } = await opened(comer)
    const changed = { currentPassword: comer.password, newPassword }
    await mutate(person(office.app.url, accessToken), 'passwordChange', changed)
    comer.password = newPassword
  },
  async portalInvitationResend(street, comer, { account }) {
    await mutate(street.office.admin, 'portalInvitationResend', { accountId: account!.id })
    comer.password = await mailed(street, comer, temporaryPasswordIn)
  },
  async termsAccept({ office }, comer) {
    const { accessToken } = await opened(comer)
    await mutate(person(office.app.url, accessToken), 'termsAccept', { version: 1 })
  },
  signOnUnlink: ({ office }, _, { account }) => mutate(office.admin, 'signOnUnlink', { accountId: account!.id }),
  secondFactorReset: ({ office }, _, { account }) =>
    mutate(office.admin, 'secondFactorReset', { accountId: account!.id }),
}

/** Of these it is not known since when they are so. */
const timeless: readonly StateName[] = [
  'the key is unknown',
  'nobody has the address',
  'a contact without account has it',
]

/** What whoever is not let in is answered: of one comer or another it must be the same. */
const answers = new Set<string>()

/**
 * Somebody is kept out by all of these: the diagnosis finds them all in order, the public answer tells none of them, and when
 * all is done that it names, one after the other, they log in and nothing is in their way.
 */
export async function isMended(street: Street, ...names: readonly StateName[]): Promise<void> {
  const comer = await street.comer(...names)
  const wanted = names.map(stateOf)
  const found = await diagnosis(street, comer)
  const failing = found.checks.filter(({ outcome }) => outcome === 'FAILED')
  const expected = wanted.flatMap(({ finds }) => finds)
  expect(failing.map(({ check }) => check)).toEqual(checks.filter((check) => expected.includes(check)))
  expect(found.mayLogIn).toBe(wanted.every(({ letsIn }) => letsIn))
  for (const { check, since } of failing) {
    const isKnown = !names.some((name) => timeless.includes(name) && stateOf(name).finds.includes(check))
    expect(since === null, `${check} since ${since}`).toBe(!isKnown)
    if (since) expect(Date.parse(since)).toBeLessThanOrEqual(Date.now())
  }

  const [right, wrong] = [await logIn(comer, comer.password), await logIn(comer, 'none of theirs')]
  for (const refused of found.mayLogIn ? [wrong] : [right, wrong]) answers.add(JSON.stringify(refused))
  expect([...answers].map((answer) => codes(JSON.parse(answer) as Refused))).toEqual([['CREDENTIALS_INVALID']])
  if (found.mayLogIn) expect(right.session ?? right.challenge).not.toBeNull()

  await mendAll(street, comer)
  const { accessToken } = await opened(comer)
  const { viewer } = await person(street.office.app.url, accessToken).ask<{ viewer: object }, object>(
    '{ viewer { ... on ClientViewer { blocks } } }',
  )
  expect(viewer).toEqual({ blocks: [] })
}

/** Does what is named for whatever fails first, until nothing does; each is mended by what was named for it. */
async function mendAll(street: Street, comer: Comer): Promise<void> {
  const mended = new Set<string>()
  for (;;) {
    const found = await diagnosis(street, comer)
    const first = found.checks.find(({ outcome }) => outcome === 'FAILED')
    if (!first) return
    const { mutation, description } = first.remedy!
    const done = `${first.check}: ${mutation}`
    expect([...mended]).not.toContain(done)
    mended.add(done)
    if (mutation) {
      await remedies[mutation]!(street, comer, found)
      continue
    }
    expect(description).toContain(street.office.portalKey)
    comer.portalKey = street.office.portalKey
  }
}
