import argon2 from 'argon2'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { mailTo, readMails } from '../support/mails.ts'
import { behindProxy, from } from './doors.ts'
import { codes, open, openOffice, ownPassword, tokens, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice('harbour-homes', behindProxy)
})
afterAll(() => office?.stop())
afterEach(() => vi.restoreAllMocks())

const logIn = (email: string, password = ownPassword) => ({ portalKey: office.portalKey, email, password })
const accounts = () => office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
const outcomes = async (email: string) =>
  (
    await accounts().sql`select outcome from sign_in where email = ${email} or account_id =
    (select id from portal_account where email = ${email} and status = 'ACTIVE') order by id`
  ).map(({ outcome }) => outcome)

describe('guessing a password', () => {
  it('from fifty requests at once gives no more tries than one after another (ACC-26)', async () => {
    await office.client(office.admin, 'fifty@example.com')
    const attacker = from(office, '203.0.113.1')
    // What is hashed counts, not how long it takes; and the time stands still meanwhile.
    const verify = vi.spyOn(argon2, 'verify').mockImplementation(async (_, typed) => String(typed) === ownPassword)
    const instant = Date.now()
    vi.spyOn(Date, 'now').mockReturnValue(instant)
    const guesses = Array.from({ length: 50 }, (_, n) =>
      open(attacker, 'clientLogIn', logIn('fifty@example.com', `guess ${n}`)),
    )
    for (const guess of await Promise.all(guesses)) expect(codes(guess)).toEqual(['CREDENTIALS_INVALID'])
    const { hash } = (
      await accounts().sql<{ hash: string }[]>`select hash from password where person_id like 'account%'`
    )[0]!
    expect(verify.mock.calls).toHaveLength(50)
    expect(verify.mock.calls.filter(([tried]) => tried === hash)).toHaveLength(6)
    // The right one does not come through either while its turn has not come.
    expect(codes(await open(attacker, 'clientLogIn', logIn('fifty@example.com')))).toEqual(['CREDENTIALS_INVALID'])
    expect(new Set(await outcomes('fifty@example.com'))).toEqual(new Set(['SUCCEEDED', 'PASSWORD_WRONG', 'LOCKED']))
    office.pass({ seconds: 3 })
    expect(codes(await open(attacker, 'clientLogIn', logIn('fifty@example.com')))).toEqual([])
  })

  it('is not what somebody does who logs in five times at once: they come in each time (ACC-26)', async () => {
    await office.client(office.admin, 'tabs@example.com')
    for (let times = 0; times < 2; times++) {
      const tabs = Array.from({ length: 5 }, () => open(office.visitor, 'clientLogIn', logIn('tabs@example.com')))
      expect((await Promise.all(tabs)).map(codes)).toEqual(Array(5).fill([]))
    }
  })

  it('from many places locks its owner out of none where they have been in (ACC-26)', async () => {
    await office.client(office.admin, 'owner@example.com')
    const home = from(office, '198.51.100.7')
    await tokens(home, 'clientLogIn', logIn('owner@example.com'))
    // As many wrong ones as attackers from everywhere may have: counted, as to try them would take long.
    const { sql } = accounts()
    const [{ id } = {}] = await sql`select person_id as id from session s where exists (
      select from sign_in i where i.account_id is not null and i.address = '198.51.100.7') order by created_at desc limit 1`
    await sql`insert into allowance (company_id, holder, back_at)
      select company_id, ${id!}, ${new Date(Date.now() + 3_595_000).toISOString()}::timestamptz from company
      on conflict (company_id, holder) do update set back_at = excluded.back_at`
    const elsewhere = from(office, '192.0.2.5')
    expect(codes(await open(elsewhere, 'clientLogIn', logIn('owner@example.com')))).toEqual(['CREDENTIALS_INVALID'])
    expect(codes(await open(home, 'clientLogIn', logIn('owner@example.com')))).toEqual([])
    expect((await outcomes('owner@example.com')).slice(-2)).toEqual(['LOCKED', 'SUCCEEDED'])
  })

  it('at who is not there is slowed down in the same way, with the same statements (ACC-9, ACC-26)', async () => {
    const attacker = from(office, '203.0.113.3')
    for (let n = 0; n < 8; n++) await open(attacker, 'clientLogIn', logIn('nobody@example.com', `guess ${n}`))
    expect(await outcomes('nobody@example.com')).toEqual([...Array(6).fill('UNKNOWN_EMAIL'), 'LOCKED', 'LOCKED'])
  })
})

describe('a new sign-in', () => {
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0'

  it('is told to its person when neither place nor program are known of them (ACC-26)', async () => {
    await office.client(office.admin, 'told@example.com', { language: 'de' })
    const told = async () =>
      (await readMails(office.app.dataDir)).filter(({ subject }) => subject.startsWith('Neue Anm'))
    await tokens(from(office, '192.0.2.8'), 'clientLogIn', logIn('told@example.com'))
    await tokens(from(office, '127.0.0.1', firefox), 'clientLogIn', logIn('told@example.com'))
    await tokens(from(office, '192.0.2.9', 'Mine, go to http://evil.example'), 'clientLogIn', logIn('told@example.com'))
    const { text } = await mailTo(office.app.dataDir, 'told@example.com', (text) => text.includes('192.0.2.9'))
    expect(text).toContain('Gerät angemeldet')
    expect(text).not.toContain('evil')
    expect(await told()).toHaveLength(1)
  })
})
