import type { AgentId } from '../../kernel/ids.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { readCompany } from '../company/repository.ts'
import { staffInvitation } from '../mail/staff-invitation.ts'
import { textIn } from '../../kernel/mail-texts.ts'
import { makeTemporaryPassword } from '../password/commands.ts'
import { readAgent } from './repository.ts'

/**
 * Mails a new member of staff a temporary password, made at this moment; a retry makes a new one and kills the old. Staff
 * have no language of their own: it is that of whoever invites them.
 */
export const mailStaffInvitation: Job = async (services, { company, agentId, language }) => {
  const invited = await readAgent(services.db, company, agentId as AgentId)
  const employer = await readCompany(services.db, company)
  if (!invited || invited.leftAt || !employer) return
  const password = await makeTemporaryPassword(services, company, invited.id)
  if (password === null) return
  const { email, firstName } = invited
  const { name, handle } = employer
  const facts = { firstName, company: name, handle, address: services.config.publicUrl, email, password }
  await services.mail.send({ to: email, ...textIn(staffInvitation, language, facts) })
}
