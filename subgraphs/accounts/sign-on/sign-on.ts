import { isEmailAddress } from '../../kernel/email-address.ts'
import type { Refusal } from '../../kernel/errors.ts'
import type { AccountId, CompanyId, Id } from '../../kernel/ids.ts'
import { languageOf, type Language } from '../../kernel/language.ts'
import { nameIn } from '../../kernel/text.ts'
import type { SignOnLinked, SignOnUnlinked } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { PortalRow } from '../portal/tables.ts'
import type { SignOnInstanceId, SignOnInstanceRow } from '../sign-on-instance/tables.ts'
import type { SignOnAttemptRow, SignOnLinkRow } from './tables.ts'

/** Why somebody comes back from a provider without being vouched for: stable, for the frontend to act on. */
export type SignOnError =
  /** It took longer than ten minutes, or was answered before: begin anew. */
  | 'SIGN_ON_OVER'
  /** The provider does not let them in, or they did not want to. */
  | 'SIGN_ON_DENIED'
  /** What the provider said does not hold. */
  | 'SIGN_ON_FAILED'
  /** The provider does not answer. */
  | 'SIGN_ON_UNAVAILABLE'
  /** The provider does not know whether the email address is theirs. */
  | 'SIGN_ON_EMAIL_UNVERIFIED'
  /** There is no such instance, or it is switched off. */
  | 'SIGN_ON_NOT_OFFERED'

/** What names an attempt, and where it is looked up. */
export interface AttemptName {
  readonly company: CompanyId
  readonly id: Id<'sign_on'>
}

/** What a provider vouches for. */
export interface Vouched {
  /** As whom the provider knows them, now and ever. */
  readonly subject: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  /** What they speak, where the provider says it. */
  readonly language: Language | null
}

const MINUTE = 60_000
/** How long somebody has for the provider's forms. */
const ASKED_FOR = 10 * MINUTE
/** How long the frontend has to take what its own page was opened with. */
const VOUCHED_FOR = 2 * MINUTE
/** Attempts are kept for a day when they are over, so that whoever comes late is led back to the right portal. */
const KEPT_FOR = 24 * 60 * MINUTE
const LONGEST_NAME = 100
const LONGEST_SUBJECT = 255

/** Somebody sets out for the provider. */
export function start(
  { company, id }: AttemptName,
  begun: Pick<SignOnAttemptRow, 'instanceId' | 'verifierHash' | 'secretHash' | 'sealed'>,
  now: Date,
): SignOnAttemptRow {
  const expiresAt = after(now, ASKED_FOR)
  return { companyId: company, id, ...begun, askedAt: now, expiresAt, answeredAt: null, vouchedAt: null }
}

/** The provider has answered: an attempt is used up by that, whatever becomes of it. Null where it was or is over. */
export function answer(attempt: SignOnAttemptRow, now: Date): Partial<SignOnAttemptRow> | null {
  return attempt.answeredAt === null && now < attempt.expiresAt ? { answeredAt: now } : null
}

/** The provider vouches for somebody: the frontend may come for it, with another secret. */
export function vouch(secretHash: string, sealed: string, now: Date): Partial<SignOnAttemptRow> {
  return { secretHash, sealed, vouchedAt: now, expiresAt: after(now, VOUCHED_FOR) }
}

/** Whether the frontend may take what an attempt has led to. */
export function mayTake(attempt: SignOnAttemptRow, now: Date): boolean {
  return attempt.vouchedAt !== null && now < attempt.expiresAt
}

/** Attempts that were over before may be forgotten. */
export function forgottenBefore(now: Date): Date {
  return after(now, -KEPT_FOR)
}

/** What a provider's claims vouch for (OpenID Connect Core, 5.1), or why they do not. */
export function vouchedIn(claims: Readonly<Record<string, unknown>>): Vouched | SignOnError {
  const { sub: subject, email: given, email_verified: isVerified } = claims
  const email = typeof given === 'string' ? given.trim() : ''
  if (typeof subject !== 'string' || subject === '' || subject.length > LONGEST_SUBJECT) return 'SIGN_ON_FAILED'
  if (!isEmailAddress(email) || isVerified !== true) return 'SIGN_ON_EMAIL_UNVERIFIED'
  return { subject, email, ...namesIn(claims, email), language: languageIn(claims['locale']) }
}

/**
 * Which account signs on: the one that is linked to this instance with this subject, else the one whose address is vouched
 * for. Null where there is none yet. An address that is known with another instance is refused (ACC-22): `refused` is the
 * link that says so.
 */
