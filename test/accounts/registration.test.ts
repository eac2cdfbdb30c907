import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { mailTo } from '../support/mails.ts'
import { passTo } from '../support/pass-time.ts'
import { person, type Person } from '../support/person.ts'
import { codes, open, openOffice, ownPassword, type Office, type Refused } from './office.ts'
import {
  applicant,
  codeMailedTo,
  drafted,
  linkMailedTo,
  mailsTo,
  registered,
  registering,
  setRegistration,
} from './people.ts'

let office: Office
let agent: Person

beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  await setRegistration(office.admin, { mode: 'OPEN' })
})
afterAll(() => office?.stop())

const start = (input: object) => registering(office.visitor, 'registrationStart', input)
const resend = (registrationId: string) => registering(office.visitor, 'registrationResend', { registrationId })
const verify = (registrationId: string, code: string) =>
  registering(office.visitor, 'registrationVerify', { registrationId, code })
const logIn = (email: string, password = ownPassword) =>
  open(office.visitor, 'clientLogIn', { portalKey: office.portalKey, email, password })
const accountsOf = async (email: string) => {
  const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
  return services.sql`select status, contact_id from portal_account where lower(email) = lower(${email})`
}
/** A code that is not the one. */
const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0')

describe('registering by code', () => {
  it('opens an account once the mailed code is typed, and not before (ACC-7, ACC-8)', async () => {
    const email = 'Robin@example.com'
    const contactId = await office.contact(agent, { lastName: 'Fields', emails: ['robin@example.com'] })
    const { registrationId, code } = await drafted(office, email, { language: 'NL-be' })
    const [mail] = await mailsTo(office, email)
    expect(mail!.subject).toBe('Uw code voor het portaal van The harbour-homes')
    // Who reads it has not said that it is their name (ACC-9).
    expect(mail!.text).toContain('Goedendag,')
    expect(mail!.text).not.toContain('Robin')
    expect(codes(await logIn(email))).toEqual(['CREDENTIALS_INVALID'])

    const answer = await verify(registrationId, ` ${code.slice(0, 3)} ${code.slice(3)}`)
    expect(answer).toMatchObject({ state: 'ACTIVE', next: 'HELP_CENTRE', userErrors: [] })
    expect(answer.session!.accessToken).toBeTruthy()
    expect(codes(await logIn(email))).toEqual([])
    const { contact } = await agent.ask<{ contact: object }, object>(
      'query ($id: ID!) { contact(id: $id) { portalAccount { status email language } } }',
      { id: contactId },
    )
    expect(contact).toEqual({ portalAccount: { status: 'ACTIVE', email, language: 'nl-BE' } })
    // All else about an account is another fact.
    const statuses = '{ __type(name: "AccountStatus") { enumValues { name } } }'
    expect(await agent.ask(statuses)).toEqual({ __type: { enumValues: [{ name: 'DRAFT' }, { name: 'ACTIVE' }] } })
  })

  it('makes one account of two verifications at once, and a code serves once (ACC-1, ACC-7)', async () => {
    const { registrationId, code } = await drafted(office, 'twice@example.com')
    const answers = await Promise.all([verify(registrationId, code), verify(registrationId, code)])
    expect(answers.map((each) => each.state ?? codes(each).join()).sort()).toEqual(['ACTIVE', 'CODE_WRONG'])
    expect(codes(await verify(registrationId, code))).toEqual(['CODE_WRONG'])
    expect(await accountsOf('twice@example.com')).toHaveLength(1)
  })

  it('gives a code five tries, however many come at once: then the right one is refused (ACC-7)', async () => {
    const { registrationId, code } = await drafted(office, 'guessed@example.com')
    const guesses = Array.from({ length: 50 }, (_, index) => verify(registrationId, wrong(code, index + 1)))
    const refused = (await Promise.all(guesses)).map(codes)
    expect(refused).toEqual(Array(50).fill(['CODE_WRONG']))
    expect(codes(await verify(registrationId, code))).toEqual(['CODE_WRONG'])

    office.pass({ minutes: 1 })
    expect(codes(await resend(registrationId))).toEqual([])
    const next = await codeMailedTo(office, 'guessed@example.com', 2)
    for (let tries = 0; tries < 4; tries++) await verify(registrationId, wrong(next))
    expect(await verify(registrationId, next)).toMatchObject({ state: 'ACTIVE' })
  })

  it('sends a new code after a minute, which kills the one before; each dies after ten (ACC-7)', async () => {
    const email = 'slow@example.com'
    const { registrationId, code } = await drafted(office, email)
    expect((await resend(registrationId)).userErrors).toMatchObject([{ code: 'PROOF_TOO_SOON' }])
    office.pass({ minutes: 1 })
    expect(codes(await resend(registrationId))).toEqual([])
    const second = await codeMailedTo(office, email, 2)
    expect(codes(await verify(registrationId, code))).toEqual(['CODE_WRONG'])
    office.pass({ minutes: 10 })
    expect(codes(await verify(registrationId, second))).toEqual(['CODE_WRONG'])
    expect(codes(await resend(registrationId))).toEqual([])
    expect(await verify(registrationId, await codeMailedTo(office, email, 3))).toMatchObject({ state: 'ACTIVE' })
    expect(codes(await resend(registrationId))).toEqual(['PROOF_OVER'])
    expect(codes(await resend('nonsense'))).toEqual(['PROOF_OVER'])
    expect(codes(await verify('nonsense', code))).toEqual(['CODE_WRONG'])
  })

  it('is not kept from an address by somebody else’s draft, which it replaces (ACC-10)', async () => {
    const email = 'mine@example.com'
    const theirs = await drafted(office, email, { lastName: 'Stranger', password: 'their own long words' })
    office.pass({ minutes: 1 })
    const { registrationId } = await start(applicant(office, 'MINE@example.com'))
    expect(codes(await verify(theirs.registrationId, theirs.code))).toEqual(['CODE_WRONG'])
    expect(codes(await resend(theirs.registrationId))).toEqual(['PROOF_OVER'])
    const code = await codeMailedTo(office, 'MINE@example.com')
    expect(await verify(registrationId!, code)).toMatchObject({ state: 'ACTIVE' })
    expect(codes(await logIn(email, 'their own long words'))).toEqual(['CREDENTIALS_INVALID'])
    expect(await accountsOf(email)).toMatchObject([{ status: 'ACTIVE' }])
  })

  it('says each thing that is wrong, all at once, and keeps nothing (ACC-6)', async () => {
    const given = {
      firstName: 'Al',
      lastName: 'x'.repeat(10_000),
      email: 'no address',
      password: 'short',
      language: '??',
    }
    const { userErrors, registrationId } = await start(applicant(office, '', given))
    const links = { firstName: 'Visit http://evil.example', lastName: 'or WWW.evil.example' }
    const linked = await start(applicant(office, 'victim@example.com', links))
    expect(codes(linked)).toEqual(['NAME_HAS_WEB_ADDRESS', 'NAME_HAS_WEB_ADDRESS'])
    expect(registrationId).toBeNull()
    expect(userErrors.map(({ code, path }) => [code, path!.join('.')])).toEqual([
      ['NAME_TOO_SHORT', 'input.firstName'],
      ['NAME_TOO_LONG', 'input.lastName'],
      ['EMAIL_INVALID', 'input.email'],
      ['PASSWORD_TOO_SHORT', 'input.password'],
      ['LANGUAGE_INVALID', 'input.language'],
    ])
    expect(await accountsOf('no address')).toEqual([])
    expect(codes(await start(applicant(office, 'none@example.com', { password: null })))).toEqual(['VALUE_MISSING'])
    expect(codes(await start(applicant(office, 'none@example.com', { password: 'password1' })))).toEqual([
      'PASSWORD_COMMON',
    ])
  })

  it('counts names in characters once they are trimmed, from the fewest that the company wants (ACC-6)', async () => {
    const told = async (firstName: string, more: object = {}) =>
      codes(await start(applicant(office, 'counted@example.com', { firstName, lastName: 'Abc', ...more })))
    // Each is one character, and two units of UTF-16.
    const letters = (count: number) => '𠮷'.repeat(count)
    expect(await told(`  ${letters(2)}  `)).toEqual(['NAME_TOO_SHORT'])
    expect(await told(letters(101))).toEqual(['NAME_TOO_LONG'])
    for (const fits of [letters(3), ` ${letters(100)} `]) expect(await told(fits)).toEqual([])
    const admin = await office.logIn()
    await setRegistration(admin, { shortestName: 2 })
    expect(await told('Bo')).toEqual([])
    expect(await told('B')).toEqual(['NAME_TOO_SHORT'])
    await setRegistration(admin, { shortestName: 3 })
  })

  it('takes an address of 254 characters, and where its person lives or looks, for staff to see (ACC-6)', async () => {
    const domain = `${'d'.repeat(62)}.${'d'.repeat(61)}.${'d'.repeat(61)}.pt`
    const email = `${'a'.repeat(64)}@${domain}`
    expect(email).toHaveLength(254)
    const told = async (more: object) => codes(await start(applicant(office, email, more)))
    expect(await told({ email: email.replace('@', '@d') })).toEqual(['EMAIL_INVALID'])
    expect(await told({ location: 'x'.repeat(201) })).toEqual(['TEXT_TOO_LONG'])
    const { person: client } = await registered(office, email, { location: ' Olhão ' })
    const self = '{ viewer { ... on ClientViewer { account { id email location } } } }'
    type Self = { viewer: { account: { id: string } } }
    const { account } = (await client.ask<Self, object>(self)).viewer
    expect(account).toMatchObject({ email, location: 'Olhão' })
    const read = 'query ($id: ID!) { portalAccount(id: $id) { id email location } }'
    expect(await (await office.logIn()).ask(read, { id: account.id })).toEqual({ portalAccount: account })
  })

  it('takes passwords of 8 to 100 characters, and each of them counts (ACC-6)', async () => {
    const long = 'long words of many kinds '.repeat(4)
    expect(long).toHaveLength(100)
    for (const [password, code] of [
      ['7 chars', 'PASSWORD_TOO_SHORT'],
      [`${long}x`, 'PASSWORD_TOO_LONG'],
    ]) {
      expect(codes(await start(applicant(office, 'length@example.com', { password })))).toEqual([code])
    }
    await registered(office, 'eight@example.com', { password: '8 Chars!' })
    expect(codes(await logIn('eight@example.com', '8 Chars!'))).toEqual([])
    await registered(office, 'length@example.com', { password: long })
    expect(codes(await logIn('length@example.com', `${long.slice(0, 99)}x`))).toEqual(['CREDENTIALS_INVALID'])
    expect(codes(await logIn('length@example.com', long))).toEqual([])
  })
})

