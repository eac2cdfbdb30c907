import { languageOf } from '../../kernel/language.ts'
import { textIn } from '../../kernel/mail-texts.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { homeOf } from '../addressee/addressee.ts'
import { readAddressee } from '../addressee/repository.ts'
import { secondFactorMail } from '../mail/second-factor.ts'
import type { PersonId } from '../password/tables.ts'
import type { Told } from './commands.ts'

/** Tells somebody what became of their second factor: had it been somebody else, they would know. */
export const mailSecondFactor: Job = async (services, { company, person, told, language: askers }) => {
  const addressee = await readAddressee(services.db, company, person as PersonId)
  if (!addressee) return
  const { email, firstName, company: host } = addressee
  const facts = { firstName, company: host, told: told as Told, address: homeOf(services.config, addressee) }
  const language = languageOf(addressee.language ?? askers)
  await services.mail.send({ to: email, ...textIn(secondFactorMail, language, facts) })
}