export function accountFor(
  instanceId: SignOnInstanceId,
  found: {
    readonly bySubject: SignOnLinkRow | null
    /** The account whose log-in the address is. */
    readonly byEmail: AccountId | null
    /** The links of that account and of whoever else came with the address; the latter count where nobody has it. */
    readonly links: readonly SignOnLinkRow[]
  },
): { readonly accountId: AccountId | null } | { readonly refused: SignOnLinkRow } {
  if (found.bySubject) return { accountId: found.bySubject.accountId }
  const known = found.links.filter(({ accountId }) => found.byEmail === null || accountId === found.byEmail)
  const other = known.find((link) => link.instanceId !== instanceId)
  return other ? { refused: other } : { accountId: found.byEmail }
}

/** Throws where nobody may open an account by themselves now; who is vouched for needs nobody's approval (ACC-20). */
export function mustBeOpen({ isOn, registrationMode }: Pick<PortalRow, 'isOn' | 'registrationMode'>): void {
  if (!isOn || registrationMode === 'CLOSED') throw refuse('SIGN_ON_CLOSED', { path: ['input', 'token'] })
}

/** The account's link once it has signed on; the event where it had none before. */
export function link(
  known: { readonly companyId: CompanyId; readonly accountId: AccountId; readonly instanceId: SignOnInstanceId },
  before: SignOnLinkRow | null,
  { subject, email }: Pick<Vouched, 'subject' | 'email'>,
  now: Date,
): { link: SignOnLinkRow; event: SignOnLinked | null } {
  const { accountId, instanceId } = known
  const event: SignOnLinked = {
    type: 'account.sign_on_linked',
    subject: accountId,
    persons: [accountId],
    data: { accountId, instanceId },
  }
  return {
    link: { ...known, subject, email, linkedAt: before?.linkedAt ?? now, usedAt: now, refusedAt: null },
    event: before ? null : event,
  }
}

/** Staff cut an account from its instance: it links anew with the next sign-on, by whichever instance. */
export function unlink({ accountId, instanceId }: SignOnLinkRow): { event: SignOnUnlinked } {
  const data = { accountId, instanceId }
  return { event: { type: 'account.sign_on_unlinked', subject: accountId, persons: [accountId], data } }
}

/** The refusal of ACC-22, with what helps as data, in the order in which it is to be tried. */
export function userIsInvalid(main: SignOnInstanceRow | null, supportEmail: string | null): Refusal {
  const none = { name: null, url: null, email: null }
  return refuse('USER_IS_INVALID', {
    type: 'UserIsInvalid',
    remedies: [
      { ...none, actions: ['LOG_OUT_EVERYWHERE', 'PRIVATE_WINDOW'] },
      ...(main ? [{ ...none, actions: ['LOG_IN_TO_MAIN_INSTANCE'], name: main.name, url: main.productUrl }] : []),
      { ...none, actions: ['WRITE_TO_SUPPORT'], email: supportEmail },
    ],
  })
}

/** The one answer to whatever is wrong with a token or its verifier. */
export const over = () => refuse('SIGN_ON_OVER', { path: ['input', 'token'] })

/** First and last name; where the provider tells none, what stands before the @ must do. */
function namesIn(claims: Readonly<Record<string, unknown>>, email: string): { firstName: string; lastName: string } {
  const [firstName, lastName] = [claimedName(claims['given_name']), claimedName(claims['family_name'])]
  if (firstName || lastName) return { firstName, lastName }
  const [first = '', ...others] = claimedName(claims['name']).split(' ')
  if (first) return { firstName: others.length > 0 ? first : '', lastName: others.join(' ') || first }
  return { firstName: '', lastName: email.slice(0, email.indexOf('@')) }
}

function claimedName(claim: unknown): string {
  return typeof claim === 'string' ? [...nameIn(claim)].slice(0, LONGEST_NAME).join('').trim() : ''
}

function languageIn(claim: unknown): Language | null {
  return typeof claim === 'string' && claim !== '' ? languageOf(claim) : null
}

const after = (at: Date, ms: number) => new Date(at.getTime() + ms)

/** What is known of an account's sign-on, for those who find out why somebody cannot come in (ACC-12, ACC-25). */
export interface SignOnKnown {
  /** What the instance is called by which they come in. */
  readonly instance: string
  readonly isEnabled: boolean
  /** When they first did. */
  readonly linkedAt: Date
  /** Since when their address came from another one, and was refused; null where it did not of late. */
  readonly refusedAt: Date | null
  /** Whether they have no password, so that there is no other way in. */
  readonly isOnlyWay: boolean
}
