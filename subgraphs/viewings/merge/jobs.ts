import { idOf } from '../../kernel/ids.ts'
import { openServiceContext } from '../../kernel/open-context.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { followMerge as follow } from './commands.ts'

/** Brings what hangs on a merged contact to the one of which it is a part; once more has no effect. */
export const followMerge: Job = async (services, { company, contactId, intoContactId }) => {
  const [from, into] = [contactId, intoContactId].map((id) => idOf('contact', String(id)))
  if (from && into) await follow(openServiceContext(services, company), from, into)
}
