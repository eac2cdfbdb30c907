import argon2 from 'argon2'
import { GraphQLError } from 'graphql'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { throttleAhead } from '../../subgraphs/accounts/lockout/commands.ts'
import * as proofs from '../../subgraphs/accounts/proof/proof.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { anonymous } from '../../subgraphs/kernel/actor.ts'
import { openContext } from '../../subgraphs/kernel/open-context.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { statementsOf, type Statement } from '../graph/support/statements.ts'
import { eventually } from '../support/eventually.ts'
import { passTo } from '../support/pass-time.ts'
import type { Person } from '../support/person.ts'
import { behindProxy, from } from './doors.ts'
import { codes, open, openOffice, ownPassword, type Office } from './office.ts'
import {
  applicant,
  codeIn,
  codeMailedTo,
  drafted,
  mailsTo,
  registered,
  registering,
  setRegistration,
} from './people.ts'

vi.mock(import('postgres'), async (original) => {
  const { listening } = await import('../graph/support/statements.ts')
  return listening(original) as never
})

let office: Office
let services: Services
beforeAll(async () => {
  office = await openOffice('harbour-homes', behindProxy)
  services = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
  await setRegistration(office.admin, { mode: 'OPEN' })
})
afterAll(() => office?.stop())
afterEach(() => vi.restoreAllMocks())

/** A minute goes by for people and for jobs that are set for later. */
async function passMinute() {
  const now = services.now()
  office.pass({ minutes: 1 })
  await passTo(office.app, { now }, new Date(now.getTime() + 60_000))
}

interface Reset {
  readonly resetId: string
}

async function forgot(by: Person, email: string): Promise<string> {
  const { done } = await by.ask<{ done: Reset }, object>(
    'mutation ($input: PasswordResetStartInput!) { done: passwordResetStart(input: $input) { resetId } }',
    { input: { portalKey: office.portalKey, email } },
  )
  return done.resetId
}

async function choose(by: Person, resetId: string, code: string): Promise<readonly string[]> {
  const { done } = await by.ask<{ done: { userErrors: { code: string }[] } }, object>(
    'mutation ($input: PasswordResetCompleteInput!) { done: passwordResetComplete(input: $input) { userErrors { code } } }',
    { input: { resetId, code, newPassword: 'a lantern in the harbour' } },
  )
  return codes(done)
}

interface MailAsked {
  readonly mailAt: string
  readonly resendAt: string
}

/** What is told of the mail that a mutation asks for, in the payload or of the change of address that waits. */
async function mailAsked(by: Person, name: string, input: object, of: '' | 'emailChange'): Promise<MailAsked> {
  const told = of ? `portalAccount { emailChange { mailAt resendAt } }` : 'mailAt resendAt'
  const query = `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { done: ${name}(input: $input) { ${told} } }`
  type Told = MailAsked & { readonly portalAccount: { readonly emailChange: MailAsked } }
  const { done } = await by.ask<{ done: Told }, object>(query, { input })
  return of ? done.portalAccount.emailChange : done
}

/** The first mail leaves at once, the second a minute after it, the third in place of the second; each has its minute. */
function expectSpaced(mails: readonly MailAsked[], startedAt: number): void {
  const [first, ...others] = mails.map(({ mailAt }) => Date.parse(mailAt))
  expect(first).toBeGreaterThanOrEqual(startedAt)
  expect(first).toBeLessThanOrEqual(services.now().getTime())
  expect(others).toEqual([first! + 60_000, first! + 60_000])
  for (const { mailAt, resendAt } of mails) expect(Date.parse(resendAt) - Date.parse(mailAt)).toBe(60_000)
}

/** Transactions of the house begin and end among them. */
const ofAccounts = ({ subgraph, text }: Statement) =>
  subgraph === 'accounts' && !/^(begin|commit|set)/.test(text) ? text : []

const codesTo = async (email: string) => (await mailsTo(office, email)).flatMap(({ text }) => codeIn(text) ?? [])

