import type { Context } from '../../kernel/context.ts'
import { appendAs } from '../../kernel/events/append.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { textIn } from '../../kernel/mail-texts.ts'
import type { Services } from '../../kernel/services.ts'
import { homeOf } from '../addressee/addressee.ts'
import { readAddressee } from '../addressee/repository.ts'
import { handleOf } from '../company/company.ts'
import { noCompany, throttle, unlock } from '../lockout/commands.ts'
import { comeInInstead } from '../mail/come-in-instead.ts'
import { mailChange } from '../password/commands.ts'
import { isCommon } from '../password/common-passwords.ts'
import { hashOf } from '../password/hashing.ts'
import * as password from '../password/password.ts'
import { lockPassword, savePassword } from '../password/repository.ts'
import type { PersonId } from '../password/tables.ts'
import { keyIn } from '../portal-key/portal-key.ts'
import { findPortal, readPortal } from '../portal/repository.ts'
import { askAgain, askForProof, tryCode, useProof } from '../proof/commands.ts'
import { codeWrong, mailOf, type AskedMail } from '../proof/proof.ts'
import { readProof } from '../proof/repository.ts'
import { proofIn, textOf } from '../proof/secret.ts'
import type { ProofRow } from '../proof/tables.ts'
import { refuse } from '../refusals.ts'
import { endSessionsAs, enter } from '../session/commands.ts'
import type { Entered } from '../session/opened.ts'
import { mayComeIn } from '../session/policy.ts'
import { holdPerson, identityOf } from '../session/repository.ts'
import { kindOf } from '../session/session.ts'
import { addressOf, type Instead } from './password-reset.ts'
import { findAgent, findCompany } from './repository.ts'

/** Who has forgotten their password: a client at a portal, or a member of a company's staff. */
export interface ClientForgot {
  readonly portalKey: string
  readonly email: string
}
export interface StaffForgot {
  readonly company: string
  readonly email: string
}

/** A reset whose mail is on its way, if anybody is there to get it. */
export interface Started extends AskedMail {
  readonly resetId: string
}

type Purpose = Extract<ProofRow['purpose'], 'PASSWORD_RESET' | 'STAFF_PASSWORD_RESET'>

const MAIL = { name: 'mailPasswordReset' }

/** Has a code mailed by which a client chooses a new password; the same is done and answered for any address (ACC-9, ACC-12). */
export async function startReset(ctx: Context, { portalKey, email }: ClientForgot): Promise<Started> {
  mayComeIn(ctx.actor)
  const key = keyIn(portalKey)
  const portal = key && (await findPortal(ctx.db, key))
  return start(ctx, portal ? portal.companyId : null, 'PASSWORD_RESET', addressOf(email))
}

/** The same for a member of staff. */
export async function startStaffReset(ctx: Context, { company, email }: StaffForgot): Promise<Started> {
  mayComeIn(ctx.actor)
  return start(ctx, await findCompany(ctx.db, handleOf(company)), 'STAFF_PASSWORD_RESET', addressOf(email))
}

function start(ctx: Context, company: CompanyId | null, purpose: Purpose, email: string): Promise<Started> {
  return ctx.transact(async (tx) => {
    await throttle(ctx, tx)
    const wanted = { company: company ?? noCompany, purpose, form: 'CODE', email, accountId: null } as const
    return startedBy(ctx, await askForProof(ctx, tx, wanted, MAIL))
  })
}

/** Mails another code; the one before is dead (ACC-7). */
export async function resendReset(ctx: Context, resetId: string): Promise<Started> {
  mayComeIn(ctx.actor)
  const name = proofIn(ctx.services.seal, resetId)
  const found = name && (await readProof(ctx.db, name))
  if (!name || !found) throw refuse('PROOF_OVER', { path: ['input', 'resetId'] })
  return ctx.transact(async (tx) => {
    await throttle(ctx, tx)
    return startedBy(ctx, await askAgain(ctx, tx, name, purposeOf(found), MAIL))
  })
}

/**
 * Sets a new password by the code from the mail: all sessions end, wrong passwords are forgotten, and its person comes in,
 * so that nobody who keeps guessing can come between (ACC-12). A password that is refused uses no try up.
 */
export async function completeReset(ctx: Context, resetId: string, code: string, wanted: string): Promise<Entered> {
  mayComeIn(ctx.actor)
  const next = password.choose(wanted, isCommon, 'newPassword')
  const name = proofIn(ctx.services.seal, resetId)
  const asked = name && (await readProof(ctx.db, name))
  const shown = await tryCode(ctx, resetId, asked ? purposeOf(asked) : 'PASSWORD_RESET', code)
  const { companyId: company } = shown
  const person = await personBehind(ctx, shown)
  const identity = person && (await identityOf(ctx.db, company, person, kindOf(person)))
  if (!identity) throw codeWrong()

  const chosen = password.chosen(company, identity.person, await hashOf(next), ctx.now())
  return enter(ctx, identity, 'CODE', async (tx) => {
    await useProof(ctx, tx, shown)
    await lockPassword(tx, company, chosen.personId, 'update')
    await savePassword(tx, chosen)
    const author = { company, by: chosen.personId, at: ctx.now() }
    await appendAs(tx, password.changed(chosen.personId), author)
    await unlock(tx, company, chosen.personId)
    if (!(await holdPerson(tx, identity))) throw codeWrong()
    await endSessionsAs(tx, author, chosen.personId, null)
    await mailChange(tx, ctx, chosen.personId, company)
    return chosen
  })
}

/** Tells somebody who cannot come in by a mailed code or link why, and what to do. */
export async function mailInstead(
  services: Services,
  { companyId: company }: ProofRow,
  person: PersonId,
  instead: Instead,
): Promise<void> {
  const addressee = await readAddressee(services.db, company, person)
  if (!addressee) return
  const { supportEmail } = await readPortal(services.db, company)
  const { email: to, firstName, company: host, language } = addressee
  const facts = { firstName, company: host, instead, supportEmail, address: homeOf(services.config, addressee) }
  await services.mail.send({ to, ...textIn(comeInInstead, language, facts) })
}

/** Whose password it is: an account is known since its mail was sent, an agent by the address that they have shown to read. */
async function personBehind(ctx: Context, shown: ProofRow): Promise<PersonId | null> {
  if (shown.purpose === 'STAFF_PASSWORD_RESET') return findAgent(ctx.db, shown.companyId, shown.email)
  return shown.accountId
}

function purposeOf({ purpose }: ProofRow): Purpose {
  return purpose === 'STAFF_PASSWORD_RESET' ? purpose : 'PASSWORD_RESET'
}

function startedBy({ services }: Context, asked: ProofRow): Started {
  const { companyId: company, id } = asked
  return { resetId: textOf(services.seal, { company, id }), ...mailOf(asked) }
}
