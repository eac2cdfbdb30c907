import type { Subgraph } from '../kernel/subgraph.ts'
import { idOf } from '../kernel/ids.ts'
import { contactOf, responsibleAgents } from './contact/queries.ts'
import * as contact from './contact/reactions.ts'
import { AgentContactsResolver, ContactResolver } from './contact/resolvers.ts'
import { LeadResolver } from './lead/resolvers.ts'
import * as portalUser from './portal-user/reactions.ts'
import { PortalUserResolver } from './portal-user/resolvers.ts'
import { ContactMergeResolver } from './merge/resolvers.ts'
import { ContactReviewResolver, LeadReviewResolver } from './review/resolvers.ts'
import { noteOf } from './note/queries.ts'
import { ContactNoteResolver, ContactNotesResolver } from './note/resolvers.ts'
import { followProfile } from './profile/jobs.ts'
import { Refused } from '../kernel/payload.ts'

/** Contacts: who the company knows. */
export const contacts: Subgraph = {
  name: 'contacts',
  resolvers: [
    ContactResolver,
    AgentContactsResolver,
    LeadResolver,
    PortalUserResolver,
    ContactReviewResolver,
    LeadReviewResolver,
    ContactMergeResolver,
    ContactNoteResolver,
    ContactNotesResolver,
  ],
  orphanedTypes: [Refused],
  references: {
    Contact: ({ id }, ctx) => contactOf(ctx, id),
    ContactNote: ({ id }, ctx) => noteOf(ctx, id),
    Agent: ({ id }) => (idOf('agent', id) ? { id } : null),
  },
  reactions: [...portalUser.reactions, ...contact.reactions],
  jobs: { followProfile },
  internal: { responsibleAgents },
}
