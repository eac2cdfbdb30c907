import type { AccountId } from '../../kernel/ids.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { homeOf } from '../addressee/addressee.ts'
import { readCompany } from '../company/repository.ts'
import { clientInvitation } from '../mail/client-invitation.ts'
import { textIn } from '../../kernel/mail-texts.ts'
import { makeTemporaryPassword } from '../password/commands.ts'
import { readPortal } from '../portal/repository.ts'
import { readLink } from '../sign-on/repository.ts'
import { isOpen } from './portal-account.ts'
import { readAccount } from './repository.ts'

/**
 * Mails a client a temporary password, made at this moment; a retry makes a new one and kills the old. Whoever has come in
 * by single sign-on since it was wanted needs none: it would only stand in their way.
 */
export const mailInvitation: Job = async (services, { company, accountId, askedAt }) => {
  const account = await readAccount(services.db, company, accountId as AccountId)
  const host = await readCompany(services.db, company)
  if (!account || !host || !isOpen(account)) return
  const link = await readLink(services.db, company, account.id)
  if (link && link.usedAt >= new Date(askedAt!)) return
  const { key: portalKey } = await readPortal(services.db, company)
  const password = await makeTemporaryPassword(services, company, account.id)
  if (password === null) return
  const address = homeOf(services.config, { portalKey })
  const { firstName, email, language } = account
  const facts = { firstName, company: host.name, address, email, password }
  await services.mail.send({ to: email, ...textIn(clientInvitation, language, facts) })
}
