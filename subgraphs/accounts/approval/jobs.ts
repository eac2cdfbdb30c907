import type { AccountId } from '../../kernel/ids.ts'
import { textIn } from '../../kernel/mail-texts.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { readCompany } from '../company/repository.ts'
import { registrationDeclined } from '../mail/registration-declined.ts'
import { deleteDecline, readDecline } from './repository.ts'

/** Tells somebody that staff have declined their registration, and forgets them then. */
export const mailDecline: Job = async (services, { company, accountId }) => {
  const decline = await readDecline(services.db, company, accountId as AccountId)
  const host = await readCompany(services.db, company)
  if (!decline || !host) return
  const { email, firstName, language, reason } = decline
  const text = textIn(registrationDeclined, language, { firstName, company: host.name, reason })
  await services.mail.send({ to: email, ...text })
  await deleteDecline(services.db, company, accountId as AccountId)
}
