import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { mailTo, readMails, temporaryPasswordIn } from '../support/mails.ts'
import { person, type Person } from '../support/person.ts'
import { codes, open, openOffice, ownPassword, tokens, type List, type Office, type Refused } from './office.ts'

let office: Office
let agent: Person
let kim: Person & { readonly accountId: string }

beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  kim = await office.client(agent, 'kim@example.com', { lastName: 'Doe', language: 'nl' })
}, 90_000)
afterAll(() => office?.stop())

interface Account {
  readonly id: string
  readonly email: string
  readonly version: number
  readonly emailChange: { readonly email: string } | null
}
type Done = Refused & { readonly portalAccount: Account | null }

const fields = `id status email firstName lastName phone language isDisabled disabledAt verifiedAt version
  emailChange { email }`
async function done(by: Person, mutation: string, input: object): Promise<Done> {
  const inputType = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const query = `mutation ($input: ${inputType}!) { done: ${mutation}(input: $input) {
    portalAccount { ${fields} } userErrors { code path } } }`
  return (await by.ask<{ done: Done }, object>(query, { input })).done
}
const read = async (by: Person, id = kim.accountId) =>
  (
    await by.ask<{ portalAccount: (Account & Record<string, unknown>) | null }, object>(
      `query ($id: ID!) { portalAccount(id: $id) { ${fields} passwordState temporaryPasswordExpiresAt } }`,
      { id },
    )
  ).portalAccount
const logIn = (email: string) =>
  open(office.visitor, 'clientLogIn', { portalKey: office.portalKey, email, password: ownPassword })
const session = async (email: string) =>
  person(
    office.app.url,
    (await tokens(office.visitor, 'clientLogIn', { portalKey: office.portalKey, email, password: ownPassword }))
      .accessToken,
  )
const codeIn = (text: string) => /^\D*: (\d{6})$/m.exec(text)?.[1]
async function mailedCode(email: string, count = 1): Promise<string> {
  let found: string | undefined
  await eventually(async () => {
    const mails = (await readMails(office.app.dataDir)).filter(({ to, text }) => to === email && codeIn(text))
    found = codeIn(mails[count - 1]?.text ?? '')
    if (!found) throw new Error(`${mails.length} codes were mailed to ${email}.`)
  })
  return found!
}
const staffUpdate = (by: Person, input: object) =>
  done(by, 'portalAccountUpdate', { accountId: kim.accountId, ...input })

describe('staff’s one save of an account', () => {
  it('changes all that is given, and tells the version to give next (ACC-14)', async () => {
    const before = (await read(agent))!
    expect(before).toMatchObject({ passwordState: 'CHOSEN', temporaryPasswordExpiresAt: null, disabledAt: null })
    const input = { firstName: ' Kim  ', lastName: 'Waters', phone: '+31 20 123 4567', expectedVersion: before.version }
    const { portalAccount } = await staffUpdate(agent, { ...input, requiresPasswordChange: true })
    expect(portalAccount).toMatchObject({ firstName: 'Kim', lastName: 'Waters', version: before.version + 1 })
    expect(await read(agent)).toMatchObject({ passwordState: 'CHANGE_REQUIRED', phone: '+31 20 123 4567' })
    expect(await staffUpdate(agent, input)).toEqual({
      portalAccount: null,
      userErrors: [{ code: 'VERSION_MISMATCH', path: ['input', 'expectedVersion'] }],
    })
    const again = { firstName: 'Kim', lastName: 'Waters', expectedVersion: before.version + 1 }
    expect((await staffUpdate(agent, again)).portalAccount!.version).toBe(before.version + 1)
  })

  it('changes nothing where anything is wrong, and says all that is (ACC-14)', async () => {
    const before = await read(office.admin)
    const { userErrors } = await staffUpdate(office.admin, {
      firstName: 'x'.repeat(101),
      email: 'no address',
      phone: 'call me',
      language: 'Dutch',
      isDisabled: true,
    })
    expect(userErrors).toEqual([
      { code: 'NAME_TOO_LONG', path: ['input', 'firstName'] },
      { code: 'PHONE_INVALID', path: ['input', 'phone'] },
      { code: 'LANGUAGE_INVALID', path: ['input', 'language'] },
      { code: 'EMAIL_INVALID', path: ['input', 'email'] },
    ])
    await office.invite(office.admin, 'taken@example.com')
    const taken = await staffUpdate(office.admin, { firstName: 'Ann', email: 'TAKEN@example.com', isDisabled: true })
    expect(taken.userErrors).toEqual([{ code: 'EMAIL_IN_USE', path: ['input', 'email'] }])
    const nameless = await staffUpdate(office.admin, { firstName: '\u200b', lastName: ' ' })
    expect(codes(nameless)).toEqual(['NAME_UNREADABLE', 'NAME_MISSING'])
    expect(await read(office.admin)).toEqual(before)
  })

  it('moves the log-in at once, ends all sessions and tells both addresses (ACC-17)', async () => {
    const free = await office.client(agent, 'ann@example.com', { language: 'de' })
    const input = { accountId: free.accountId, email: 'Ann@other.example', phone: '020 1234567' }
    expect((await done(agent, 'portalAccountUpdate', input)).portalAccount!.email).toBe('Ann@other.example')
    await eventually(async () => {
      const { errors } = await free.send('{ viewer { __typename } }')
      expect(errors?.[0]?.extensions?.['reason']).toBe('SESSION_ENDED')
    })
    expect(codes(await logIn('ann@example.com'))).toEqual(['CREDENTIALS_INVALID'])
    expect(codes(await logIn('ann@other.example'))).toEqual([])
    const away = await mailTo(office.app.dataDir, 'ann@example.com', (text) => text.includes('andere E-Mail-Adresse'))
    expect(away.text).toContain('The harbour-homes hat sie geändert')
    expect(away.text).not.toContain('other.example')
    const here = await mailTo(office.app.dataDir, 'Ann@other.example')
    expect(here.text).toContain('Sie melden sich künftig mit dieser an')
    const { sql } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
    await eventually(async () => expect(await sql`select 1 from email_move`).toHaveLength(0))
  })

  it('is for ADMIN, and for an AGENT with their own contacts’ accounts (ACC-14, ACC-27)', async () => {
    const { accountId } = await office.invite(office.admin, 'theirs@example.com')
    expect(codes(await done(agent, 'portalAccountUpdate', { accountId, firstName: 'Mine' }))).toEqual(['NOT_FOUND'])
    await office.mailed('theirs@example.com')
    const told = (await read(office.admin, accountId))!
    expect(told['passwordState']).toBe('TEMPORARY')
    expect(Date.parse(String(told['temporaryPasswordExpiresAt']))).toBeGreaterThan(Date.now())
  })
})

