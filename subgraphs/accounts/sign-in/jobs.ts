import { languageOf } from '../../kernel/language.ts'
import { textIn } from '../../kernel/mail-texts.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { homeOf } from '../addressee/addressee.ts'
import { readAddressee } from '../addressee/repository.ts'
import { newSignIn } from '../mail/new-sign-in.ts'
import { programName } from './program-name.ts'
import { readSignIn } from './repository.ts'
import type { SignInRow } from './tables.ts'

/** Tells somebody that they, or somebody else, came in from a place and with a program that they never used before. */
export const mailNewSignIn: Job = async (services, { company, signInId, language: askers }) => {
  const noted = await readSignIn(services.db, company, signInId as SignInRow['id'])
  const person = noted?.agentId ?? noted?.accountId
  const addressee = person && (await readAddressee(services.db, company, person))
  if (!noted || !addressee) return
  const { email, firstName, company: host } = addressee
  const language = languageOf(addressee.language ?? askers)
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  const facts = {
    firstName,
    company: host,
    at: `${when.format(noted.at)} UTC`,
    from: [programName(noted.program), noted.ipAddress].filter((known) => known !== null).join(', ') || '?',
    address: homeOf(services.config, addressee),
  }
  await services.mail.send({ to: email, id: noted.id, ...textIn(newSignIn, language, facts) })
}