describe('registering by link', () => {
  it('opens an account by the mailed link and the password chosen there, and leads on (ACC-11)', async () => {
    await setRegistration(await office.logIn(), { way: 'LINK' })
    const email = 'link@example.com'
    const withPassword = await start(applicant(office, email))
    expect(withPassword.userErrors).toMatchObject([{ code: 'PASSWORD_CHOSEN_LATER', path: ['input', 'password'] }])
    expect(codes(await start(applicant(office, email, { password: null })))).toEqual([])
    const token = await linkMailedTo(office, email)
    const complete = (password: string) => registering(office.visitor, 'registrationComplete', { token, password })

    expect(codes(await complete('short'))).toEqual(['PASSWORD_TOO_SHORT'])
    expect(await accountsOf(email)).toMatchObject([{ status: 'DRAFT' }])
    office.pass({ hours: 23 })
    const set =
      'mutation ($features: [PortalFeature!]!) { portalSettingsUpdate(input: { features: $features }) { cursor } }'
    await (await office.logIn()).ask(set, { features: ['VIEWINGS'] })
    const { session, ...answer } = await complete(ownPassword)
    expect(answer).toEqual({ state: 'ACTIVE', next: 'HOME', userErrors: [] })
    const client = person(office.app.url, session!.accessToken)
    expect(await client.ask('{ viewer { ... on ClientViewer { account { email } blocks } } }')).toEqual({
      viewer: { account: { email }, blocks: [] },
    })
    await (await office.logIn()).ask(set, { features: ['VIEWINGS', 'HELP_CENTRE'] })
    expect(codes(await complete(ownPassword))).toEqual(['LINK_WRONG'])
    expect(codes(await logIn(email))).toEqual([])

    expect(codes(await start(applicant(office, 'old@example.com', { password: null })))).toEqual([])
    const old = { token: await linkMailedTo(office, 'old@example.com'), password: ownPassword }
    office.pass({ hours: 24 })
    expect(codes(await registering(office.visitor, 'registrationComplete', old))).toEqual(['LINK_WRONG'])
    await setRegistration(await office.logIn(), { way: 'CODE' })
  })
})