describe('the list of accounts', () => {
  const found = async (filter: object, by = office.admin) => {
    const { portalAccounts } = await by.ask<{ portalAccounts: List<Account> }, object>(
      'query ($filter: PortalAccountFilter) { portalAccounts(first: 100, filter: $filter) { edges { node { email } } } }',
      { filter },
    )
    return portalAccounts.edges.map(({ node }) => node.email)
  }

  it('is searched by parts of names and addresses, and narrowed by what accounts are (ACC-14)', async () => {
    const made = async (email: string, firstName: string, lastName: string) =>
      (await office.invite(office.admin, email, { firstName, lastName })).accountId
    const zoe = await made('zoe.brandt@sea.example', 'Zoë', 'Brandström')
    await made('omar@sea.example', 'Omar', 'Li')
    const both = ['omar@sea.example', 'zoe.brandt@sea.example']
    expect(await found({ search: 'sea.ex' })).toEqual(both)
    expect(await found({ search: 'zoe strom' })).toEqual(['zoe.brandt@sea.example'])
    expect(await found({ search: 'ZOÉ.BRA' })).toEqual(['zoe.brandt@sea.example'])
    expect(await found({ search: 'li' })).toEqual(['omar@sea.example'])
    expect(await found({ search: 'ar sea' })).toEqual([])
    expect(await found({ search: 'oma sea' })).toEqual(['omar@sea.example'])
    expect(await found({ search: '100% _' })).toEqual([])
    expect(await found({ search: 'sea.ex' }, agent)).toEqual([])

    await done(office.admin, 'portalAccountUpdate', { accountId: zoe, isDisabled: true })
    expect(await found({ search: 'sea.ex', isDisabled: true })).toEqual(['zoe.brandt@sea.example'])
    expect(await found({ search: 'sea.ex', isDisabled: false })).toEqual(['omar@sea.example'])
    expect(await found({ search: 'sea.ex', statuses: ['ACTIVE'] })).toEqual(both)
    expect(await found({ search: 'sea.ex', statuses: ['DRAFT'] })).toEqual([])
    expect(await found({ search: 'sea.ex', hasAcceptedTerms: false })).toEqual([])
    const { sql } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
    await sql`update portal set terms_version = 2`
    await sql`update portal_account set terms_version = 2 where email = 'omar@sea.example'`
    expect(await found({ search: 'sea.ex', hasAcceptedTerms: true })).toEqual(['omar@sea.example'])
    expect(await found({ search: 'sea.ex', hasAcceptedTerms: false })).toEqual(['zoe.brandt@sea.example'])
    await sql`update portal set terms_version = 0`
  })
})

