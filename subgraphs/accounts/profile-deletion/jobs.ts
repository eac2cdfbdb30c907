import type { AccountId } from '../../kernel/ids.ts'
import { textIn } from '../../kernel/mail-texts.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { readCompany } from '../company/repository.ts'
import { farewell } from '../mail/farewell.ts'
import { deleteFarewell, readFarewell } from './repository.ts'

/** Mails that a profile was deleted, to the address that is known no longer than that (ACC-19). */
export const mailFarewell: Job = async ({ db, mail }, { company, accountId }) => {
  const account = accountId as AccountId
  const addressee = await readFarewell(db, company, account)
  const host = await readCompany(db, company)
  if (!addressee || !host) return
  const { email, firstName, language } = addressee
  await mail.send({ to: email, ...textIn(farewell, language, { firstName, company: host.name }) })
  await deleteFarewell(db, company, account)
}

/** Forgets an address to which the mail could not be sent. */
export const forgetFarewell: Job = async ({ db }, { company, accountId }) => {
  await deleteFarewell(db, company, accountId as AccountId)
}
