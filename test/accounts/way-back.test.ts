import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idFrom, newId, uuidOf, type Id } from '../../subgraphs/kernel/ids.ts'
import { mailTo, readMails } from '../support/mails.ts'
import { behindProxy, from } from './doors.ts'
import {
  codes,
  open,
  openOffice,
  ownPassword,
  tokens,
  type Office,
  type Refused,
  type SessionPayload,
} from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice('harbour-homes', behindProxy)
})
afterAll(() => office?.stop())

interface Started extends Refused {
  readonly resetId: string | null
}

const session = `session { id accessToken refreshToken } userErrors { code path }`
const accounts = () => office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
const logIn = (email: string, password = ownPassword) => ({ portalKey: office.portalKey, email, password })
const newPassword = 'a lantern in the harbour'

async function done<Payload>(name: string, type: string, input: object, fields: string): Promise<Payload> {
  const query = `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${fields} } }`
  return (await office.visitor.ask<{ done: Payload }, object>(query, { input })).done
}

const forgot = (email: string, portalKey = office.portalKey) =>
  done<Started>('passwordResetStart', 'PasswordResetStartInput', { email, portalKey }, 'resetId userErrors { code }')
const resend = (resetId: string) =>
  done<Started>('passwordResetResend', 'PasswordResetResendInput', { resetId }, 'resetId userErrors { code }')
const complete = (resetId: string, code: string, password = newPassword) =>
  done<SessionPayload>(
    'passwordResetComplete',
    'PasswordResetCompleteInput',
    { resetId, code, newPassword: password },
    session,
  )

/** What of a name can be told from another's: the key that it is sealed with, and its length. */
const shapeOf = (name: string) => name.replace(/(?<=^.{9}).*$/s, ({ length }) => `${length}`)

/** The code in the newest mail to an address, as its reader types it. */
async function codeFor(email: string, beside?: string): Promise<string> {
  const pattern = /^Code ?: (\d{6})$/m
  const { text } = await mailTo(
    office.app.dataDir,
    email,
    (mail) => pattern.test(mail) && pattern.exec(mail)![1] !== beside,
  )
  return pattern.exec(text)![1]!
}

const mailsTo = async (email: string) => (await readMails(office.app.dataDir)).filter(({ to }) => to === email)
const settled = () =>
  expect.poll(async () => (await accounts().sql`select 1 from accounts_jobs._private_jobs`).length).toBe(0)

