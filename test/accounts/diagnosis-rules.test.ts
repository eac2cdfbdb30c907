import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import {
  checks,
  diagnose,
  mayLogIn,
  mendings,
  mutationFor,
  remediesOf,
  type Check,
  type Facts,
} from '../../subgraphs/accounts/diagnosis/diagnosis.ts'
import * as portalAccount from '../../subgraphs/accounts/portal-account/policy.ts'
import * as portal from '../../subgraphs/accounts/portal/policy.ts'
import * as secondFactor from '../../subgraphs/accounts/second-factor/policy.ts'
import * as signOnInstance from '../../subgraphs/accounts/sign-on-instance/policy.ts'
import * as signOn from '../../subgraphs/accounts/sign-on/policy.ts'
import * as contact from '../../subgraphs/contacts/contact/policy.ts'
import type { Actor, Role } from '../../subgraphs/kernel/actor.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'

const now = new Date('2026-03-01T08:00:00Z')
const before = new Date('2026-02-01T08:00:00Z')
const long = new Date('2026-01-01T08:00:00Z')
const own = { isEnabled: true, linkedAt: long, refusedAt: null, isOnlyWay: false }

const account: NonNullable<Facts['account']> = {
  status: 'ACTIVE',
  verifiedAt: long,
  awaitingApprovalSince: null,
  approvedAt: null,
  review: null,
  disabledAt: null,
  createdAt: long,
  termsVersion: 2,
  via: 'REGISTRATION',
}
const good: Facts = {
  portal: { isOn: true, switchedOffAt: null },
  key: { is: 'LIVE', since: long },
  account,
  contact: 'NONE',
  isUnwanted: false,
  password: { temporaryUntil: null, changeRequiredAt: null, setAt: long },
  lockedSince: null,
  factor: null,
  termsRequired: 2,
  terms: { since: before, acceptedAt: before },
  signOn: null,
}

type Change = (facts: Facts) => Facts
const ofAccount =
  (change: Partial<typeof account>): Change =>
  (facts) => ({ ...facts, account: facts.account && { ...facts.account, ...change } })
const ofPassword =
  (change: Partial<NonNullable<Facts['password']>>): Change =>
  (facts) => ({ ...facts, password: facts.password && { ...facts.password, ...change } })

/** Each thing that can be wrong: how it comes about, what is found of it, and since when. */
const states: Readonly<
  Record<string, { readonly change: Change; readonly finds: readonly Check[]; readonly since: Date | null }>
> = {
  'portal off': {
    change: (facts) => ({ ...facts, portal: { isOn: false, switchedOffAt: before } }),
    finds: ['PORTAL_ON'],
    since: before,
  },
  'retired key': {
    change: (facts) => ({ ...facts, key: { is: 'RETIRED', since: before } }),
    finds: ['PORTAL_KEY'],
    since: before,
  },
  'unknown key': { change: (facts) => ({ ...facts, key: { is: 'UNKNOWN' } }), finds: ['PORTAL_KEY'], since: null },
  'no account': {
    change: (facts) => ({ ...facts, account: null, password: null, factor: null, signOn: null }),
    finds: ['ACCOUNT_EXISTS'],
    since: null,
  },
  'unverified draft': {
    change: ofAccount({ status: 'DRAFT', verifiedAt: null }),
    finds: ['EMAIL_VERIFIED', 'ACTIVE'],
    since: long,
  },
  'awaiting approval': {
    change: ofAccount({ status: 'DRAFT', verifiedAt: before, awaitingApprovalSince: before }),
    finds: ['APPROVED', 'ACTIVE'],
    since: before,
  },
  'in review': {
    change: ofAccount({ status: 'DRAFT', verifiedAt: before, review: 'ALREADY_HAS_ACCOUNT' }),
    finds: ['ACTIVE'],
    since: before,
  },
  disabled: { change: ofAccount({ disabledAt: before }), finds: ['NOT_DISABLED'], since: before },
  locked: { change: (facts) => ({ ...facts, lockedSince: before }), finds: ['NOT_LOCKED'], since: before },
  'second factor': {
    change: (facts) => ({ ...facts, factor: facts.account && { confirmedAt: before } }),
    finds: ['SECOND_FACTOR_NOT_ASKED'],
    since: before,
  },
  'change due': { change: ofPassword({ changeRequiredAt: before }), finds: ['PASSWORD_CHANGE_NOT_DUE'], since: before },
  'temporary password over': {
    change: ofPassword({ temporaryUntil: before }),
    finds: ['TEMPORARY_PASSWORD_VALID'],
    since: before,
  },
  'terms not accepted': { change: ofAccount({ termsVersion: 1 }), finds: ['TERMS_ACCEPTED'], since: before },
  'wrong instance': {
    change: (facts) => ({ ...facts, signOn: facts.account && { ...own, refusedAt: before } }),
    finds: ['RIGHT_INSTANCE'],
    since: before,
  },
}