describe('who may not register', () => {
  it('is told that there is no such portal, or none now, or that the company opens accounts itself (ACC-5, ACC-24)', async () => {
    const { portal } = await office.visitor.ask<{ portal: { information: string } }, object>(
      '{ portal(key: "none") { ... on NoSuchPortal { information } } }',
    )
    for (const portalKey of ['', 'none', 'no key at all', 'x'.repeat(200)]) {
      const { userErrors } = await start(applicant({ portalKey }, 'x@example.com'))
      expect(userErrors).toEqual([
        { code: 'NO_SUCH_PORTAL', message: portal.information, path: ['input', 'portalKey'] },
      ])
    }
    const admin = await office.logIn()
    const { registrationId, code } = await drafted(office, 'late@example.com')
    await setRegistration(admin, { mode: 'CLOSED' })
    expect(codes(await start(applicant(office, 'x@example.com')))).toEqual(['REGISTRATION_CLOSED'])
    expect(codes(await verify(registrationId, code))).toEqual(['REGISTRATION_CLOSED'])
    await setRegistration(admin, { mode: 'OPEN' })
    const set = 'mutation ($isOn: Boolean!) { portalSettingsUpdate(input: { isOn: $isOn }) { userErrors { code } } }'
    await admin.ask(set, { isOn: false })
    expect(codes(await start(applicant(office, 'x@example.com')))).toEqual(['PORTAL_OFF'])
    expect(codes(await verify(registrationId, code))).toEqual(['PORTAL_OFF'])
    await admin.ask(set, { isOn: true })
    expect(await verify(registrationId, code)).toMatchObject({ state: 'ACTIVE' })

    // A key lives on when there is a newer one, until it is retired.
    const keyed = async (mutation: string, key: string | null) => {
      const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
      const { done } = await admin.ask<{ done: Refused }, object>(
        `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { userErrors { code } } }`,
        { input: key ? { key } : {} },
      )
      expect(done.userErrors).toEqual([])
    }
    await keyed('portalKeyRotate', 'passing-key')
    await keyed('portalKeyRotate', null)
    const passing = () => start(applicant({ portalKey: 'passing-key' }, 'keyed@example.com'))
    expect(codes(await passing())).toEqual([])
    await keyed('portalKeyRetire', 'passing-key')
    expect(codes(await passing())).toEqual(['NO_SUCH_PORTAL'])
  })
})

