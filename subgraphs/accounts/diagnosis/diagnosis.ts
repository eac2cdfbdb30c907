import type { PasswordRow } from '../password/tables.ts'
import { isAlive, mustChange } from '../password/password.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import type { PortalRow } from '../portal/tables.ts'
import type { SignOnKnown } from '../sign-on/sign-on.ts'

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
  readonly portal: Pick<PortalRow, 'isOn' | 'switchedOffAt'>
  /** A company's other keys, and such as there are none, lead nowhere. */
  readonly key: { readonly is: 'UNKNOWN' } | { readonly is: 'LIVE' | 'RETIRED'; readonly since: Date }
  readonly account: Pick<
    PortalAccountRow,
    | 'status'
    | 'verifiedAt'
    | 'awaitingApprovalSince'
    | 'approvedAt'
    | 'review'
    | 'disabledAt'
    | 'createdAt'
    | 'termsVersion'
    | 'via'
  > | null
  readonly password: Pick<PasswordRow, 'temporaryUntil' | 'changeRequiredAt' | 'setAt'> | null
  /** Since when wrong passwords keep everybody out who comes from somewhere; null while none do. */
  readonly lockedSince: Date | null
  /** The version of the terms that must have been accepted, and since when; 0 for none. And when the account did. */
  readonly terms: { readonly required: number; readonly since: Date | null; readonly acceptedAt: Date | null }
  /** How the account signs on; null where it does not. */
  readonly signOn: Omit<SignOnKnown, 'instance'> | null
}

/** One check and what came of it. */
export interface Finding {
  readonly check: Check
  readonly outcome: Outcome
  /** Since when it is so, as far as that is known. */
  readonly since: Date | null
}

const passed = (since: Date | null): Judged => ({ outcome: 'PASSED', since })
const notApplicable: Judged = { outcome: 'NOT_APPLICABLE', since: null }
const failed = (since: Date | null): Judged => ({ outcome: 'FAILED', since })
type Judged = Omit<Finding, 'check'>

/** Looks at everything, also behind what fails first: who mends one thing wants to know what waits behind it. */
export function diagnose(facts: Facts, now: Date): Finding[] {
  return checks.map((check) => ({ check, ...judges[check](facts, now) }))
}

const judges: Readonly<Record<Check, (facts: Facts, now: Date) => Judged>> = {
  PORTAL_ON: ({ portal }) => (portal.isOn ? passed(null) : failed(portal.switchedOffAt)),
  PORTAL_KEY({ key }) {
    if (key.is === 'UNKNOWN') return failed(null)
    return key.is === 'LIVE' ? passed(key.since) : failed(key.since)
  },
  ACCOUNT_EXISTS: ({ account }) => (account ? passed(account.createdAt) : failed(null)),
  EMAIL_VERIFIED: of((account) =>
    isDraft(account) && !account.verifiedAt ? failed(account.createdAt) : passed(account.verifiedAt),
  ),
  APPROVED: of(({ awaitingApprovalSince, approvedAt }) =>
    awaitingApprovalSince ? failed(awaitingApprovalSince) : passed(approvedAt),
  ),
  ACTIVE: of((account) => {
    if (isDraft(account)) return failed(account.verifiedAt ?? account.createdAt)
    return passed(account.via === 'STAFF' ? account.createdAt : account.approvedAt)
  }),
  NOT_DISABLED: of(({ disabledAt }) => (disabledAt ? failed(disabledAt) : passed(null))),
  NOT_LOCKED: of((_, { lockedSince }) => (lockedSince ? failed(lockedSince) : passed(null))),
  PASSWORD_CHANGE_NOT_DUE: of((account, { password }, now) => {
    // One that is over is no password any more: what is due is a new one, and that is the next check’s.
    if (isDraft(account) || !password || !isAlive(password, now)) return notApplicable
    return mustChange(password) ? failed(password.changeRequiredAt ?? password.setAt) : passed(password.setAt)
  }),
  TEMPORARY_PASSWORD_VALID: of((account, { password, signOn }, now) => {
    if (isDraft(account)) return notApplicable
    // Who comes by single sign-on needs none.
    if (!password) return signOn || account.via === 'SIGN_ON' ? notApplicable : failed(account.createdAt)
    if (password.temporaryUntil === null) return notApplicable
    return isAlive(password, now) ? passed(password.setAt) : failed(password.temporaryUntil)
  }),
  TERMS_ACCEPTED: of((account, { terms }) => {
    if (isDraft(account) || terms.required === 0) return notApplicable
    return account.termsVersion < terms.required ? failed(terms.since) : passed(terms.acceptedAt)
  }),
  RIGHT_INSTANCE: of((_, { signOn }) => {
    if (!signOn) return notApplicable
    return signOn.refusedAt || !signOn.isEnabled ? failed(signOn.refusedAt) : passed(signOn.linkedAt)
  }),
}

type Account = NonNullable<Facts['account']>

function of(judge: (account: Account, facts: Facts, now: Date) => Judged): (facts: Facts, now: Date) => Judged {
  return (facts, now) => (facts.account ? judge(facts.account, facts, now) : notApplicable)
}

const isDraft = ({ status }: Account) => status === 'DRAFT'

/**
 * Whether somebody gets in by the right password, or by single sign-on who has none; what blocks them afterwards does not
 * keep them out.
 */
export function mayLogIn(facts: Facts, now: Date): boolean {
  const keepsOut = (check: Check) => check !== 'RIGHT_INSTANCE' || facts.signOn?.isOnlyWay
  return !diagnose(facts, now).some(
    ({ check, outcome }) => outcome === 'FAILED' && !blocksOnly.has(check) && keepsOut(check),
  )
}

/** With these one is let in, and must mend them first. */
const blocksOnly: ReadonlySet<Check> = new Set(['PORTAL_ON', 'PASSWORD_CHANGE_NOT_DUE', 'TERMS_ACCEPTED'])

/** What there is to do about a check that fails: by it, one text is told from another. */
export type Remedy = Exclude<Check, 'ACTIVE'> | 'FINISHED' | 'ONE_ACCOUNT'

/** What mends a check that fails; a draft's state says what is still wanted of it. */
export function remedyOf(check: Check, { account }: Facts): Remedy {
  if (check !== 'ACTIVE') return check
  // A contact has one account, so that another one cannot be given: theirs gets this address.
  if (account?.review === 'ALREADY_HAS_ACCOUNT') return 'ONE_ACCOUNT'
  return account?.awaitingApprovalSince ? 'APPROVED' : 'FINISHED'
}

/** The mutation that does; null where somebody just has to use something else, or to wait. */
export const mutations: Readonly<Record<Remedy, string | null>> = {
  PORTAL_ON: 'portalSettingsUpdate',
  PORTAL_KEY: null,
  ACCOUNT_EXISTS: 'portalAccountCreate',
  EMAIL_VERIFIED: 'portalAccountCreate',
  APPROVED: 'portalAccountApprove',
  FINISHED: 'portalAccountCreate',
  ONE_ACCOUNT: 'portalAccountUpdate',
  NOT_DISABLED: 'portalAccountEnable',
  NOT_LOCKED: 'passwordResetStart',
  PASSWORD_CHANGE_NOT_DUE: 'passwordChange',
  TEMPORARY_PASSWORD_VALID: 'portalInvitationResend',
  TERMS_ACCEPTED: 'termsAccept',
  RIGHT_INSTANCE: 'signOnUnlink',
}
