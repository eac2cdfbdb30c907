import { languageOf } from '../../kernel/language.ts'
import type { Id } from '../../kernel/ids.ts'
import { textIn } from '../../kernel/mail-texts.ts'
import type { Services } from '../../kernel/services.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { readAddressee } from '../addressee/repository.ts'
import { passwordReset } from '../mail/password-reset.ts'
import type { PersonId } from '../password/tables.ts'
import { makeCode } from '../proof/commands.ts'
import { isLive } from '../proof/proof.ts'
import { readProof } from '../proof/repository.ts'
import type { ProofRow } from '../proof/tables.ts'
import { signOnOf } from '../sign-on/commands.ts'
import { mailInstead } from './commands.ts'
import { insteadFor } from './password-reset.ts'
import { findAccount, findAgent } from './repository.ts'

/**
 * Mails a code, made at this moment, to whoever can choose a new password by it, and to others what to do instead: only here
 * is looked who is behind the address (ACC-9, ACC-12).
 */
export const mailPasswordReset: Job = async (services, { company, proofId, language }) => {
  const proof = await readProof(services.db, { company, id: proofId as Id<'proof'> })
  if (!proof || !isLive(proof, services.now())) return
  if (proof.purpose === 'STAFF_PASSWORD_RESET') {
    const agent = await findAgent(services.db, company, proof.email)
    return agent ? mailCode(services, proof, agent, language) : undefined
  }
  const account = await findAccount(services.db, company, proof.email)
  if (!account) return
  const signOn = await signOnOf(services.db, company, account.id)
  const instead = insteadFor(account, signOn?.isOnlyWay ?? false)
  return instead
    ? mailInstead(services, proof, account.id, instead)
    : mailCode(services, { ...proof, accountId: account.id }, account.id, language)
}

async function mailCode(services: Services, proof: ProofRow, person: PersonId, askers: unknown): Promise<void> {
  const { companyId: company, id, accountId } = proof
  const addressee = await readAddressee(services.db, company, person)
  const code = addressee && (await makeCode(services, { company, id }, accountId))
  if (!addressee || code === null) return
  const { email: to, firstName, company: host, language } = addressee
  const facts = { firstName, company: host, code }
  await services.mail.send({ to, ...textIn(passwordReset, languageOf(language ?? askers), facts) })
}
