import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isEmailAddress } from '../../subgraphs/kernel/email-address.ts'
import { addressesOfSuite, type SuiteAddress } from '../support/email-suite.ts'
import type { Person } from '../support/person.ts'
import { openOffice, type Office, type Refused } from './office.ts'
import { applicant, setRegistration } from './people.ts'

let office: Office
let client: Person

beforeAll(async () => {
  office = await openOffice()
  client = await office.client(office.admin, 'kim@example.com')
  await setRegistration(office.admin, { mode: 'OPEN' })
}, 60_000)
afterAll(() => office?.stop())

const documents = {
  registrationStart:
    'mutation ($input: RegistrationStartInput!) { done: registrationStart(input: $input) { userErrors { code path } } }',
  profileUpdate:
    'mutation ($input: ProfileUpdateInput!) { done: profileUpdate(input: $input) { userErrors { code path } } }',
  contactCreate:
    'mutation ($input: ContactCreateInput!) { done: contactCreate(input: $input) { userErrors { code path } } }',
}

async function refused(by: Person, name: keyof typeof documents, input: object): Promise<Refused['userErrors']> {
  return (await by.ask<{ done: Refused }, object>(documents[name], { input })).done.userErrors
}

/** All that the product keeps of people. */
async function kept(): Promise<object> {
  const [accounts, contacts] = ['accounts', 'contacts'].map(
    (name) => office.app.host.open.find(({ subgraph }) => subgraph.name === name)!.services,
  )
  return {
    accounts: await accounts!.sql`select id, first_name, last_name, email, version from portal_account order by id`,
    proofs: await accounts!.sql`select id from proof order by id`,
    passwords: await accounts!.sql`select count(*) from password`,
    contacts: await contacts!.sql`select id, first_name, last_name, version from contact order by id`,
  }
}

describe('a name that is none', () => {
  const names: [what: string, name: string, code: string][] = [
    ['ten thousand letters', 'x'.repeat(10_000), 'NAME_TOO_LONG'],
    ['emoji', '😀😀😀', 'NAME_UNREADABLE'],
    ['letters and an emoji', 'Robin 🏡', 'NAME_UNREADABLE'],
    ['text turned around', '\u202enibor', 'NAME_UNREADABLE'],
    ['text turned around by an isolate', 'Ro\u2067bin', 'NAME_UNREADABLE'],
    ['characters without width', '\u200b\u200b\u200b', 'NAME_UNREADABLE'],
    ['letters with one between them', 'Ro\u200bbin', 'NAME_UNREADABLE'],
  ]

  it.each(names)(
    'of %s is refused where it stands, and nothing is kept (ACC-6, ACC-17, CON-1)',
    async (_, name, code) => {
      const before = await kept()
      const wrong = [{ code, path: ['input', 'firstName'] }]
      const registering = applicant(office, 'robin@example.com', { firstName: name })
      expect(await refused(office.visitor, 'registrationStart', registering)).toEqual(wrong)
      expect(await refused(client, 'profileUpdate', { firstName: name })).toEqual(wrong)
      expect(await refused(office.admin, 'contactCreate', { firstName: name, lastName: 'Fields' })).toEqual(wrong)
      expect(await kept()).toEqual(before)
    },
  )

  it('has fewer letters than the company wants of who registers; staff know people of two (ACC-6, CON-1)', async () => {
    const before = await kept()
    const registering = applicant(office, 'robin@example.com', { firstName: 'Bo', lastName: 'Li' })
    expect(await refused(office.visitor, 'registrationStart', registering)).toEqual([
      { code: 'NAME_TOO_SHORT', path: ['input', 'firstName'] },
      { code: 'NAME_TOO_SHORT', path: ['input', 'lastName'] },
    ])
    expect(await kept()).toEqual(before)
    expect(await refused(office.admin, 'contactCreate', { firstName: 'Bo', lastName: 'Li' })).toEqual([])
  })

  it('is not one in letters that are read from right to left (ACC-6)', async () => {
    const registering = applicant(office, 'david@example.com', { firstName: 'דוד', lastName: 'علی‌رضا' })
    expect(await refused(office.visitor, 'registrationStart', registering)).toEqual([])
  })
})

describe('an address that mail cannot reach', () => {
  it('is refused where it stands, and nothing is kept (ACC-6, CON-1)', async () => {
    const before = await kept()
    const addresses = [
      'a..b@example.com',
      '.a@example.com',
      'a@-x.example',
      '"a b"@example.com',
      'a@[192.0.2.1]',
      'a(b)@example.com',
      'a\u200bb@example.com',
      '\u202ea@example.com',
      `${'a'.repeat(65)}@example.com`,
    ]
    for (const email of addresses) {
      const wrong = (...path: string[]) => [{ code: 'EMAIL_INVALID', path: ['input', ...path] }]
      expect(await refused(office.visitor, 'registrationStart', applicant(office, email)), email).toEqual(
        wrong('email'),
      )
      const contact = { lastName: 'Fields', emails: ['robin@example.com', email] }
      expect(await refused(office.admin, 'contactCreate', contact), email).toEqual(wrong('emails', '1'))
    }
    expect(await kept()).toEqual(before)
  })

  it('is told from the others in each case of is_email, and nothing is kept (ACC-6)', async () => {
    const before = await kept()
    // Beside a password that is too short, nobody is registered; U+0000 is no text to the gateway already.
    const tried = addressesOfSuite().filter(({ address }) => !address.includes('\0'))
    expect(tried.length).toBeGreaterThan(155)
    /** Blanks around an address are nobody's mistake. */
    const mayTake = ({ address, isTaken }: SuiteAddress) =>
      address === address.trim() ? isTaken : isEmailAddress(address.trim())
    const answers = await Promise.all(
      tried.map(({ address }) =>
        refused(office.visitor, 'registrationStart', applicant(office, address, { password: 'short' })),
      ),
    )
    const email = { code: 'EMAIL_INVALID', path: ['input', 'email'] }
    const password = { code: 'PASSWORD_TOO_SHORT', path: ['input', 'password'] }
    expect(answers.map((wrong, index) => [tried[index]!.address, wrong])).toEqual(
      tried.map((each) => [each.address, mayTake(each) ? [password] : [email, password]]),
    )
    expect(await kept()).toEqual(before)
  })
})
