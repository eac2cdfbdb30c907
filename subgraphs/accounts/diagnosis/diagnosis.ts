import type { Role } from '../../kernel/actor.ts'
import type { PasswordRow } from '../password/tables.ts'
import { isAlive, mustChange } from '../password/password.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import type { PortalRow } from '../portal/tables.ts'
import type { SecondFactorRow } from '../second-factor/tables.ts'
import { isOn } from '../second-factor/second-factor.ts'
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
  'SECOND_FACTOR_NOT_ASKED',
  'PASSWORD_CHANGE_NOT_DUE',
  'TEMPORARY_PASSWORD_VALID',
  'TERMS_ACCEPTED',
  'RIGHT_INSTANCE',
] as const
export type Check = (typeof checks)[number]

export type Outcome = 'PASSED' | 'FAILED' | 'NOT_APPLICABLE'

/** Nobody, or several of whom somebody has none, or people who each have an account by another address. */
export type ContactKnown = 'NONE' | 'WITHOUT_ACCOUNT' | 'WITH_ACCOUNT'

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
  /** Whom the address is of among the contacts that the asker sees, where there is no account of it. */
  readonly contact: ContactKnown
  /** Whether it was disabled as a lead's of whom staff want nothing, and have not accepted it since. */
  readonly isUnwanted: boolean
  readonly password: Pick<PasswordRow, 'temporaryUntil' | 'changeRequiredAt' | 'setAt'> | null
  /** Since when wrong passwords keep everybody out who comes from somewhere; null while none do. */
  readonly lockedSince: Date | null
  /** What they are asked for after the password; null for nothing. */
  readonly factor: Pick<SecondFactorRow, 'confirmedAt'> | null
  /** The version of the terms that must have been accepted; 0 for none. */
  readonly termsRequired: number
  /** When the first of those that must be accepted yet was published, and when the account accepted what it has. */
  readonly terms: { readonly since: Date | null; readonly acceptedAt: Date | null }
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
  SECOND_FACTOR_NOT_ASKED: of((_, { factor, signOn }) => {
    // A provider vouches for them, and nobody asks for more.
    if (!factor || !isOn(factor) || signOn?.isOnlyWay) return notApplicable
    return failed(factor.confirmedAt)
  }),
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
  TERMS_ACCEPTED: of((account, { terms, termsRequired }) => {
    if (isDraft(account) || termsRequired === 0) return notApplicable
    return account.termsVersion < termsRequired
      ? failed(later(terms.since, account.createdAt))
      : passed(terms.acceptedAt)
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

/** What was so before there was an account is so since there is one. */
const later = (since: Date | null, created: Date) => (since && since < created ? created : since)

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

/** With these one is let in, and must mend them first; who has the app, or a code for recovery, is let in by it. */
const blocksOnly: ReadonlySet<Check> = new Set([
  'PORTAL_ON',
  'SECOND_FACTOR_NOT_ASKED',
  'PASSWORD_CHANGE_NOT_DUE',
  'TERMS_ACCEPTED',
])

/** What there is to do about a check that fails: by it, one text is told from another. */
export type Remedy =
  | Exclude<Check, 'ACCOUNT_EXISTS' | 'EMAIL_VERIFIED' | 'ACTIVE'>
  | 'FINISH'
  | 'GIVE_ACCESS'
  | 'GIVE_ACCOUNT'
  | 'ONE_ACCOUNT'
  | 'ACCEPT_LEAD'
  | 'INSTANCE_ON'

/** A contact has one account at most: where they have it, another one cannot be given, and theirs gets this address. */
const gives: Readonly<Record<ContactKnown, Remedy>> = {
  NONE: 'GIVE_ACCESS',
  WITHOUT_ACCOUNT: 'GIVE_ACCOUNT',
  WITH_ACCOUNT: 'ONE_ACCOUNT',
}

/** What mends a check that fails, the last of which staff do; a draft's state says what is still wanted of it. */
export function remediesOf(check: Check, { account, contact, isUnwanted, signOn }: Facts): Remedy[] {
  if (check === 'ACCOUNT_EXISTS') return [gives[contact]]
  // Accepted they are let in by nobody yet: that is the next one to mend.
  if (check === 'NOT_DISABLED') return [isUnwanted ? 'ACCEPT_LEAD' : check]
  if (check === 'RIGHT_INSTANCE') return [signOn?.isEnabled === false ? 'INSTANCE_ON' : check]
  if (check !== 'EMAIL_VERIFIED' && check !== 'ACTIVE') return [check]
  if (account?.review === 'ALREADY_HAS_ACCOUNT') return ['ONE_ACCOUNT']
  return account?.awaitingApprovalSince ? ['APPROVED'] : ['FINISH', gives[contact]]
}

/** A mutation that mends something, and who may ask for it: the client, or these of the staff. */
export interface Mending {
  readonly mutation: string
  readonly by: 'CLIENT' | readonly Role[]
}

const ADMIN: readonly Role[] = ['ADMIN']
const AGENTS: readonly Role[] = ['ADMIN', 'AGENT']
const ofClient = (mutation: string): Mending => ({ mutation, by: 'CLIENT' })
const ofStaff = (mutation: string, by: readonly Role[]): Mending => ({ mutation, by })

/** What mends what, the best first; nothing where somebody just has to use something else. */
export const mendings: Readonly<Record<Remedy, readonly Mending[]>> = {
  PORTAL_ON: [ofStaff('portalSettingsUpdate', ADMIN)],
  PORTAL_KEY: [],
  // With what the mail says, which only they know.
  FINISH: [],
  GIVE_ACCESS: [ofStaff('passwordAccessGive', AGENTS)],
  GIVE_ACCOUNT: [ofStaff('portalAccountCreate', AGENTS)],
  ONE_ACCOUNT: [ofStaff('portalAccountUpdate', AGENTS)],
  APPROVED: [ofStaff('portalAccountApprove', AGENTS)],
  ACCEPT_LEAD: [ofStaff('contactReview', AGENTS)],
  NOT_DISABLED: [ofStaff('portalAccountEnable', AGENTS)],
  NOT_LOCKED: [ofClient('passwordResetStart')],
  SECOND_FACTOR_NOT_ASKED: [ofStaff('secondFactorReset', ADMIN)],
  PASSWORD_CHANGE_NOT_DUE: [ofClient('passwordChange')],
  TEMPORARY_PASSWORD_VALID: [ofStaff('portalInvitationResend', AGENTS), ofClient('passwordResetStart')],
  TERMS_ACCEPTED: [ofClient('termsAccept')],
  RIGHT_INSTANCE: [ofStaff('signOnUnlink', AGENTS)],
  INSTANCE_ON: [ofStaff('signOnInstanceUpdate', ADMIN)],
}

/** The mutation that whoever asks can name: their own, or the client's; null where others must do it. */
export function mutationFor(remedies: readonly Remedy[], role: Role): string | null {
  const known = remedies.flatMap((remedy) => mendings[remedy])
  return known.find(({ by }) => by === 'CLIENT' || by.includes(role))?.mutation ?? null
}
