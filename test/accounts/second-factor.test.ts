import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailTo } from '../support/mails.ts'
import { person, type Person } from '../support/person.ts'
import { codes, openOffice, ownPassword, type Office, type Refused, type Tokens } from './office.ts'
import { codeAt, confirmFactor, startFactor } from './second-factor.ts'

let office: Office
let kim: Person & { readonly accountId: string }
let secret: string
let recovery: readonly string[]
let passed = 0
beforeAll(async () => {
  office = await openOffice()
  kim = await office.client(office.admin, 'kim@example.com')
})
afterAll(() => office?.stop())

/** The product's time goes on, and the app's with it. */
function pass(seconds: number): void {
  office.pass({ seconds })
  passed += seconds
}
const code = () => codeAt(secret, new Date(Date.now() + passed * 1000))

interface Entered extends Refused {
  readonly session: Tokens | null
  readonly challenge: { readonly challengeId: string; readonly expiresAt: string } | null
}
const entered = `session { id accessToken accessTokenExpiresAt refreshToken expiresAt }
  challenge { challengeId expiresAt } userErrors { code path }`

async function logIn(): Promise<Entered> {
  const input = { portalKey: office.portalKey, email: 'kim@example.com', password: ownPassword }
  const query = `mutation ($input: ClientLogInInput!) { done: clientLogIn(input: $input) { ${entered} } }`
  return (await office.visitor.ask<{ done: Entered }, object>(query, { input })).done
}

async function verify(challengeId: string, typed: string): Promise<Entered> {
  const query = `mutation ($input: SecondFactorVerifyInput!) { done: secondFactorVerify(input: $input) { ${entered} } }`
  return (await office.visitor.ask<{ done: Entered }, object>(query, { input: { challengeId, code: typed } })).done
}

const challenge = async () => (await logIn()).challenge!.challengeId
const told = (part: string) => mailTo(office.app.dataDir, 'kim@example.com', (text) => text.includes(part))

