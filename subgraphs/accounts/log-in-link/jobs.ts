import type { Id } from '../../kernel/ids.ts'
import { textIn } from '../../kernel/mail-texts.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { homeOf } from '../addressee/addressee.ts'
import { readAddressee } from '../addressee/repository.ts'
import { logInLink } from '../mail/log-in-link.ts'
import { mailInstead } from '../password-reset/commands.ts'
import { insteadFor } from '../password-reset/password-reset.ts'
import { findAccount } from '../password-reset/repository.ts'
import { makeLink } from '../proof/commands.ts'
import { isLive } from '../proof/proof.ts'
import { readProof } from '../proof/repository.ts'
import { signOnOf } from '../sign-on/commands.ts'

/** Mails a link that logs in, made at this moment, or to who may not log in what to do instead; to nobody else anything. */
export const mailLogInLink: Job = async (services, { company, proofId }) => {
  const { db, config, mail } = services
  const name = { company, id: proofId as Id<'proof'> }
  const proof = await readProof(db, name)
  const account = proof && isLive(proof, services.now()) ? await findAccount(db, company, proof.email) : null
  if (!proof || !account) return
  const signOn = await signOnOf(db, company, account.id)
  const instead = insteadFor(account, signOn?.isOnlyWay ?? false)
  if (instead) return mailInstead(services, proof, account.id, instead)
  const addressee = await readAddressee(db, company, account.id)
  const token = addressee && (await makeLink(services, name, account.id))
  if (!addressee || token === null) return
  const { email: to, firstName, company: host, language } = addressee
  const facts = { firstName, company: host, address: homeOf(config, addressee, { logIn: token }) }
  await mail.send({ to, ...textIn(logInLink, language, facts) })
}
