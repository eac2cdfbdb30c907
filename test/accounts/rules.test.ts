import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { join } from '../../subgraphs/accounts/agent/agent.ts'
import { clientInvitation } from '../../subgraphs/accounts/mail/client-invitation.ts'
import { textIn } from '../../subgraphs/kernel/mail-texts.ts'
import { isCommon } from '../../subgraphs/accounts/password/common-passwords.ts'
import { temporaryPassword } from '../../subgraphs/accounts/password/generated.ts'
import { hashOf, isPasswordOf } from '../../subgraphs/accounts/password/hashing.ts'
import { choose } from '../../subgraphs/accounts/password/password.ts'
import type { PersonId } from '../../subgraphs/accounts/password/tables.ts'
import { emailFor } from '../../subgraphs/accounts/portal-account/portal-account.ts'
import { companyOf, newRefreshToken, successorOf } from '../../subgraphs/accounts/session/refresh-token.ts'
import * as session from '../../subgraphs/accounts/session/session.ts'
import { noDevice } from '../../subgraphs/kernel/device.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('choosing a password', () => {
  const chosen = (text: string) => codeOf(() => choose(text, isCommon, 'newPassword'))

  it('counts characters, however many bytes they take', () => {
    expect(chosen('seven77')).toBe('PASSWORD_TOO_SHORT')
    expect(chosen('eight 88')).toBe('done')
    expect(chosen('🏠🏡🏢🏣🏤🏥🏦')).toBe('PASSWORD_TOO_SHORT')
    expect(chosen('🏠🏡🏢🏣🏤🏥🏦🏨')).toBe('done')
    expect(chosen(`a${'b'.repeat(99)}`)).toBe('done')
    expect(chosen(`a${'b'.repeat(100)}`)).toBe('PASSWORD_TOO_LONG')
  })

  it('refuses what everybody tries first, in whatever case', () => {
    expect(['Password', 'qwertyuiop', '12345678', 'ILOVEYOU', 'zzzzzzzzzzzz'].map(chosen)).toEqual(
      Array(5).fill('PASSWORD_COMMON'),
    )
  })

  it('knows two ways of typing the same letters as the same password, and the hundredth character', async () => {
    const hash = await hashOf('Zu\u0308richsee am Abend')
    expect(await isPasswordOf(hash, 'Z\u00fcrichsee am Abend')).toBe(true)
    const long = await hashOf(`${'x'.repeat(99)}1`)
    expect(await isPasswordOf(long, `${'x'.repeat(99)}2`)).toBe(false)
    expect(await isPasswordOf(null, 'whatever')).toBe(false)
  })

  it('makes temporary ones of eight characters that cannot be mistaken for others (ACC-2)', () => {
    const made = Array.from({ length: 500 }, temporaryPassword)
    expect(new Set(made).size).toBe(500)
    expect(made.every((one) => /^[A-HJ-NP-Za-km-np-z2-9]{8}$/.test(one) && !/[01OIlo]/.test(one))).toBe(true)
  })

  it('turns away whoever comes when a hundred wait for their hash already', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 110 }, () => isPasswordOf(null, 'x')))
    const refused = asked.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
    expect(refused.length).toBeGreaterThanOrEqual(8)
    expect(refused[0]!.reason).toMatchObject({ extensions: { code: 'RATE_LIMITED' } })
    expect(await isPasswordOf(null, 'x')).toBe(false)
  })
})

describe('a new member of staff', () => {
  const given = { email: ' robin@example.com', firstName: ' Robin\n\nStaff ', lastName: 'Doe', role: 'AGENT' } as const
  const invited = (change: object) =>
    join(newId('company'), newId('agent'), { ...given, ...change }, new Date('2026-03-01T08:00:00Z')).agent

  it('has names of one line, and an address (ACC-27)', () => {
    expect(invited({})).toMatchObject({ email: 'robin@example.com', firstName: 'Robin Staff', lastName: 'Doe' })
    expect(codeOf(() => invited({ lastName: ' \n' }))).toBe('NAME_MISSING')
    expect(codeOf(() => invited({ lastName: 'x'.repeat(101) }))).toBe('NAME_TOO_LONG')
    expect(codeOf(() => invited({ email: 'robin@example' }))).toBe('EMAIL_INVALID')
    expect(codeOf(() => invited({ email: `${'x'.repeat(64)}@${'y'.repeat(190)}.example` }))).toBe('EMAIL_INVALID')
  })
})