describe('a second factor', () => {
  it('is set up with the password and a code of the app, and asked for from then on', async () => {
    expect(codes(await startFactor(kim, 'not the password'))).toEqual(['PASSWORD_WRONG'])
    expect(codes(await confirmFactor(kim, '123456'))).toEqual(['SECOND_FACTOR_NOT_STARTED'])
    const started = await startFactor(kim, ownPassword)
    secret = started.secret!
    expect(started.uri).toMatch(/^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}.*algorithm=SHA1.*digits=6.*period=30/)
    expect(codes(await confirmFactor(kim, code() === '000000' ? '000001' : '000000'))).toEqual([
      'SECOND_FACTOR_CODE_WRONG',
    ])
    expect((await logIn()).session).not.toBeNull()
    recovery = (await confirmFactor(kim, code())).recoveryCodes!
    expect(new Set(recovery).size).toBe(10)
    await told('from now on you are asked')
    const asked = await logIn()
    expect(asked).toMatchObject({ session: null, challenge: { challengeId: expect.any(String) }, userErrors: [] })
    expect(codes(await startFactor(kim, ownPassword))).toEqual(['SECOND_FACTOR_ON'])
    const { sql } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
    const rows = await sql`select (select json_agg(f) from accounts.second_factor f) as factors,
      (select json_agg(r) from accounts.recovery_code r) as codes`
    for (const shown of [secret, ...recovery]) expect(JSON.stringify(rows)).not.toContain(shown)
  })

  it('lets in once by each code, and by none that was used', async () => {
    const first = await challenge()
    // The code that switched it on has served.
    expect(codes(await verify(first, code()))).toEqual(['SECOND_FACTOR_CODE_WRONG'])
    pass(30)
    const now = code()
    const { session } = await verify(first, ` ${now.slice(0, 3)} ${now.slice(3)} `)
    const { viewer } = await person(office.app.url, session!.accessToken).ask<{ viewer: unknown }, object>(
      '{ viewer { ... on ClientViewer { account { id secondFactor { recoveryCodesLeft } } } } }',
    )
    expect(viewer).toEqual({ account: { id: kim.accountId, secondFactor: { recoveryCodesLeft: 10 } } })
    expect(codes(await verify(first, code()))).toEqual(['SECOND_FACTOR_OVER'])
    expect(codes(await verify(await challenge(), now))).toEqual(['SECOND_FACTOR_CODE_WRONG'])
  })

  it('takes five tries at a challenge, also when they come at once, and then not the right code either', async () => {
    pass(60)
    const asked = await challenge()
    const wrong = code() === '000000' ? '000001' : '000000'
    const all = await Promise.all(Array.from({ length: 12 }, () => verify(asked, wrong)))
    expect(all.flatMap(codes).filter((each) => each === 'SECOND_FACTOR_CODE_WRONG')).toHaveLength(5)
    expect(codes(await verify(asked, code()))).toEqual(['SECOND_FACTOR_OVER'])
  })

  it('is closed for an hour after twenty wrong codes, but not to codes for recovery, which serve once', async () => {
    const wrong = code() === '000000' ? '000001' : '000000'
    let answer: string[] = []
    for (let n = 0; n < 6 && !answer.includes('SECOND_FACTOR_LOCKED'); n++) {
      const asked = await challenge()
      for (let tries = 0; tries < 5; tries++) answer = codes(await verify(asked, wrong))
    }
    expect(answer).toEqual(['SECOND_FACTOR_LOCKED'])
    expect(codes(await verify(await challenge(), code()))).toEqual(['SECOND_FACTOR_LOCKED'])
    expect((await verify(await challenge(), recovery[0]!.toUpperCase())).session).not.toBeNull()
    await told('one of your codes for recovery')
    expect(codes(await verify(await challenge(), recovery[0]!))).toEqual(['SECOND_FACTOR_CODE_WRONG'])
  })

  it('is over after five minutes', async () => {
    const asked = await challenge()
    pass(301)
    expect(codes(await verify(asked, code()))).toEqual(['SECOND_FACTOR_OVER'])
    expect(codes(await verify('nonsense', code()))).toEqual(['SECOND_FACTOR_OVER'])
  })

  it('is removed by a code or the password, whose guesses are counted as those at the door are', async () => {
    const query = `mutation ($input: SecondFactorRemoveInput!) {
      done: secondFactorRemove(input: $input) { userErrors { code path } } }`
    const remove = async (input: object) => (await kim.ask<{ done: Refused }, object>(query, { input })).done
    for (const input of [{}, { code: code(), password: ownPassword }]) {
      expect((await remove(input)).userErrors).toEqual([{ code: 'EXACTLY_ONE', path: ['input'] }])
    }
    const wrong = code() === '000000' ? '000001' : '000000'
    const guessed = []
    for (let n = 0; n < 20; n++) guessed.push(...codes(await remove({ code: wrong })))
    // One was wrong before: the right one comes too late as well.
    expect(guessed.filter((each) => each === 'SECOND_FACTOR_CODE_WRONG')).toHaveLength(19)
    expect(codes(await remove({ code: code() }))).toEqual(['SECOND_FACTOR_LOCKED'])
    expect(codes(await verify(await challenge(), code()))).toEqual(['SECOND_FACTOR_LOCKED'])
    for (let n = 0; n < 6; n++) expect(codes(await remove({ password: 'none of theirs' }))).toEqual(['PASSWORD_WRONG'])
    expect(codes(await remove({ password: ownPassword }))).toEqual(['PASSWORD_WRONG'])
    pass(3)
    expect(codes(await remove({ password: ownPassword }))).toEqual([])
    expect(codes(await remove({ password: ownPassword }))).toEqual(['SECOND_FACTOR_OFF'])

    for (let n = 0; n < 6; n++) expect(codes(await startFactor(kim, 'none of theirs'))).toEqual(['PASSWORD_WRONG'])
    expect(codes(await startFactor(kim, ownPassword))).toEqual(['PASSWORD_WRONG'])
    pass(3)
    secret = (await startFactor(kim, ownPassword)).secret!
    recovery = (await confirmFactor(kim, code())).recoveryCodes!
    for (let n = 0; n < 20; n++) await remove({ code: wrong })
    expect(codes(await remove({ code: recovery[0] }))).toEqual([])
    secret = (await startFactor(kim, ownPassword)).secret!
    await confirmFactor(kim, code())
  })

  it('is taken away by an administrator, of which its owner is told', async () => {
    const admin = await office.logIn()
    const query = `mutation ($input: SecondFactorResetInput!) {
      done: secondFactorReset(input: $input) { portalAccount { secondFactor { since } } userErrors { code } } }`
    const { accountId } = kim
    const reset = async (input: object = { accountId }) =>
      (await admin.ask<{ done: Refused }, object>(query, { input })).done
    for (const input of [{}, { accountId, agentId: 'agent_00000000000000000000000000' }]) {
      expect(codes(await reset(input))).toEqual(['EXACTLY_ONE'])
    }
    expect(await reset()).toEqual({ portalAccount: { secondFactor: null }, userErrors: [] })
    await told('an administrator has taken')
    expect((await logIn()).session).not.toBeNull()
    expect(codes(await reset())).toEqual(['SECOND_FACTOR_OFF'])
  })
})
