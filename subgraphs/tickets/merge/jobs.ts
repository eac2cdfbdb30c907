import { idOf } from '../../kernel/ids.ts'
import { openServiceContext } from '../../kernel/open-context.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { moveTickets } from './repository.ts'

/** Brings a merged contact's tickets to the one of which it is a part; once more has no effect. */
export const followMerge: Job = async (services, { company, contactId, intoContactId }) => {
  const [from, into] = [contactId, intoContactId].map((id) => idOf('contact', String(id)))
  if (!from || !into) return
  await openServiceContext(services, company).transact((tx) => moveTickets(tx, company, from, into))
}
