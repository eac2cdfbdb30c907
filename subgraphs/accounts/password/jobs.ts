import { languageOf } from '../../kernel/language.ts'
import { textIn } from '../../kernel/mail-texts.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { homeOf } from '../addressee/addressee.ts'
import { readAddressee } from '../addressee/repository.ts'
import { passwordChanged } from '../mail/password-changed.ts'
import type { PersonId } from './tables.ts'

/** Tells somebody that they, or somebody else, have changed their password. */
export const mailPasswordChanged: Job = async (services, { company, personId, language: askers }) => {
  const addressee = await readAddressee(services.db, company, personId as PersonId)
  if (!addressee) return
  const { email: to, firstName, company: host } = addressee
  const facts = { firstName, company: host, address: homeOf(services.config, addressee) }
  await services.mail.send({ to, ...textIn(passwordChanged, languageOf(addressee.language ?? askers), facts) })
}