describe('a code that is asked for again', () => {
  it('kills the one before, and is mailed a minute after it, once (ACC-7)', async () => {
    const email = 'again@example.com'
    const me = from(office, '203.0.113.1')
    await registered(office, email)
    await codeMailedTo(office, email, 1)
    const first = await forgot(me, email)
    const code = await codeMailedTo(office, email, 2)
    await forgot(me, email)
    const third = await forgot(me, email)
    expect(await choose(me, first, code)).toEqual(['CODE_WRONG'])
    expect(await codesTo(email)).toHaveLength(2)
    await passMinute()
    const next = await codeMailedTo(office, email, 3)
    expect(await choose(me, third, next)).toEqual([])
    expect(await codesTo(email)).toHaveLength(3)
  })

  it('tells when its mail leaves and when another can be asked for, the same for any address (ACC-7, ACC-9)', async () => {
    const known = 'waits@example.com'
    const { person: client } = await registered(office, known)
    await office.admin.ask('mutation { portalSettingsUpdate(input: { logInByLink: true }) { cursor } }')
    const { portalKey, handle: company } = office
    const asks = (email: string) =>
      ({
        registrationStart: applicant(office, email),
        passwordResetStart: { portalKey, email },
        staffPasswordResetStart: { company, email },
        loginLinkRequest: { portalKey, email },
      }) as const
    const startedAt = services.now().getTime()
    for (const [last, email] of [known, 'nobody@example.com', 'admin@example.com'].entries()) {
      const by = from(office, `203.0.113.${20 + last}`)
      for (const [name, input] of Object.entries(asks(email))) {
        const ask = () => mailAsked(by, name, input, '')
        expectSpaced([await ask(), await ask(), await ask()], startedAt)
      }
    }
    const ask = () =>
      mailAsked(client, 'emailChangeStart', { email: 'moves@example.com', password: ownPassword }, 'emailChange')
    expectSpaced([await ask(), await ask(), await ask()], startedAt)
  })

  it('can be asked for again a minute after its mail has left, and no sooner (ACC-7)', async () => {
    const by = from(office, '203.0.113.24')
    const input = applicant(office, 'sooner@example.com')
    await registering(by, 'registrationStart', input)
    const { registrationId, resendAt } = await registering(by, 'registrationStart', input)
    const again = () => registering(by, 'registrationResend', { registrationId })
    await passMinute()
    expect(codes(await again())).toEqual(['PROOF_TOO_SOON'])
    await passMinute()
    const { mailAt, userErrors } = await again()
    expect(userErrors).toEqual([])
    expect(Date.parse(mailAt!)).toBeGreaterThanOrEqual(Date.parse(resendAt!))
  })

  it('from elsewhere neither kills the owner’s code nor delays it (ACC-26)', async () => {
    const email = 'owner@example.com'
    await registered(office, email)
    const owner = from(office, '203.0.113.2')
    await forgot(from(office, '203.0.113.3'), email)
    await codeMailedTo(office, email, 2)
    const mine = await forgot(owner, email)
    const code = await codeMailedTo(office, email, 3)
    await forgot(from(office, '203.0.113.4'), email)
    await codeMailedTo(office, email, 4)
    expect(await choose(owner, mine, code)).toEqual([])
  })

  it('uses up five mails an hour for one network, and the owner’s still come (ACC-26)', async () => {
    const email = 'flooded@example.com'
    await registered(office, email)
    const stranger = from(office, '203.0.113.5')
    for (let asked = 1; asked <= 8; asked++) {
      await forgot(stranger, email)
      await codeMailedTo(office, email, 1 + Math.min(asked, 5))
      await passMinute()
    }
    const owner = from(office, '203.0.113.6')
    const mine = await forgot(owner, email)
    const code = await codeMailedTo(office, email, 7)
    expect(await choose(owner, mine, code)).toEqual([])
    expect(await codesTo(email)).toHaveLength(7)
  })
})