describe('a forgotten password', () => {
  it('is chosen anew by a code from the mail; all sessions end and the owner is in and told (ACC-12)', async () => {
    await office.client(office.admin, 'kim@example.com')
    const before = await tokens(office.visitor, 'clientLogIn', logIn('kim@example.com'))
    const attacker = from(office, '203.0.113.1')
    for (let n = 0; n < 7; n++) await open(attacker, 'clientLogIn', logIn('kim@example.com', 'wrong'))

    const { resetId } = await forgot(' Kim@Example.com ')
    const code = await codeFor('kim@example.com')
    for (const weak of ['short', 'password1', 'x'.repeat(101)]) {
      expect((await complete(resetId!, code, weak)).userErrors[0]).toMatchObject({ path: ['input', 'newPassword'] })
    }
    expect(codes(await complete(resetId!, code === '000000' ? '111111' : '000000'))).toEqual(['CODE_WRONG'])
    const reset = await complete(resetId!, ` ${code.slice(0, 3)} ${code.slice(3)}`)
    expect(reset.userErrors).toEqual([])
    expect(codes(await complete(resetId!, code))).toEqual(['CODE_WRONG'])

    expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken: before.refreshToken }))).toEqual([
      'SESSION_ENDED',
    ])
    expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken: reset.session!.refreshToken }))).toEqual(
      [],
    )
    expect(codes(await open(office.visitor, 'clientLogIn', logIn('kim@example.com')))).toEqual(['CREDENTIALS_INVALID'])
    expect(codes(await open(attacker, 'clientLogIn', logIn('kim@example.com', newPassword)))).toEqual([])
    await mailTo(office.app.dataDir, 'kim@example.com', (text) => text.includes('has just been changed'))
  })

  it('takes five tries of a code, and another code after a minute (ACC-7, ACC-12)', async () => {
    await office.client(office.admin, 'five@example.com')
    const { resetId } = await forgot('five@example.com')
    const code = await codeFor('five@example.com')
    const wrong = code === '111111' ? '222222' : '111111'
    for (let n = 0; n < 5; n++) expect(codes(await complete(resetId!, wrong))).toEqual(['CODE_WRONG'])
    expect(codes(await complete(resetId!, code))).toEqual(['CODE_WRONG'])
    expect(codes(await resend(resetId!))).toEqual(['PROOF_TOO_SOON'])
    office.pass({ seconds: 61 })
    expect(codes(await resend(resetId!))).toEqual([])
    expect(codes(await complete(resetId!, await codeFor('five@example.com', code)))).toEqual([])
  })

  it('answers the same whoever is behind an address, and tells those who cannot in their mail (ACC-9, ACC-12)', async () => {
    const { sql } = accounts()
    const set = async (email: string, change: ReturnType<typeof sql>) => {
      const { accountId } = await office.invite(await office.logIn(), email)
      await office.mailed(email)
      await sql`update portal_account set ${change} where id = ${uuidOf(accountId as Id<'account'>)}`
      return uuidOf(accountId as Id<'account'>)
    }
    await set('draft@example.com', sql`status = 'DRAFT'`)
    await set('waiting@example.com', sql`status = 'DRAFT', verified_at = now()`)
    await set('shut@example.com', sql`disabled_at = now()`)
    // Staff have made it, and its person has only ever signed on.
    const signsOn = await set('signon@example.com', sql`verified_at = now()`)
    await sql`delete from password where person_id = ${idFrom('account', signsOn)}`
    const [{ company }] = await sql<[{ company: string }]>`select company_id as company from portal_account limit 1`
    const instance = uuidOf(newId('sign_on_instance'))
    await sql`insert into sign_on_instance values (
      ${company}, ${instance}, 'Main', 'https://id.example.com', 'c', 's', 'https://example.com/', true, true, now(), 1)`
    await sql`insert into sign_on_link values (
      ${company}, ${signsOn}, ${instance}, 'kim', 'signon@example.com', now(), now(), null)`
    const expected = {
      'draft@example.com': 'is not finished yet',
      'waiting@example.com': 'is being looked at',
      'shut@example.com': 'is closed at the moment',
      'signon@example.com': 'by single sign-on',
    }
    const shapes = []
    for (const email of [...Object.keys(expected), 'nobody@example.com', 'admin@example.com'])
      shapes.push(await forgot(email))
    shapes.push(await forgot('kim@example.com', 'no-such-portal'))
    expect(shapes.map(({ userErrors }) => userErrors)).toEqual(shapes.map(() => []))
    expect(new Set(shapes.map(({ resetId }) => shapeOf(resetId!))).size).toBe(1)
    for (const { resetId } of shapes) expect(codes(await complete(resetId!, '123456'))).toEqual(['CODE_WRONG'])
    for (const [email, said] of Object.entries(expected)) {
      await mailTo(office.app.dataDir, email, (text) => text.includes(said))
    }
    await settled()
    expect(await mailsTo('nobody@example.com')).toEqual([])
    expect(await mailsTo('admin@example.com')).toEqual([])
  })

  it('of staff is chosen anew in the same way, and tells of no handle whether it is taken (ACC-9, ACC-12)', async () => {
    await office.staff('SUPPORT', 'sue@example.com')
    const forgotOf = (company: string, email: string) =>
      done<Started>(
        'staffPasswordResetStart',
        'StaffPasswordResetStartInput',
        { company, email },
        'resetId userErrors { code }',
      )
    const unknown = await forgotOf('no-such-homes', 'sue@example.com')
    const started = await forgotOf(office.handle, 'sue@example.com')
    const others = [unknown, await forgotOf(office.handle, 'nobody@example.com')]
    for (const { resetId, userErrors } of others) {
      expect([shapeOf(resetId!), userErrors]).toEqual([shapeOf(started.resetId!), started.userErrors])
      expect(codes(await complete(resetId!, '123456'))).toEqual(['CODE_WRONG'])
      expect(codes(await resend(resetId!))).toEqual(['PROOF_TOO_SOON'])
    }
    // Nothing of the company can be read in what names a reset, whether there is one or not.
    expect([unknown, started].map(({ resetId }) => /company|proof/.test(resetId!))).toEqual([false, false])
    const reset = await complete(started.resetId!, await codeFor('sue@example.com'))
    expect(codes(reset)).toEqual([])
    const input = { company: office.handle, email: 'sue@example.com', password: newPassword }
    expect(codes(await open(office.visitor, 'staffLogIn', input))).toEqual([])
  })
})

