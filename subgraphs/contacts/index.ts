import type { Subgraph } from '../kernel/subgraph.ts'
import { idOf } from '../kernel/ids.ts'
import { contactOf, responsibleAgents } from './contact/queries.ts'
import { reactions } from './contact/reactions.ts'
import { AgentContactsResolver, ContactResolver } from './contact/resolvers.ts'
import { LeadResolver } from './lead/resolvers.ts'
import { Refused } from '../kernel/payload.ts'

/** Contacts: who the company knows. */
export const contacts: Subgraph = {
  name: 'contacts',
  resolvers: [ContactResolver, AgentContactsResolver, LeadResolver],
  orphanedTypes: [Refused],
  references: {
    Contact: ({ id }, ctx) => contactOf(ctx, id),
    Agent: ({ id }) => (idOf('agent', id) ? { id } : null),
  },
  reactions,
  internal: { responsibleAgents },
}
