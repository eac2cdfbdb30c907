import { describe, expect, it } from 'vitest'
import * as signOn from '../../subgraphs/accounts/sign-on/sign-on.ts'
import { hashOfVerifier, tokenIn, tokenOf } from '../../subgraphs/accounts/sign-on/secret.ts'
import type { SignOnLinkRow } from '../../subgraphs/accounts/sign-on/tables.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { languages } from '../../subgraphs/kernel/language.ts'

const email = 'kim@example.com'
const claims = { sub: 'one', email, email_verified: true }

describe('what a provider vouches for (ACC-21)', () => {
  it('is an address only where it is one, and verified', () => {
    expect(signOn.vouchedIn(claims)).toMatchObject({ subject: 'one', email })
    for (const wrong of [{ email_verified: 'true' }, { email_verified: 1 }, { email: 'kim' }, { email: [email] }]) {
      expect(signOn.vouchedIn({ ...claims, ...wrong })).toBe('SIGN_ON_EMAIL_UNVERIFIED')
    }
    for (const sub of [undefined, '', 7, 'x'.repeat(256)]) {
      expect(signOn.vouchedIn({ ...claims, sub })).toBe('SIGN_ON_FAILED')
    }
  })

  it('has a name in any case, of at most 100 characters in one line', () => {
    const named = (told: object) => {
      const { firstName, lastName } = signOn.vouchedIn({ ...claims, ...told }) as signOn.Vouched
      return [firstName, lastName]
    }
    expect(named({ given_name: ' Kim\n', family_name: 'van  Dam' })).toEqual(['Kim', 'van Dam'])
    expect(named({ name: 'Kim van Dam' })).toEqual(['Kim', 'van Dam'])
    expect(named({ name: 'Kim' })).toEqual(['', 'Kim'])
    expect(named({ given_name: 7 })).toEqual(['', 'kim'])
    expect(named({ family_name: '𠮷'.repeat(200) })[1]).toBe('𠮷'.repeat(100))
  })
})

describe('whose account somebody signs on to (ACC-21, ACC-22)', () => {
  const [own, other] = [newId('sign_on_instance'), newId('sign_on_instance')]
  const [one, two] = [newId('account'), newId('account')]
  const now = new Date()
  const link = (accountId: typeof one, instanceId: typeof own): SignOnLinkRow => ({
    ...{ companyId: newId('company'), accountId, instanceId, subject: 'one', email },
    ...{ linkedAt: now, usedAt: now, refusedAt: null },
  })

  it('is the subject’s first, then the address’s, and nobody’s of another instance', () => {
    const none = { bySubject: null, byEmail: null, links: [] }
    expect(signOn.accountFor(own, none)).toEqual({ accountId: null })
    expect(signOn.accountFor(own, { ...none, byEmail: one })).toEqual({ accountId: one })
    const bySubject = link(two, own)
    expect(signOn.accountFor(own, { bySubject, byEmail: one, links: [] })).toEqual({ accountId: two })
    // The provider knows the person anew: the address is theirs all the same.
    expect(signOn.accountFor(own, { ...none, byEmail: one, links: [link(one, own)] })).toEqual({ accountId: one })
    const refused = link(one, other)
    expect(signOn.accountFor(own, { ...none, byEmail: one, links: [refused] })).toEqual({ refused })
    // Nobody logs in with the address any more who came with it.
    expect(signOn.accountFor(own, { ...none, links: [refused] })).toEqual({ refused })
    expect(signOn.accountFor(own, { ...none, byEmail: two, links: [refused] })).toEqual({ accountId: two })
  })
})

describe('the refusal of another instance (ACC-22)', () => {
  it('is said in five languages, in English by the letter, and names no main instance where there is none', () => {
    const refusal = signOn.userIsInvalid(null, null)
    expect(refusal.messageIn('en')).toBe('User is invalid')
    expect(new Set(languages.map((language) => refusal.messageIn(language))).size).toBe(5)
    const remedies = refusal.data['remedies'] as { actions: string[] }[]
    expect(remedies.flatMap(({ actions }) => actions)).toEqual([
      ...['LOG_OUT_EVERYWHERE', 'PRIVATE_WINDOW', 'WRITE_TO_SUPPORT'],
    ])
  })
})

describe('what stands for a step', () => {
  it('is read back, and nothing else is', () => {
    const name = { company: newId('company'), id: newId('sign_on') }
    expect(tokenIn(tokenOf(name, 'secret'))).toEqual({ ...name, secret: 'secret' })
    for (const text of ['', '..', `${name.company}.${name.id}`, `${name.company}.${name.id}.`, `${name.id}.x.y`]) {
      expect(tokenIn(text)).toBeNull()
    }
  })

  it('hashes a verifier as RFC 7636 does, appendix B', () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    expect(hashOfVerifier(verifier)).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
  })
})