describe('a link that logs in', () => {
  const request = (email: string) =>
    done<Refused>(
      'loginLinkRequest',
      'LoginLinkRequestInput',
      { email, portalKey: office.portalKey },
      'expiresAt userErrors { code }',
    )
  const use = (token: string) => done<SessionPayload>('loginLinkUse', 'LoginLinkUseInput', { token }, session)
  const linkIn = async (email: string) => {
    const { text } = await mailTo(office.app.dataDir, email, (mail) => mail.includes('logIn='))
    return new URL(/^http\S+$/m.exec(text)![0]).searchParams.get('logIn')!
  }

  it('is mailed where the company has set so, and serves once, for a quarter of an hour (ACC-13)', async () => {
    await office.client(await office.logIn(), 'link@example.com')
    expect(codes(await request('link@example.com'))).toEqual(['LOG_IN_BY_LINK_OFF'])
    const set =
      'mutation ($input: PortalSettingsUpdateInput!) { portalSettingsUpdate(input: $input) { portalSettings { portal { logInByLink } } } }'
    const admin = await office.logIn()
    const offer = async (logInByLink: boolean) =>
      expect(await admin.ask(set, { input: { logInByLink } })).toEqual({
        portalSettingsUpdate: { portalSettings: { portal: { logInByLink } } },
      })
    await offer(true)

    expect(codes(await request('link@example.com'))).toEqual([])
    expect(codes(await request('nobody@example.com'))).toEqual([])
    const token = await linkIn('link@example.com')
    expect(codes(await use(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`))).toEqual(['LINK_WRONG'])
    await offer(false)
    expect(codes(await use(token))).toEqual(['LOG_IN_BY_LINK_OFF'])
    await offer(true)
    const both = await Promise.all([use(token), use(token)])
    expect(both.flatMap(codes)).toEqual(['LINK_WRONG'])
    const opened = both.find(({ session }) => session)!.session!
    expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken: opened.refreshToken }))).toEqual([])
    expect(codes(await use(token))).toEqual(['LINK_WRONG'])
  })

  it('is over after a quarter of an hour, and tells a disabled account what to do instead', async () => {
    const { accountId } = await office.client(await office.logIn(), 'late@example.com')
    await request('late@example.com')
    const token = await linkIn('late@example.com')
    office.pass({ minutes: 15 })
    expect(codes(await use(token))).toEqual(['LINK_WRONG'])
    await accounts().sql`update portal_account set disabled_at = now() where id = ${uuidOf(accountId as Id<'account'>)}`
    expect(codes(await request('late@example.com'))).toEqual([])
    await mailTo(office.app.dataDir, 'late@example.com', (text) => text.includes('is closed at the moment'))
  })
})

describe('what visitors ask for', () => {
  it('is bounded for each network, whoever it is about (ACC-9, ACC-26)', async () => {
    const here = from(office, '192.0.2.77')
    const ask = (email: string) =>
      here.send<{ done: Refused }, object>(
        'mutation ($input: PasswordResetStartInput!) { done: passwordResetStart(input: $input) { userErrors { code } } }',
        { input: { email, portalKey: office.portalKey } },
      )
    expect((await ask('a@example.com')).errors).toBeUndefined()
    await accounts()
      .sql`update allowance set back_at = back_at + interval '3550 seconds' where holder = 'asks from 192.0.2.77'`
    const refused = await ask('b@example.com')
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED' })
    expect(codes(await forgot('b@example.com'))).toEqual([])
  })
})
