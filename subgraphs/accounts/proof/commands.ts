import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { newId, type AccountId } from '../../kernel/ids.ts'
import type { Services } from '../../kernel/services.ts'
import { transact } from '../../kernel/transaction.ts'
import { networkOf } from '../lockout/network.ts'
import { hashOf, isPasswordOf } from '../password/hashing.ts'
import { refuse } from '../refusals.ts'
import * as proof from './proof.ts'
import {
  endAsked,
  forgetProofs,
  holdAsks,
  insertProof,
  lockProof,
  readMailed,
  readProof,
  saveProof,
} from './repository.ts'
import * as secret from './secret.ts'
import type { ProofRow } from './tables.ts'

/**
 * The job that mails what a proof is shown by, and what it is told besides the company, the proof and the asker's language.
 * It finds out who is behind the address and makes the code or link with `makeCode` or `makeLink`, or mails something else.
 */
export interface MailJob {
  readonly name: string
  readonly about?: { readonly accountId?: AccountId }
}

/**
 * Asks for a proof, in a transaction that has a reason to: the same is done whoever is behind the address (ACC-9). What the
 * same asker had asked for before is over (ACC-7); it still serves where there were too many mails for another one.
 */
export async function askForProof(ctx: Context, tx: Tx, wanted: proof.ProofWanted, job: MailJob): Promise<ProofRow> {
  const { company, purpose, email, accountId } = wanted
  const asker = purpose === 'EMAIL_CHANGE' && accountId ? accountId : networkOf(ctx.device.address)
  const asking = { company, purpose, email, asker }
  await holdAsks(tx, asking)
  const mailed = await readMailed(tx, asking, proof.countedSince(ctx.now()))
  const begun = proof.begin(newId('proof'), wanted, asker, mailed, ctx.now())
  if (begun.mailAt) await endAsked(tx, asking, ctx.now())
  const asked = await insertProof(tx, begun)
  await enqueueMail(ctx, tx, asked, job)
  return asked
}

/** Mails another code or link in place of the one before (ACC-7). */
export async function askAgain(
  ctx: Context,
  tx: Tx,
  name: proof.ProofName,
  purpose: ProofRow['purpose'],
  job: MailJob,
): Promise<ProofRow> {
  const found = await lockProof(tx, name)
  if (found?.purpose !== purpose) throw refuse('PROOF_OVER')
  const { companyId: company, email, asker } = found
  const mailed = await readMailed(tx, { company, purpose, email, asker }, proof.countedSince(ctx.now()))
  const asked = await saveProof(tx, name, proof.askAgain(found, mailed, ctx.now()))
  await enqueueMail(ctx, tx, asked, job)
  return asked
}

/** Its key keeps one mail for each proof: a code that is asked for again while the mail waits goes out once. */
async function enqueueMail(ctx: Context, tx: Tx, asked: ProofRow, { name, about }: MailJob): Promise<void> {
  const { companyId: company, id: proofId, mailAt } = asked
  if (!mailAt) return
  const payload = { company, proofId, language: ctx.language, ...about }
  const at = mailAt > ctx.now() ? { at: mailAt } : {}
  await ctx.services.jobs.enqueue(tx, name, payload, { key: `proof:${proofId}`, ...at })
}

/** Makes the code for the mail that is about to be sent; null where it is not wanted any more. For jobs only. */
export async function makeCode(
  services: Services,
  name: proof.ProofName,
  accountId: AccountId | null = null,
): Promise<string | null> {
  const code = secret.newCode()
  return (await keep(services, name, await hashOf(code), accountId)) ? code : null
}

/** Makes the token for the link in a mail that is about to be sent; null where it is not wanted any more. For jobs only. */
export async function makeLink(
  services: Services,
  name: proof.ProofName,
  accountId: AccountId | null = null,
): Promise<string | null> {
  const made = secret.newSecret()
  const isKept = await keep(services, name, secret.secretHash(made), accountId)
  return isKept ? secret.tokenOf(name, made) : null
}

function keep(services: Services, name: proof.ProofName, hash: string, accountId: AccountId | null): Promise<boolean> {
  return transact(services.db, services.constraints, async (tx) => {
    const found = await lockProof(tx, name)
    if (!found || !proof.isLive(found, services.now())) return false
    // A retry of a mail that had already left makes another code; the tries at the one before stay counted.
    await saveProof(tx, name, { hash, ...(accountId && { accountId }) })
    return true
  })
}

/**
 * Tries a code: the try is counted and committed before the hash is computed, so that no number of guesses at once and no
 * kill gets more of them. Gives the proof as it was found right, to be used up by `useProof`; CODE_WRONG for all else.
 */
export async function tryCode(
  ctx: Context,
  text: string,
  purpose: ProofRow['purpose'],
  typed: string,
): Promise<ProofRow> {
  const name = secret.proofIn(ctx.services.seal, text)
  if (!name) throw proof.codeWrong()
  const tried = await transact(ctx.db, ctx.services.constraints, async (tx) => {
    const found = await lockProof(tx, name)
    if (found?.purpose !== purpose || found.form !== 'CODE') throw proof.codeWrong()
    return saveProof(tx, name, proof.tryOnce(found, ctx.now()))
  })
  if (!(await isPasswordOf(tried.hash, typed.replace(/\s/g, '')))) throw proof.codeWrong()
  return tried
}

/** Finds the proof of a mailed link, to be used up by `useProof`; LINK_WRONG for whatever is not right. */
export async function openLink(ctx: Context, token: string, purpose: ProofRow['purpose']): Promise<ProofRow> {
  const named = secret.tokenIn(token)
  const found = named && (await readProof(ctx.db, named))
  const isRight = found?.purpose === purpose && found.form === 'LINK' && secret.isSecretOf(found.hash, named!.secret)
  if (!isRight || !proof.isLive(found, ctx.now())) throw proof.linkWrong()
  return found
}

/** Uses a proof up in the transaction of what it is for: it serves once, however many come with it at the same time. */
export async function useProof(ctx: Context, tx: Tx, shown: ProofRow): Promise<ProofRow> {
  const name = { company: shown.companyId, id: shown.id }
  const found = await lockProof(tx, name)
  if (!found) throw refuse('PROOF_OVER')
  return saveProof(tx, name, proof.use(found, shown, ctx.now()))
}

/** Forgets proofs that are long over; whether there may be more. */
export async function forgetOldProofs({ db, now }: Services, limit: number): Promise<boolean> {
  return (await forgetProofs(db, proof.keptSince(now()), limit)) === limit
}
