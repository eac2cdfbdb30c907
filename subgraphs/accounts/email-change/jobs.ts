import type { AccountId, Id } from '../../kernel/ids.ts'
import { textIn } from '../../kernel/mail-texts.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { homeOf } from '../addressee/addressee.ts'
import { readAddressee } from '../addressee/repository.ts'
import { emailChangeAsked } from '../mail/email-change-asked.ts'
import { emailChangeCode } from '../mail/email-change-code.ts'
import { emailChangeTaken } from '../mail/email-change-taken.ts'
import { emailMovedAway } from '../mail/email-moved-away.ts'
import { emailMovedHere } from '../mail/email-moved-here.ts'
import { readAccountOfEmail } from '../portal-account/repository.ts'
import { makeCode } from '../proof/commands.ts'
import { isLive } from '../proof/proof.ts'
import { readProof } from '../proof/repository.ts'
import { forgetMove, noteFromTold, readMove } from './repository.ts'
import type { EmailMoveRow } from './tables.ts'

/**
 * Mails the code to the address that a client wants to log in with; or, where it is another account's already, tells that
 * one's person: only here is looked who is behind it (ACC-9).
 */
export const mailEmailChangeCode: Job = async (services, { company, proofId }) => {
  const name = { company, id: proofId as Id<'proof'> }
  const proof = await readProof(services.db, name)
  if (!proof?.accountId || !isLive(proof, services.now())) return
  const asker = await readAddressee(services.db, company, proof.accountId)
  if (!asker) return
  const taken = await readAccountOfEmail(services.db, company, proof.email)
  if (taken) {
    const { email: to, firstName, language } = taken
    return services.mail.send({ to, ...textIn(emailChangeTaken, language, { firstName, company: asker.company }) })
  }
  const code = await makeCode(services, name)
  if (code === null) return
  const facts = { company: asker.company, code }
  await services.mail.send({ to: proof.email, ...textIn(emailChangeCode, asker.language, facts) })
}

/** Tells a client, at the address they have, that their account is asked to take another one (ACC-17). */
export const mailEmailChangeAsked: Job = async (services, { company, accountId }) => {
  const addressee = await readAddressee(services.db, company, accountId as AccountId)
  if (!addressee) return
  const { email: to, firstName, company: host, language } = addressee
  const facts = { firstName, company: host, address: homeOf(services.config, addressee) }
  await services.mail.send({ to, ...textIn(emailChangeAsked, language, facts) })
}

/**
 * Tells the former address of an account that it is logged in with by another one; and, where staff changed it, the new
 * one, whose person does not know yet. Once both are told, the addresses are forgotten.
 */
export const mailEmailMove: Job = async (services, { company, moveId }) => {
  const id = moveId as EmailMoveRow['id']
  const move = await readMove(services.db, company, id)
  if (!move) return
  const addressee = await readAddressee(services.db, company, move.accountId)
  if (addressee) {
    const { firstName, company: host, language } = addressee
    if (!move.fromToldAt) {
      const facts = { firstName, company: host, isByStaff: move.by === 'STAFF' }
      await services.mail.send({ to: move.from, ...textIn(emailMovedAway, language, facts) })
      await noteFromTold(services.db, company, id, services.now())
    }
    if (move.by === 'STAFF') {
      const facts = { firstName, company: host, address: homeOf(services.config, addressee), email: move.to }
      await services.mail.send({ to: move.to, ...textIn(emailMovedHere, language, facts) })
    }
  }
  await forgetMove(services.db, company, id)
}