describe('what was mailed', () => {
  it('still serves after another is asked for that is not mailed any more (ACC-7, ACC-26)', async () => {
    const [known, newcomer] = ['served@example.com', 'comes@example.com']
    await registered(office, known)
    const by = from(office, '203.0.113.30')
    const register = () => registering(by, 'registrationStart', applicant(office, newcomer))
    const fifth = { reset: '', registration: '' }
    for (let asked = 1; asked <= 5; asked++) {
      fifth.reset = await forgot(by, known)
      fifth.registration = (await register()).registrationId!
      await codeMailedTo(office, known, 1 + asked)
      await codeMailedTo(office, newcomer, asked)
      if (asked < 5) await passMinute()
    }
    expect((await register()).mailAt).toBeNull()
    await forgot(by, known)
    expect(await choose(by, fifth.reset, await codeMailedTo(office, known, 6))).toEqual([])
    const code = await codeMailedTo(office, newcomer, 5)
    const { userErrors } = await registering(by, 'registrationVerify', { registrationId: fifth.registration, code })
    expect(userErrors).toEqual([])
  })
})

describe('when a mail goes', () => {
  const now = new Date('2026-05-04T10:00:00Z')
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  const mailed = (more: Partial<Parameters<typeof proofs.mailTimeOf>[0]>) => ({
    toAll: 0,
    toAsker: 0,
    lastAt: null,
    ...more,
  })

  it('is at once, or a minute after the last, or when one goes that it replaces (ACC-7)', () => {
    expect(proofs.mailTimeOf(mailed({}), now)).toEqual(now)
    expect(proofs.mailTimeOf(mailed({ lastAt: at(-60) }), now)).toEqual(now)
    expect(proofs.mailTimeOf(mailed({ lastAt: at(-20) }), now)).toEqual(at(40))
    expect(proofs.mailTimeOf(mailed({ lastAt: at(40), toAsker: 5, toAll: 20 }), now)).toEqual(at(40))
  })

  it('is never after five for one asker, or twenty for all (ACC-26)', () => {
    expect(proofs.mailTimeOf(mailed({ toAsker: 4, toAll: 19 }), now)).toEqual(now)
    expect(proofs.mailTimeOf(mailed({ toAsker: 5, toAll: 5 }), now)).toBeNull()
    expect(proofs.mailTimeOf(mailed({ toAsker: 0, toAll: 20 }), now)).toBeNull()
  })
})

describe('what was mailed', () => {
  const now = new Date('2026-05-04T10:00:00Z')
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  const mailed = (purpose: proofs.ProofWanted['purpose'], form: proofs.ProofWanted['form']) => {
    const wanted = { company: newId('company'), purpose, form, email: 'a@example.com', accountId: null }
    const asked = proofs.begin(newId('proof'), wanted, 'here', { toAll: 0, toAsker: 0, lastAt: null }, now)
    return { ...asked, hash: 'made' }
  }

  it.each([
    ['REGISTRATION', 'CODE', 600],
    ['PASSWORD_RESET', 'CODE', 600],
    ['STAFF_PASSWORD_RESET', 'CODE', 600],
    ['EMAIL_CHANGE', 'CODE', 600],
    ['REGISTRATION', 'LINK', 86_400],
    ['LOG_IN', 'LINK', 900],
  ] as const)('for %s as a %s serves for %i seconds, and once (ACC-7, ACC-11, ACC-12)', (purpose, form, seconds) => {
    const proof = mailed(purpose, form)
    expect(proofs.use(proof, proof, at(seconds - 0.001))).toMatchObject({ usedAt: at(seconds - 0.001) })
    const over = { code: form === 'CODE' ? 'CODE_WRONG' : 'LINK_WRONG' }
    expect(() => proofs.use(proof, proof, at(seconds))).toThrow(expect.objectContaining(over))
    expect(() => proofs.use({ ...proof, usedAt: now }, proof, now)).toThrow(expect.objectContaining(over))
  })

  it('is tried five times, and mailed anew after a minute with tries of its own (ACC-7)', () => {
    const code = mailed('REGISTRATION', 'CODE')
    expect(proofs.tryOnce({ ...code, tries: 4 }, now)).toEqual({ tries: 5 })
    const wrong = expect.objectContaining({ code: 'CODE_WRONG' })
    expect(() => proofs.tryOnce({ ...code, tries: 5 }, now)).toThrow(wrong)
    const last = { toAll: 1, toAsker: 1, lastAt: now }
    const again = (seconds: number) => proofs.askAgain({ ...code, tries: 5 }, last, at(seconds))
    expect(() => again(59.999)).toThrow(expect.objectContaining({ code: 'PROOF_TOO_SOON' }))
    expect(again(60)).toMatchObject({ tries: 0, hash: null, expiresAt: at(660) })
  })
})