describe('an address that has an account', () => {
  it('is answered as any other, and its owner is mailed that there is one (ACC-9)', async () => {
    const email = 'known@example.com'
    await registered(office, email)
    office.pass({ minutes: 1 })
    const known = await start(applicant(office, email))
    const unknown = await start(applicant(office, 'unknown@example.com'))
    const shape = ({ registrationId, ...others }: typeof known) => ({
      ...others,
      registrationId: registrationId!.length,
      expiresAt: Boolean(others.expiresAt),
      mailAt: Boolean(others.mailAt),
      resendAt: Boolean(others.resendAt),
    })
    expect(shape(known)).toEqual(shape(unknown))
    const { subject } = await mailTo(office.app.dataDir, email, (text) => text.includes('already have an account'))
    expect(subject).toBe('You already have an account at The harbour-homes')
    expect(await verify(known.registrationId!, '000000')).toEqual(await verify(unknown.registrationId!, '000000'))
    office.pass({ minutes: 1 })
    expect(shape(await resend(known.registrationId!))).toEqual(shape(await resend(unknown.registrationId!)))
    expect(codes(await logIn(email))).toEqual([])
  })
})

describe('a draft that nobody verifies', () => {
  it('is forgotten after thirty days, and no account is (ACC-10)', async () => {
    const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
    const comeTo = async (hours: number) => {
      const before = services.now()
      office.pass({ hours })
      await passTo(office.app, { now: before }, services.now())
    }
    await registered(office, 'stays@example.com')
    await drafted(office, 'goes@example.com')
    await comeTo(30 * 24 - 1)
    expect(await accountsOf('goes@example.com')).toMatchObject([{ status: 'DRAFT' }])
    await comeTo(1)
    await eventually(async () => expect(await accountsOf('goes@example.com')).toEqual([]))
    expect(await accountsOf('stays@example.com')).toMatchObject([{ status: 'ACTIVE' }])
    expect(codes(await logIn('stays@example.com'))).toEqual([])
  })
})
