import type { PasswordRow } from '../password/tables.ts'
import { isAlive, mustChange } from '../password/password.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'

/** What must be true for a client to come in and to work, in the order in which it is looked at (ACC-25). */
export const checks = [
  'PORTAL_ON',
  'PORTAL_KEY',
  'ACCOUNT_EXISTS',
  'EMAIL_VERIFIED',
  'APPROVED',
  'ACTIVE',
  'NOT_DISABLED',
  'NOT_LOCKED',
  'PASSWORD_CHANGE_NOT_DUE',
  'TEMPORARY_PASSWORD_VALID',
  'TERMS_ACCEPTED',
  'RIGHT_INSTANCE',
] as const
export type Check = (typeof checks)[number]

export type Outcome = 'PASSED' | 'FAILED' | 'NOT_APPLICABLE'

/** What is known of an address at a portal, gathered at one moment. */
export interface Facts {
  readonly isPortalOn: boolean
  /** A company's other keys, and such as there are none, lead nowhere. */
  readonly key: { readonly is: 'LIVE' | 'UNKNOWN' } | { readonly is: 'RETIRED'; readonly since: Date }
  readonly account: Pick<
    PortalAccountRow,
    'status' | 'verifiedAt' | 'awaitingApprovalSince' | 'disabledAt' | 'createdAt' | 'termsVersion' | 'via'
  > | null
  readonly password: Pick<PasswordRow, 'temporaryUntil' | 'changeRequiredAt' | 'setAt'> | null
  /** Since when wrong passwords keep everybody out who comes from somewhere; null while none do. */
  readonly lockedSince: Date | null
  /** The version of the terms that must have been accepted, and since when; 0 for none. */
  readonly terms: { readonly required: number; readonly since: Date | null }
}

/** One check and what came of it. */
export interface Finding {
  readonly check: Check
  readonly outcome: Outcome
  /** Since when it fails, as far as that is known. */
  readonly since: Date | null
}

const passed: Judged = { outcome: 'PASSED', since: null }
const notApplicable: Judged = { outcome: 'NOT_APPLICABLE', since: null }
const failed = (since: Date | null): Judged => ({ outcome: 'FAILED', since })
type Judged = Omit<Finding, 'check'>

/** Looks at everything, also behind what fails first: who mends one thing wants to know what waits behind it. */
export function diagnose(facts: Facts, now: Date): Finding[] {
  return checks.map((check) => ({ check, ...judges[check](facts, now) }))
}

const judges: Readonly<Record<Check, (facts: Facts, now: Date) => Judged>> = {
  PORTAL_ON: ({ isPortalOn }) => (isPortalOn ? passed : failed(null)),
  PORTAL_KEY({ key }) {
    if (key.is === 'LIVE') return passed
    return failed(key.is === 'RETIRED' ? key.since : null)
  },
  ACCOUNT_EXISTS: ({ account }) => (account ? passed : failed(null)),
  EMAIL_VERIFIED: of((account) => (isDraft(account) && !account.verifiedAt ? failed(account.createdAt) : passed)),
  APPROVED: of(({ awaitingApprovalSince }) => (awaitingApprovalSince ? failed(awaitingApprovalSince) : passed)),
  ACTIVE: of((account) => (isDraft(account) ? failed(account.verifiedAt ?? account.createdAt) : passed)),
  NOT_DISABLED: of(({ disabledAt }) => (disabledAt ? failed(disabledAt) : passed)),
  NOT_LOCKED: of((_, { lockedSince }) => (lockedSince ? failed(lockedSince) : passed)),
  PASSWORD_CHANGE_NOT_DUE: of((account, { password }, now) => {
    // One that is over is no password any more: what is due is a new one, and that is the next check’s.
    if (isDraft(account) || !password || !isAlive(password, now)) return notApplicable
    return mustChange(password) ? failed(password.changeRequiredAt ?? password.setAt) : passed
  }),
  TEMPORARY_PASSWORD_VALID: of((account, { password }, now) => {
    if (isDraft(account)) return notApplicable
    // Who comes by single sign-on needs none.
    if (!password) return account.via === 'SIGN_ON' ? notApplicable : failed(account.createdAt)
    if (password.temporaryUntil === null) return notApplicable
    return isAlive(password, now) ? passed : failed(password.temporaryUntil)
  }),
  TERMS_ACCEPTED: of((account, { terms }) => {
    if (isDraft(account) || terms.required === 0) return notApplicable
    return account.termsVersion < terms.required ? failed(terms.since) : passed
  }),
  RIGHT_INSTANCE: () => notApplicable,
}

type Account = NonNullable<Facts['account']>

function of(judge: (account: Account, facts: Facts, now: Date) => Judged): (facts: Facts, now: Date) => Judged {
  return (facts, now) => (facts.account ? judge(facts.account, facts, now) : notApplicable)
}

const isDraft = ({ status }: Account) => status === 'DRAFT'

/** Whether log-in succeeds with the right password; what blocks somebody afterwards does not keep them out. */
export function mayLogIn(findings: readonly Finding[]): boolean {
  return !findings.some(({ check, outcome }) => outcome === 'FAILED' && !blocksOnly.has(check))
}

/** With these one is let in, and must mend them first. */
const blocksOnly: ReadonlySet<Check> = new Set(['PORTAL_ON', 'PASSWORD_CHANGE_NOT_DUE', 'TERMS_ACCEPTED'])

/** The mutation that mends what a check found; null where somebody just has to use something else, or to wait. */
export const remedies: Readonly<Record<Check, string | null>> = {
  PORTAL_ON: 'portalSettingsUpdate',
  PORTAL_KEY: null,
  ACCOUNT_EXISTS: 'portalAccountCreate',
  EMAIL_VERIFIED: 'portalAccountCreate',
  APPROVED: 'portalAccountApprove',
  ACTIVE: 'portalAccountCreate',
  NOT_DISABLED: 'portalAccountEnable',
  NOT_LOCKED: 'passwordResetStart',
  PASSWORD_CHANGE_NOT_DUE: 'passwordChange',
  TEMPORARY_PASSWORD_VALID: 'portalInvitationResend',
  TERMS_ACCEPTED: 'termsAccept',
  RIGHT_INSTANCE: null,
}