const failures = (facts: Facts) => diagnose(facts, now).filter(({ outcome }) => outcome === 'FAILED')
const found = (facts: Facts) => failures(facts).map(({ check }) => check)
const lets = ['PORTAL_ON', 'SECOND_FACTOR_NOT_ASKED', 'PASSWORD_CHANGE_NOT_DUE', 'TERMS_ACCEPTED', 'RIGHT_INSTANCE']
const keepOut: readonly string[] = checks.filter((check) => !lets.includes(check))

describe('why somebody cannot log in (ACC-25)', () => {
  it('is nothing where all is well, and every check is told in its order', () => {
    expect(found(good)).toEqual([])
    expect(mayLogIn(good, now)).toBe(true)
    expect(diagnose(good, now).map(({ check }) => check)).toEqual(checks)
  })

  it.each(Object.entries(states))('is found where there is: %s', (_, { change, finds, since }) => {
    expect(found(change(good))).toEqual(finds)
    expect(failures(change(good))[0]!.since).toEqual(since)
    expect(mayLogIn(change(good), now)).toBe(!finds.some((check) => keepOut.includes(check)))
  })

  const drafts = ['unverified draft', 'awaiting approval', 'in review']
  const pairs = Object.entries(states).flatMap(([one, first], index) =>
    Object.entries(states)
      .slice(index + 1)
      .map(([other, second]) => [one, other, first, second] as const),
  )

  it.each(pairs)('is found where there is: %s and %s', (one, other, first, second) => {
    const both = second.change(first.change(good))
    const isGone = [one, other].includes('no account')
    const isDraft = [one, other].some((name) => drafts.includes(name))
    const dependsOnAccount = (check: Check) => !['PORTAL_ON', 'PORTAL_KEY', 'ACCOUNT_EXISTS'].includes(check)
    const dependsOnActive = (check: Check) =>
      ['PASSWORD_CHANGE_NOT_DUE', 'TEMPORARY_PASSWORD_VALID', 'TERMS_ACCEPTED'].includes(check)
    // Of two that exclude one another the later one holds; what an account must have first hides what it would have.
    const excluding = [
      ['retired key', 'unknown key'],
      ['unverified draft', 'awaiting approval'],
      ['unverified draft', 'in review'],
    ]
    const isExcluded = excluding.some((names) => names.includes(one) && names.includes(other))
    const expected = new Set(isExcluded ? second.finds : [...first.finds, ...second.finds])
    if (one === 'change due' && other === 'temporary password over') expected.delete('PASSWORD_CHANGE_NOT_DUE')
    const kept = [...expected].filter(
      (check) => !(isGone && dependsOnAccount(check)) && !(isDraft && dependsOnActive(check)),
    )
    expect(new Set(found(both))).toEqual(new Set(kept))
    expect(mayLogIn(both, now)).toBe(!kept.some((check) => keepOut.includes(check)))
  })

  it('wants a password of whoever has none, but not of whoever comes by single sign-on', () => {
    expect(found({ ...ofAccount({ via: 'SUPPORT_REQUEST' })(good), password: null })).toEqual([
      'TEMPORARY_PASSWORD_VALID',
    ])
    expect(found({ ...ofAccount({ via: 'SIGN_ON' })(good), password: null })).toEqual([])
    expect(found({ ...good, password: null, signOn: { ...own, isOnlyWay: true } })).toEqual([])
  })

  it('is the wrong instance only for whoever has no password', () => {
    const refused = { ...own, refusedAt: before }
    expect(mayLogIn({ ...good, signOn: refused }, now)).toBe(true)
    const only = { ...good, password: null, signOn: { ...refused, isOnlyWay: true } }
    expect(mayLogIn(only, now)).toBe(false)
    expect(found({ ...only, signOn: { ...own, isEnabled: false, isOnlyWay: true } })).toEqual(['RIGHT_INSTANCE'])
  })

  it('is told since when all is well, as far as that is known', () => {
    const since = Object.fromEntries(diagnose({ ...good, signOn: own }, now).map((each) => [each.check, each.since]))
    expect(since).toEqual({
      ...{ PORTAL_ON: null, PORTAL_KEY: long, ACCOUNT_EXISTS: long, EMAIL_VERIFIED: long, APPROVED: null },
      ...{ ACTIVE: null, NOT_DISABLED: null, NOT_LOCKED: null, SECOND_FACTOR_NOT_ASKED: null },
      PASSWORD_CHANGE_NOT_DUE: long,
      ...{ TEMPORARY_PASSWORD_VALID: null, TERMS_ACCEPTED: before, RIGHT_INSTANCE: long },
    })
  })

  it('is not a code where a provider vouches, nor terms that are older than the account', () => {
    const factor = { confirmedAt: before }
    expect(found({ ...good, factor, signOn: { ...own, isOnlyWay: true } })).toEqual([])
    expect(found({ ...good, factor: { confirmedAt: null } })).toEqual([])
    const late = ofAccount({ createdAt: now, termsVersion: 0 })(good)
    expect(failures(late)).toEqual([{ check: 'TERMS_ACCEPTED', outcome: 'FAILED', since: now }])
  })

  const mended = (name: string, check: Check, contact: Facts['contact'] = 'NONE', role: Role = 'ADMIN') =>
    mutationFor(remediesOf(check, { ...states[name]!.change(good), contact }), role)

  it('is mended by an account for the contact there is, by access for nobody’s, and never by a second account', () => {
    for (const [name, check] of [
      ['no account', 'ACCOUNT_EXISTS'],
      ['unverified draft', 'EMAIL_VERIFIED'],
      ['unverified draft', 'ACTIVE'],
    ] as const) {
      expect(mended(name, check)).toBe('passwordAccessGive')
      expect(mended(name, check, 'WITHOUT_ACCOUNT')).toBe('portalAccountCreate')
      expect(mended(name, check, 'WITH_ACCOUNT')).toBe('portalAccountUpdate')
    }
    expect(mended('awaiting approval', 'ACTIVE')).toBe('portalAccountApprove')
    expect(mutationFor(remediesOf('NOT_DISABLED', { ...good, isUnwanted: true }), 'ADMIN')).toBe('contactReview')
    expect(mended('in review', 'ACTIVE', 'WITHOUT_ACCOUNT')).toBe('portalAccountUpdate')
    const off: Facts = { ...good, signOn: { ...own, isEnabled: false } }
    expect(mutationFor(remediesOf('RIGHT_INSTANCE', off), 'ADMIN')).toBe('signOnInstanceUpdate')
  })

  it('is mended for each role by what they may use, or the client may', () => {
    expect(mended('portal off', 'PORTAL_ON', 'NONE', 'AGENT')).toBeNull()
    expect(mended('second factor', 'SECOND_FACTOR_NOT_ASKED', 'NONE', 'AGENT')).toBeNull()
    expect(mended('disabled', 'NOT_DISABLED', 'NONE', 'AGENT')).toBe('portalAccountEnable')
    const forSupport = checks.map((check) => mutationFor(remediesOf(check, good), 'SUPPORT'))
    expect(new Set(forSupport)).toEqual(new Set([null, 'passwordResetStart', 'passwordChange', 'termsAccept']))
  })

  it('is mended by mutations that those may use to whom they are named, and nobody else', () => {
    const may: Readonly<Record<string, (actor: Actor) => unknown>> = {
      portalSettingsUpdate: portal.maySet,
      passwordAccessGive: portalAccount.mayInvite,
      portalAccountCreate: portalAccount.mayInvite,
      portalAccountApprove: portalAccount.mayInvite,
      portalInvitationResend: portalAccount.mayInvite,
      portalAccountUpdate: portalAccount.mayEdit,
      portalAccountEnable: portalAccount.mayEnable,
      contactReview: contact.mayWrite,
      secondFactorReset: secondFactor.mayReset,
      signOnUnlink: signOn.mayUnlink,
      signOnInstanceUpdate: signOnInstance.mayManage,
    }
    const { company, agent, session } = { company: newId('company'), agent: newId('agent'), session: newId('session') }
    for (const { mutation, by } of Object.values(mendings).flat()) {
      if (by === 'CLIENT') continue
      for (const role of ['ADMIN', 'AGENT', 'SUPPORT'] as const) {
        const asked = () => may[mutation]!({ kind: 'staff', company, agent, role, session, blocks: [] })
        if (by.includes(role)) expect(asked, `${role}: ${mutation}`).not.toThrow()
        else expect(asked, `${role}: ${mutation}`).toThrow()
      }
    }
  })

  it('is mended by mutations that there are', () => {
    const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'))
    const known = Object.keys(schema.getMutationType()!.getFields())
    const named = Object.values(mendings).flatMap((ways) => ways.map(({ mutation }) => mutation))
    expect(named.filter((name) => !known.includes(name))).toEqual([])
  })
})
