import { PictureResolver, UploadResolver } from '../kernel/files/resolvers.ts'
import { uploadOf } from '../kernel/files/upload.ts'
import { idOf } from '../kernel/ids.ts'
import { Refused } from '../kernel/payload.ts'
import type { Subgraph } from '../kernel/subgraph.ts'
import {
  AttachmentResolver,
  RequestReplyResolver,
  TicketNoteResolver,
  TicketReplyResolver,
} from './attachment/resolvers.ts'
import * as client from './client/reactions.ts'
import { TicketAssignmentResolver, TicketEntryResolver } from './entry/resolvers.ts'
import {
  RequestReply,
  RequestStatusChange,
  TicketAssignment,
  TicketNote,
  TicketReply,
  TicketStatusChange,
} from './entry/types.ts'
import { followMerge } from './merge/jobs.ts'
import * as merge from './merge/reactions.ts'
import { AccountRequestsResolver, RequestResolver } from './request/resolvers.ts'
import { TicketStatusChangedResolver, TicketUpdatedResolver } from './stream/resolvers.ts'
import { requesters, requestOf, ticketOf } from './ticket/queries.ts'
import { AgentTicketsResolver, ContactTicketsResolver, TicketResolver } from './ticket/resolvers.ts'
import { TicketStatusNotAllowed } from './ticket/types.ts'

/** Tickets: what clients ask, and what staff make of it. One row, shown as `Request` to the one and `Ticket` to the other. */
export const tickets: Subgraph = {
  name: 'tickets',
  resolvers: [
    RequestResolver,
    TicketResolver,
    TicketEntryResolver,
    TicketAssignmentResolver,
    RequestReplyResolver,
    TicketReplyResolver,
    TicketNoteResolver,
    AttachmentResolver,
    UploadResolver,
    PictureResolver,
    TicketStatusChangedResolver,
    TicketUpdatedResolver,
    AccountRequestsResolver,
    ContactTicketsResolver,
    AgentTicketsResolver,
  ],
  orphanedTypes: [
    Refused,
    TicketStatusNotAllowed,
    RequestReply,
    RequestStatusChange,
    TicketReply,
    TicketNote,
    TicketStatusChange,
    TicketAssignment,
  ],
  references: {
    Request: ({ id }, ctx) => requestOf(ctx, id),
    Ticket: ({ id }, ctx) => ticketOf(ctx, id),
    Upload: ({ id }, ctx) => uploadOf(ctx, id),
    Contact: ({ id }) => (idOf('contact', id) ? { id } : null),
    PortalAccount: ({ id }) => (idOf('account', id) ? { id } : null),
    Agent: ({ id }) => (idOf('agent', id) ? { id } : null),
  },
  reactions: [...client.reactions, ...merge.reactions],
  jobs: { followMerge },
  internal: { requesters },
}
