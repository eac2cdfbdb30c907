import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import {
  checks,
  diagnose,
  mayLogIn,
  remedies,
  type Check,
  type Facts,
} from '../../subgraphs/accounts/diagnosis/diagnosis.ts'

const now = new Date('2026-03-01T08:00:00Z')
const before = new Date('2026-02-01T08:00:00Z')
const long = new Date('2026-01-01T08:00:00Z')

const account: NonNullable<Facts['account']> = {
  status: 'ACTIVE',
  verifiedAt: long,
  awaitingApprovalSince: null,
  disabledAt: null,
  createdAt: long,
  termsVersion: 2,
  via: 'REGISTRATION',
}
const good: Facts = {
  isPortalOn: true,
  key: { is: 'LIVE' },
  account,
  password: { temporaryUntil: null, changeRequiredAt: null, setAt: long },
  lockedSince: null,
  terms: { required: 2, since: long },
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
  'portal off': { change: (facts) => ({ ...facts, isPortalOn: false }), finds: ['PORTAL_ON'], since: null },
  'retired key': {
    change: (facts) => ({ ...facts, key: { is: 'RETIRED', since: before } }),
    finds: ['PORTAL_KEY'],
    since: before,
  },
  'unknown key': { change: (facts) => ({ ...facts, key: { is: 'UNKNOWN' } }), finds: ['PORTAL_KEY'], since: null },
  'no account': {
    change: (facts) => ({ ...facts, account: null, password: null }),
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
  disabled: { change: ofAccount({ disabledAt: before }), finds: ['NOT_DISABLED'], since: before },
  locked: { change: (facts) => ({ ...facts, lockedSince: before }), finds: ['NOT_LOCKED'], since: before },
  'change due': { change: ofPassword({ changeRequiredAt: before }), finds: ['PASSWORD_CHANGE_NOT_DUE'], since: before },
  'temporary password over': {
    change: ofPassword({ temporaryUntil: before }),
    finds: ['TEMPORARY_PASSWORD_VALID'],
    since: before,
  },
  'terms not accepted': { change: ofAccount({ termsVersion: 1 }), finds: ['TERMS_ACCEPTED'], since: long },
}

const failures = (facts: Facts) => diagnose(facts, now).filter(({ outcome }) => outcome === 'FAILED')
const found = (facts: Facts) => failures(facts).map(({ check }) => check)
const keepOut: readonly string[] = checks.filter(
  (check) => !['PORTAL_ON', 'PASSWORD_CHANGE_NOT_DUE', 'TERMS_ACCEPTED'].includes(check),
)

describe('why somebody cannot log in (ACC-25)', () => {
  it('is nothing where all is well, and every check is told in its order', () => {
    expect(found(good)).toEqual([])
    expect(mayLogIn(diagnose(good, now))).toBe(true)
    expect(diagnose(good, now).map(({ check }) => check)).toEqual(checks)
  })

  it.each(Object.entries(states))('is found where there is: %s', (_, { change, finds, since }) => {
    expect(found(change(good))).toEqual(finds)
    expect(failures(change(good))[0]!.since).toEqual(since)
    expect(mayLogIn(diagnose(change(good), now))).toBe(!finds.some((check) => keepOut.includes(check)))
  })

  const pairs = Object.entries(states).flatMap(([one, first], index) =>
    Object.entries(states)
      .slice(index + 1)
      .map(([other, second]) => [one, other, first, second] as const),
  )

  it.each(pairs)('is found where there is: %s and %s', (one, other, first, second) => {
    const both = second.change(first.change(good))
    const isGone = [one, other].includes('no account')
    const isDraft = [one, other].some((name) => name === 'unverified draft' || name === 'awaiting approval')
    const dependsOnAccount = (check: Check) => !['PORTAL_ON', 'PORTAL_KEY', 'ACCOUNT_EXISTS'].includes(check)
    const dependsOnActive = (check: Check) =>
      ['PASSWORD_CHANGE_NOT_DUE', 'TEMPORARY_PASSWORD_VALID', 'TERMS_ACCEPTED'].includes(check)
    // Of two that exclude one another the later one holds; what an account must have first hides what it would have.
    const excluding = [
      ['retired key', 'unknown key'],
      ['unverified draft', 'awaiting approval'],
    ]
    const isExcluded = excluding.some((names) => names.includes(one) && names.includes(other))
    const expected = new Set(isExcluded ? second.finds : [...first.finds, ...second.finds])
    if (one === 'change due' && other === 'temporary password over') expected.delete('PASSWORD_CHANGE_NOT_DUE')
    const kept = [...expected].filter(
      (check) => !(isGone && dependsOnAccount(check)) && !(isDraft && dependsOnActive(check)),
    )
    expect(new Set(found(both))).toEqual(new Set(kept))
    expect(mayLogIn(diagnose(both, now))).toBe(!kept.some((check) => keepOut.includes(check)))
  })

  it('wants a password of whoever has none, but not of whoever comes by single sign-on', () => {
    expect(found({ ...ofAccount({ via: 'SUPPORT_REQUEST' })(good), password: null })).toEqual([
      'TEMPORARY_PASSWORD_VALID',
    ])
    expect(found({ ...ofAccount({ via: 'SIGN_ON' })(good), password: null })).toEqual([])
  })

  it('is mended by mutations that there are', () => {
    const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'))
    const mutations = Object.keys(schema.getMutationType()!.getFields())
    expect(Object.values(remedies).filter((name) => name !== null && !mutations.includes(name))).toEqual([])
  })

  it('is mended by a mutation, or by using another key', () => {
    expect(
      Object.entries(remedies)
        .filter(([, mutation]) => mutation === null)
        .map(([check]) => check),
    ).toEqual(['PORTAL_KEY', 'RIGHT_INSTANCE'])
  })
})