describe('a client’s own profile', () => {
  it('is theirs to change at once, but for the address (ACC-17)', async () => {
    const bo = await office.client(agent, 'bo@example.com', { language: 'en' })
    const own = (await read(bo, bo.accountId))!
    expect(own).toMatchObject({ passwordState: null, temporaryPasswordExpiresAt: null })
    const { version } = own
    const input = {
      firstName: 'Bo',
      lastName: 'Wave',
      phone: '+49 30 1234',
      language: 'fr',
      expectedVersion: version,
    }
    expect((await done(bo, 'profileUpdate', input)).portalAccount).toMatchObject({
      firstName: 'Bo',
      lastName: 'Wave',
      phone: '+49 30 1234',
      language: 'fr',
      version: version + 1,
    })
    expect(codes(await done(bo, 'profileUpdate', input))).toEqual(['VERSION_MISMATCH'])
    expect((await done(bo, 'profileUpdate', { phone: null })).portalAccount).toMatchObject({ phone: null })
    for (const [wrong, code, field] of [
      [{ firstName: ' ' }, 'NAME_MISSING', 'firstName'],
      [{ lastName: '' }, 'NAME_MISSING', 'lastName'],
      [{ firstName: '\u2800' }, 'NAME_UNREADABLE', 'firstName'],
      [{ lastName: 'https://evil.example' }, 'NAME_HAS_WEB_ADDRESS', 'lastName'],
      [{ language: 'Dutch' }, 'LANGUAGE_INVALID', 'language'],
    ] as const) {
      expect(await done(bo, 'profileUpdate', wrong)).toEqual({
        portalAccount: null,
        userErrors: [{ code, path: ['input', field] }],
      })
    }
    // The next token speaks it.
    const { userErrors } = await done(await session('bo@example.com'), 'profileUpdate', { phone: 'x' })
    expect(userErrors).toEqual([{ code: 'PHONE_INVALID', path: ['input', 'phone'] }])
  })

  it('is followed by the contact, marked as edited by the client or by staff (ACC-17)', async () => {
    const { accountId, contactId } = await office.invite(agent, 'led@example.com')
    const follows = (shown: object, kind: string) =>
      eventually(async () => {
        const { contact } = await agent.ask<{ contact: { activities: List<{ kind: string }> } }, object>(
          `query ($id: ID!) { contact(id: $id) { displayName emails language
            activities(first: 5) { edges { node { kind byId } } } } }`,
          { id: contactId },
        )
        expect(contact).toMatchObject(shown)
        expect(contact.activities.edges.map(({ node }) => node.kind)).toContain(kind)
      })
    // At once, so that it may come before the contact has ever followed.
    await done(agent, 'portalAccountUpdate', { accountId, firstName: 'Leda', email: 'moved@example.com' })
    await follows(
      { displayName: 'Leda Doe', emails: expect.arrayContaining(['moved@example.com']) as string[] },
      'EDITED_BY_STAFF',
    )
    // The invitation goes to whichever address is the account's when it leaves.
    const temporary = await eventually(async () => {
      const mails = (await readMails(office.app.dataDir)).filter(({ to }) => /^(led|moved)@/.test(to))
      const found = mails.map(({ text }) => temporaryPasswordIn(text)).find((password) => password !== null)
      if (!found) throw new Error('No invitation was mailed.')
      return found
    })
    const logIn = { portalKey: office.portalKey, email: 'moved@example.com', password: temporary }
    const blocked = await tokens(office.visitor, 'clientLogIn', logIn)
    const input = { currentPassword: temporary, newPassword: ownPassword }
    const free = await tokens(person(office.app.url, blocked.accessToken), 'passwordChange', input)
    await done(person(office.app.url, free.accessToken), 'profileUpdate', { lastName: 'Swan', language: 'es' })
    await follows({ displayName: 'Leda Swan', language: 'es' }, 'EDITED_BY_CLIENT')
  })

  it('is told to other subgraphs by an endpoint, since events carry no names (ACC-17)', async () => {
    const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'contacts')!
    const { viewer } = await office.admin.ask<{ viewer: { company: { id: string } } }, object>(
      '{ viewer { ... on StaffViewer { company { id } } } }',
    )
    const told = await services.links.accounts.get('profile', { company: viewer.company.id, account: kim.accountId })
    const { firstName, lastName, email, phone, language, version } = (await read(office.admin))!
    expect(told).toEqual({ ...{ firstName, lastName, email, phone, language, version }, by: 'STAFF' })
  })
})

