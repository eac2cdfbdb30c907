import { idOf } from '../../kernel/ids.ts'
import { openServiceContext } from '../../kernel/open-context.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { followProfile as follow } from './commands.ts'
import type { Profile } from './profile.ts'

/** Has a contact say what its account says at this moment (ACC-17); once more has no effect. */
export const followProfile: Job = async (services, { company, accountId, contactId }) => {
  const account = idOf('account', String(accountId))
  const contact = idOf('contact', String(contactId))
  const told = account && (await services.links.accounts.get<Profile | null>('profile', { company, account }))
  if (account && contact && told) await follow(openServiceContext(services, company), account, contact, told)
}
