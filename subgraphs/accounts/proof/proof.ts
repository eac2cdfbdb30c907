import type { AccountId, CompanyId, Id } from '../../kernel/ids.ts'
import { refuse } from '../refusals.ts'
import type { ProofRow } from './tables.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** How long what was mailed can be used: codes by ACC-7, links by ACC-11, those that log in as briefly as codes allow. */
const lifetimes: Readonly<Record<ProofRow['purpose'], Readonly<Record<ProofRow['form'], number>>>> = {
  REGISTRATION: { CODE: 10 * MINUTE, LINK: 24 * HOUR },
  PASSWORD_RESET: { CODE: 10 * MINUTE, LINK: 10 * MINUTE },
  STAFF_PASSWORD_RESET: { CODE: 10 * MINUTE, LINK: 10 * MINUTE },
  EMAIL_CHANGE: { CODE: 10 * MINUTE, LINK: 24 * HOUR },
  LOG_IN: { CODE: 10 * MINUTE, LINK: 15 * MINUTE },
}
/** How long a proof is kept: none lives longer. */
const KEPT = 24 * HOUR
/** How often a code may be tried (ACC-7). */
const MOST_TRIES = 5
/** How long to wait before another mail (ACC-7). */
const RESEND_AFTER = MINUTE
/** As many mails go to an address for one purpose in an hour: with five tries each that is ASVS's hundred failures (6.3.1). */
const MOST_MAILS_AN_HOUR = 20
/** So many of them one asker may use up, so that nobody keeps the address's owner from theirs (ACC-26). */
const MOST_OF_ONE_ASKER = 5

/** What names a proof to whoever asked for it, and where it is looked up. */
export interface ProofName {
  readonly company: CompanyId
  readonly id: Id<'proof'>
}

/** What somebody asks a proof for; whose it is may be found out when the mail is sent, so that asking tells nothing. */
export interface ProofWanted {
  readonly company: CompanyId
  readonly purpose: ProofRow['purpose']
  readonly form: ProofRow['form']
  readonly email: string
  readonly accountId: AccountId | null
}

/**
 * For whom proofs of an address are counted together: a client moving their address is one asker, and all visitors of a
 * network are. Asking again for a mail that goes ends what this asker had asked for before and nothing else: a stranger who asks for codes
 * again and again, from elsewhere, neither kills nor delays the code of the address's owner, and guesses no more often.
 */
export interface Asking extends Pick<ProofWanted, 'company' | 'purpose' | 'email'> {
  readonly asker: string
}

/** What an address was mailed of late for one purpose, with what is just about to be mailed. */
export interface Mailed {
  readonly toAll: number
  readonly toAsker: number
  /** When the newest mail of this asker went or goes. */
  readonly lastAt: Date | null
}

/** A proof that is asked for now; nothing is right until its mail is sent. */
export function begin(id: Id<'proof'>, wanted: ProofWanted, asker: string, mailed: Mailed, now: Date): ProofRow {
  const { company: companyId, purpose, form, email, accountId } = wanted
  const mailAt = mailTimeOf(mailed, now)
  const asked = { askedAt: now, expiresAt: expiryOf(wanted, now), asks: mailAt ? 1 : 0, mailAt }
  return { companyId, id, purpose, form, email, accountId, asker, ...asked, hash: null, tries: 0, usedAt: null }
}

/** Asks for another mail: the code or link of the one before is dead from now on (ACC-7), unless no mail goes any more. */
export function askAgain(proof: ProofRow, mailed: Mailed, now: Date): Partial<ProofRow> {
  mayAskAgain(proof, now)
  const mailAt = mailTimeOf(mailed, now)
  const asks = (proof.askedAt <= countedSince(now) ? 0 : proof.asks) + (mailAt ? 1 : 0)
  const asked = { askedAt: now, asks, mailAt }
  return mailAt ? { ...asked, expiresAt: expiryOf(proof, now), hash: null, tries: 0 } : asked
}

function mayAskAgain(proof: ProofRow, now: Date): void {
  if (proof.usedAt !== null) throw refuse('PROOF_OVER')
  const seconds = Math.ceil((resendAt(proof).getTime() - now.getTime()) / 1000)
  if (seconds > 0) throw refuse('PROOF_TOO_SOON', { seconds })
}

/** What somebody is told who asked for a mail. */
export interface AskedMail extends Pick<ProofRow, 'expiresAt' | 'mailAt'> {
  readonly resendAt: Date
}

/** When what was mailed expires, when its mail leaves, and when another one can be asked for. */
export function mailOf(proof: ProofRow): AskedMail {
  const { expiresAt, mailAt } = proof
  return { expiresAt, mailAt, resendAt: resendAt(proof) }
}

/**
 * When the mail goes that is asked for now: a minute after the asker's last one, in place of one that waits for that already.
 * Null where there were too many.
 */
export function mailTimeOf({ toAll, toAsker, lastAt }: Mailed, now: Date): Date | null {
  if (lastAt && lastAt > now) return lastAt
  if (toAll >= MOST_MAILS_AN_HOUR || toAsker >= MOST_OF_ONE_ASKER) return null
  return new Date(Math.max(now.getTime(), (lastAt?.getTime() ?? 0) + RESEND_AFTER))
}

/** From when on another mail can be asked for: a minute after this one, which may wait itself (ACC-7). */
function resendAt({ askedAt, mailAt }: ProofRow): Date {
  return new Date((mailAt ?? askedAt).getTime() + RESEND_AFTER)
}

/** Since when mails count towards that. */
export function countedSince(now: Date): Date {
  return new Date(now.getTime() - HOUR)
}

/** What was asked for before then is over. */
export function keptSince(now: Date): Date {
  return new Date(now.getTime() - KEPT)
}

/** Counts a try, which must be saved before it is known whether it was right. */
export function tryOnce(proof: ProofRow, now: Date): Partial<ProofRow> {
  if (!isLive(proof, now) || proof.tries >= MOST_TRIES) throw codeWrong()
  return { tries: proof.tries + 1 }
}

/** Uses a proof up. `tried` is what was found right: another mail or another's use may have come between. */
export function use(proof: ProofRow, tried: Pick<ProofRow, 'hash'>, now: Date): Partial<ProofRow> {
  if (!isLive(proof, now) || proof.hash === null || proof.hash !== tried.hash) throw wrong(proof.form)
  return { usedAt: now }
}

/** Whether what was mailed for it may still be right. */
export function isLive({ usedAt, expiresAt }: Pick<ProofRow, 'usedAt' | 'expiresAt'>, now: Date): boolean {
  return usedAt === null && now < expiresAt
}

/** The one answer to whatever is wrong with a code: which it is would help to guess. */
export const codeWrong = () => refuse('CODE_WRONG', { path: ['input', 'code'] })

/** The one answer to whatever is wrong with a link. */
export const linkWrong = () => refuse('LINK_WRONG', { path: ['input', 'token'] })

const wrong = (form: ProofRow['form']) => (form === 'CODE' ? codeWrong() : linkWrong())

function expiryOf({ purpose, form }: Pick<ProofRow, 'purpose' | 'form'>, now: Date): Date {
  return new Date(now.getTime() + lifetimes[purpose][form])
}