describe('changing one’s email address', () => {
  it('waits for the code that goes there; the present address is told, and told again once it is done (ACC-17)', async () => {
    await office.client(agent, 'old@example.com', { language: 'fr' })
    const [here, other] = [await session('old@example.com'), await session('old@example.com')]
    const wanted = { email: 'new@example.com', password: ownPassword }
    expect(codes(await done(here, 'emailChangeStart', { ...wanted, password: 'wrong' }))).toEqual(['PASSWORD_WRONG'])
    expect(codes(await done(here, 'emailChangeStart', { ...wanted, email: 'nonsense' }))).toEqual(['EMAIL_INVALID'])
    expect(codes(await done(here, 'emailChangeStart', { ...wanted, email: 'OLD@example.com' }))).toEqual([
      'EMAIL_UNCHANGED',
    ])
    const asked = await done(here, 'emailChangeStart', wanted)
    expect(asked.portalAccount).toMatchObject({
      email: 'old@example.com',
      emailChange: { email: 'new@example.com' },
    })
    await mailTo(office.app.dataDir, 'old@example.com', (text) => text.includes('souhaite désormais se connecter'))
    const first = await mailedCode('new@example.com')
    expect(codes(await done(here, 'emailChangeResend', { email: 'new@example.com' }))).toEqual(['PROOF_TOO_SOON'])
    office.pass({ seconds: 61 })
    expect(codes(await done(here, 'emailChangeResend', { email: 'new@example.com' }))).toEqual([])
    const second = await mailedCode('new@example.com', 2)
    if (first !== second)
      expect(codes(await done(here, 'emailChangeComplete', { code: first }))).toEqual(['CODE_WRONG'])
    expect(codes(await logIn('new@example.com'))).toEqual(['CREDENTIALS_INVALID'])

    const { portalAccount } = await done(here, 'emailChangeComplete', { code: second })
    expect(portalAccount).toMatchObject({ email: 'new@example.com', emailChange: null })
    expect(codes(await logIn('old@example.com'))).toEqual(['CREDENTIALS_INVALID'])
    expect(codes(await logIn('new@example.com'))).toEqual([])
    await eventually(async () => {
      const { errors } = await other.send('{ viewer { __typename } }')
      expect(errors?.[0]?.extensions?.['reason']).toBe('SESSION_ENDED')
    })
    expect((await here.send('{ viewer { __typename } }')).errors).toBeUndefined()
    const away = await mailTo(office.app.dataDir, 'old@example.com', (text) =>
      text.includes('une autre adresse e-mail'),
    )
    expect(away.text).not.toContain('new@example.com')
    expect(codes(await done(here, 'emailChangeComplete', { code: second }))).toEqual(['CODE_WRONG'])
  })

  it('answers the same for an address of somebody else, who is told, and moves nothing (ACC-9, ACC-17)', async () => {
    await office.client(agent, 'curious@example.com')
    const curious = await session('curious@example.com')
    const start = (email: string) => done(curious, 'emailChangeStart', { email, password: ownPassword })
    const [free, taken] = [await start('free@example.com'), await start('Theirs@example.com')]
    expect(JSON.stringify(taken)).toBe(JSON.stringify(free).replace('free@', 'Theirs@'))
    const told = await mailTo(office.app.dataDir, 'theirs@example.com', (text) => text.includes('Nothing has changed'))
    expect(told.text).not.toMatch(/\d{6}/)
    expect(codes(await done(curious, 'emailChangeComplete', { code: '000000' }))).toEqual(['CODE_WRONG'])
    // What was mailed for the one before is worth nothing once another is asked for.
    const code = await mailedCode('free@example.com')
    expect(codes(await done(curious, 'emailChangeComplete', { code }))).toEqual(['CODE_WRONG'])
  })

  it('serves five guesses, and is worth nothing once staff have moved the log-in (ACC-7, ACC-17)', async () => {
    const guessed = await office.client(agent, 'guessed@example.com')
    const start = () => done(guessed, 'emailChangeStart', { email: 'mine@example.com', password: ownPassword })
    await start()
    const code = await mailedCode('mine@example.com')
    const wrong = code === '123456' ? '654321' : '123456'
    const tries = await Promise.all(
      Array.from({ length: 6 }, () => done(guessed, 'emailChangeComplete', { code: wrong })),
    )
    expect(new Set(tries.flatMap(codes))).toEqual(new Set(['CODE_WRONG']))
    expect(codes(await done(guessed, 'emailChangeComplete', { code }))).toEqual(['CODE_WRONG'])
    office.pass({ minutes: 1 })
    await start()
    await mailedCode('mine@example.com', 2)
    await done(office.admin, 'portalAccountUpdate', { accountId: guessed.accountId, email: 'staff@example.com' })
    expect((await read(office.admin, guessed.accountId))!.emailChange).toBeNull()
  })
})
