import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailTo } from '../support/mails.ts'
import { person, type Person } from '../support/person.ts'
import { codes, openOffice, ownPassword, type Office, type Refused, type Tokens } from './office.ts'
import { codeIn } from './people.ts'
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
    const query = 'query ($id: ID!) { portalAccount(id: $id) { signIns(first: 1) { edges { node { outcome way } } } } }'
    expect(await kim.ask(query, { id: kim.accountId })).toEqual({
      portalAccount: { signIns: { edges: [{ node: { outcome: 'SECOND_FACTOR_WRONG', way: 'PASSWORD' } }] } },
    })
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
    const query = `mutation ($input: SecondFactorDeleteInput!) {
      done: secondFactorDelete(input: $input) { userErrors { code path } } }`
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

describe('who has a second factor', () => {
  /** Sets one up for somebody; its secret. */
  async function setUp(by: Person): Promise<string> {
    const { secret: made } = await startFactor(by, ownPassword)
    expect((await confirmFactor(by, codeAt(made!, productTime()))).userErrors).toEqual([])
    // The code that switched it on has served.
    pass(30)
    return made!
  }
  const productTime = () => new Date(Date.now() + passed * 1000)
  async function ask<Answer>(by: Person, mutation: string, input: object, fields: string): Promise<Answer> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
    const query = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${fields} } }`
    return (await by.ask<{ done: Answer }, object>(query, { input })).done
  }
  const enter = (mutation: string, input: object) => ask<Entered>(office.visitor, mutation, input, entered)
  const mailed = async (email: string, find: (text: string) => string | null | undefined) =>
    find((await mailTo(office.app.dataDir, email, (text) => find(text) != null)).text)!
  /** A password that is chosen anew by a mailed code. */
  async function reset(start: string, whose: { readonly email: string }) {
    const { resetId } = await ask<{ resetId: string }>(office.visitor, start, whose, 'resetId')
    const typed = { resetId, code: await mailed(whose.email, codeIn), newPassword: 'a lantern in the harbour' }
    return enter('passwordResetComplete', typed)
  }
  const asked = { session: null, challenge: { challengeId: expect.any(String) }, userErrors: [] }

  it('is asked for it after a mailed link and after a mailed code, too: the mail alone lets nobody in', async () => {
    const [admin, portalKey, email] = [await office.logIn(), office.portalKey, 'lee@example.com']
    const lee = await office.client(admin, email)
    const ofLee = await setUp(lee)
    await ask(admin, 'portalSettingsUpdate', { logInByLink: true }, 'cursor')
    await ask(office.visitor, 'loginLinkRequest', { portalKey, email }, 'expiresAt')
    const token = decodeURIComponent(await mailed(email, (text) => /[?&]logIn=([^\s&]+)/.exec(text)?.[1]))
    expect(await enter('loginLinkUse', { token })).toMatchObject(asked)

    const answer = await reset('passwordResetStart', { portalKey, email } as never)
    expect(answer).toMatchObject(asked)
    const { challengeId } = answer.challenge!
    expect((await verify(challengeId, codeAt(ofLee, productTime()))).session).not.toBeNull()
  })

  it('is asked for it as one of the staff, whom an administrator can take it away from', async () => {
    const [company, email] = [office.handle, 'sue@example.com']
    const admin = await office.logIn()
    const sue = await office.staff('SUPPORT', email)
    const ofSue = await setUp(sue)
    const answer = await enter('staffLogIn', { company, email, password: ownPassword })
    expect(answer).toMatchObject(asked)
    const { session } = await verify(answer.challenge!.challengeId, codeAt(ofSue, productTime()))
    const by = person(office.app.url, session!.accessToken)
    const who = '{ viewer { ... on StaffViewer { agent { id } } } }'
    const { viewer } = await by.ask<{ viewer: { agent: { id: string } } }, object>(who)
    expect(await reset('staffPasswordResetStart', { company, email } as never)).toMatchObject(asked)

    const { id: agentId } = viewer.agent
    expect(codes(await ask<Refused>(admin, 'secondFactorReset', { agentId }, 'userErrors { code }'))).toEqual([])
    const password = 'a lantern in the harbour'
    expect((await enter('staffLogIn', { company, email, password })).session).not.toBeNull()
  })
})