describe('registering', () => {
  it('costs the same statements whether or not an address is known, and so does another mail (ACC-9)', async () => {
    await registered(office, 'known@example.com')
    // What goes on by itself after a registration is over once its contact has followed.
    const { sql } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'contacts')!.services
    const followed = () => sql`select 1 from followed_profile where email = 'known@example.com'`
    await eventually(async () => expect(await followed()).toHaveLength(1))
    const due = () => services.sql`select 1 from accounts_jobs._private_jobs where run_at <= now()`
    await eventually(async () => expect(await due()).toHaveLength(0))
    vi.spyOn(services.jobs, 'enqueue').mockResolvedValue()
    const run = async (email: string, address: string) => {
      const by = from(office, address)
      const start = await statementsOf(() => registering(by, 'registrationStart', applicant(office, email)))
      expect(codes(start.result)).toEqual([])
      office.pass({ minutes: 1 })
      const { registrationId } = start.result
      const again = await statementsOf(() => registering(by, 'registrationResend', { registrationId }))
      expect(codes(again.result)).toEqual([])
      return [start, again].map(({ statements }) => statements.flatMap(ofAccounts).sort())
    }
    const known = await run('known@example.com', '203.0.113.7')
    const unknown = await run('unknown@example.com', '203.0.113.8')
    expect(known).toEqual(unknown)
    expect(known.flat().length).toBeGreaterThan(10)
  })

  it('is shut to a network that has asked a hundred times, before anything is hashed (ACC-26)', async () => {
    const address = '203.0.113.9'
    const asking = { actor: anonymous, caller: 'gateway', requestId: 'test', device: { address, program: null } }
    for (let asked = 0; asked < 100; asked++) await throttleAhead(openContext(services, asking))
    const hash = vi.spyOn(argon2, 'hash')
    const start = `mutation ($input: RegistrationStartInput!) {
      registrationStart(input: $input) { registrationId userErrors { code } } }`
    const input = applicant(office, 'late@example.com')
    const { errors } = await from(office, address).send(start, { input })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED' })
    expect(hash).not.toHaveBeenCalled()
    expect(codes(await registering(from(office, '203.0.113.10'), 'registrationStart', input))).toEqual([])
  })

  it('is settled later where the contacts are away as the code is typed, and nothing is lost (ACC-7, ACC-8)', async () => {
    const email = 'away@example.com'
    const typed = await drafted(office, email)
    const away = new GraphQLError('away', { extensions: { code: 'NOT_READY' } })
    const asked = vi.spyOn(services, 'ask').mockRejectedValue(away)
    const answer = await registering(office.visitor, 'registrationVerify', typed)
    expect(answer).toMatchObject({ state: 'BEING_OPENED', session: null, userErrors: [] })
    expect(asked).toHaveBeenCalled()
    asked.mockRestore()
    const logIn = { portalKey: office.portalKey, email, password: ownPassword }
    await eventually(async () => expect(codes(await open(office.visitor, 'clientLogIn', logIn))).toEqual([]))
  })
})