describe('the address of an account (ACC-2)', () => {
  const given = (emails: string[], chosen: string | null) => codeOf(() => emailFor({ emails }, chosen))

  it('is the only one, or the chosen one of several', () => {
    expect(emailFor({ emails: ['kim@example.com'] }, null)).toBe('kim@example.com')
    expect(emailFor({ emails: ['a@example.com', 'Kim@example.com'] }, ' kim@EXAMPLE.com')).toBe('Kim@example.com')
    expect(given([], null)).toBe('CONTACT_HAS_NO_EMAIL')
    expect(given(['a@example.com', 'b@example.com'], null)).toBe('EMAIL_CHOICE_REQUIRED')
    expect(given(['a@example.com'], 'c@example.com')).toBe('EMAIL_NOT_OF_CONTACT')
  })
})

describe('refreshing a session (ACC-13)', () => {
  const company = newId('company')
  const begin = new Date('2026-03-01T08:00:00Z')
  const at = (seconds: number) => new Date(begin.getTime() + seconds * 1000)
  const day = 86_400
  const start = (personId: PersonId) => {
    const beginning = { companyId: company, id: newId('session'), personId, chainKey: 'key', way: 'PASSWORD' } as const
    return session.start({ ...beginning, device: noDevice }, begin)
  }
  const ofClient = start(newId('account'))
  const token = { companyId: company, hash: 'hash', sessionId: ofClient.id, usedAt: null }

  it('ends a session that rests too long, and each one in the end', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 * day }), { maxLength: 20 }), (rests) => {
        let held = ofClient
        let seconds = 0
        for (const rest of rests) {
          seconds += rest
          const code = codeOf(() => (held = { ...held, ...session.refresh(held, token, at(seconds)).change }))
          const mayGoOn = rest < 30 * day && seconds < 90 * day
          expect(code).toBe(mayGoOn ? 'done' : 'SESSION_ENDED')
          if (!mayGoOn) return
        }
      }),
    )
  })

  it('ends staff’s after 12 hours without use and after 7 days', () => {
    const ofStaff = start(newId('agent'))
    expect(ofStaff.idleUntil).toEqual(at(day / 2))
    expect(ofStaff.absoluteUntil).toEqual(at(7 * day))
  })

  it('bears a used token for ten seconds, and ends the session after', () => {
    const used = { ...token, usedAt: begin }
    expect(session.refresh(ofClient, used, at(10))).toMatchObject({ event: null, refusal: null })
    expect(session.refresh(ofClient, used, at(10.001))).toMatchObject({
      change: { endedAt: at(10.001) },
      event: { type: 'session.ended', persons: [ofClient.personId] },
      refusal: { code: 'REFRESH_TOKEN_REUSED' },
    })
  })

  it('never lets an access token outlive its session', () => {
    expect(session.accessTokenExpiry(ofClient, begin)).toEqual(at(600))
    expect(session.accessTokenExpiry({ idleUntil: at(60) }, begin)).toEqual(at(60))
  })

  it('derives one successor from a token, which nobody finds without the session’s key', () => {
    const first = newRefreshToken(company)
    expect(companyOf(first)).toBe(company)
    expect(companyOf(successorOf(first, company, 'key'))).toBe(company)
    expect(successorOf(first, company, 'key')).toBe(successorOf(first, company, 'key'))
    expect(successorOf(first, company, 'key')).not.toBe(successorOf(first, company, 'another'))
    expect(['', 'x.y', `${company}.short`, `${newId('agent')}.${'a'.repeat(43)}`].map(companyOf)).toEqual(
      Array(4).fill(null),
    )
  })
})

describe('a mail in a language', () => {
  const facts = { firstName: 'Kim', company: 'Homes', address: 'x', email: 'k@example.com', password: 'p' }

  it('falls back from region to language to English (ACC-4)', () => {
    const told = ['de', 'de-CH', 'pt-BR', 'toString'].map((tag) => textIn(clientInvitation, tag, facts))
    expect(told.map(({ language }) => language)).toEqual(['de', 'de', 'en', 'en'])
    expect(told[1]!.text).toContain('Guten Tag Kim,')
    expect(told[2]!.text).toContain('Hello Kim,')
    expect(textIn(clientInvitation, 'pt-BR', { ...facts, firstName: '' }).text).toContain('Hello,')
  })
})
