import type { Desk } from './desk.ts'

/** What a mutation says where it did nothing. */
export interface UserError {
  readonly code: string
  readonly path: readonly string[]
}

/** A connection, as far as it was selected. */
export interface Page<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
}

/** One entry of a timeline, of either view and any kind. */
export interface Entry {
  readonly __typename: string
  readonly id: string
  readonly body?: string
  readonly from?: string
  readonly to?: string
}

interface Shown {
  readonly id: string
  readonly number: number
  readonly subject: string
  readonly status: string
  readonly version: number
  readonly timeline: Page<Entry>
}

interface Payload {
  readonly userErrors: readonly UserError[]
  readonly cursor: string
}

/** Submits a request and gives back its id. */
export async function submit(client: Desk, subject = 'The key', body = 'It is lost.'): Promise<string> {
  const text = `mutation ($input: RequestSubmitInput!) {
    requestSubmit(input: $input) { request { id } userErrors { code } }
  }`
  const input = { subject, body }
  const { requestSubmit } = await client.ask<{ requestSubmit: { request: { id: string } } }>('tickets', text, { input })
  return requestSubmit.request.id
}

/** A client's answer: the payload. */
export async function answer(client: Desk, requestId: string, body = 'Any news?') {
  const text = `mutation ($input: RequestReplyInput!) {
    requestReply(input: $input) { request { id status followUpOf { id } } userErrors { code path } cursor }
  }`
  type Answered = Payload & { request: { id: string; status: string; followUpOf: { id: string } | null } }
  const input = { requestId, body }
  return (await client.ask<{ requestReply: Answered }>('tickets', text, { input })).requestReply
}

/** An answer of staff: the payload. */
export async function reply(staff: Desk, ticketId: string, body: string, status?: string) {
  const text = `mutation ($input: TicketReplyInput!) {
    ticketReply(input: $input) { ticket { id status } userErrors { code path } cursor }
  }`
  type Replied = Payload & { ticket: Pick<Shown, 'id' | 'status'> }
  const input = { ticketId, body, status }
  return (await staff.ask<{ ticketReply: Replied }>('tickets', text, { input })).ticketReply
}

/** An internal note of staff: the payload. */
export async function note(staff: Desk, ticketId: string, body: string) {
  const text = `mutation ($input: TicketNoteAddInput!) {
    ticketNoteAdd(input: $input) { ticket { id version } userErrors { code path } cursor }
  }`
  const input = { ticketId, body }
  return (await staff.ask<{ ticketNoteAdd: Payload }>('tickets', text, { input })).ticketNoteAdd
}

/** Staff set a status: the payload. */
export async function setStatus(staff: Desk, ticketId: string, status: string, expectedVersion?: number) {
  const text = `mutation ($input: TicketStatusSetInput!) {
    ticketStatusSet(input: $input) {
      ticket { id status version }
      userErrors { __typename code message path ... on TicketStatusNotAllowed { status allowed } }
      cursor
    }
  }`
  type Changed = Payload & { ticket: Pick<Shown, 'id' | 'status' | 'version'> }
  const input = { ticketId, status, expectedVersion }
  return (await staff.ask<{ ticketStatusSet: Changed }>('tickets', text, { input })).ticketStatusSet
}

/** Staff give a ticket to an agent: the payload. */
export async function assign(staff: Desk, ticketId: string, agentId: string) {
  const text = `mutation ($input: TicketAssignInput!) {
    ticketAssign(input: $input) { ticket { id assignee { id } } userErrors { code path } cursor }
  }`
  const input = { ticketId, agentId }
  return (await staff.ask<{ ticketAssign: Payload }>('tickets', text, { input })).ticketAssign
}

/** All that a client may select of a request. */
export const REQUEST = `
  id number subject status createdAt updatedAt followUpOf { id }
  timeline(first: 100) {
    edges { cursor node { __typename id at
      ... on RequestReply { body isStaff authorName }
      ... on RequestStatusChange { from to }
    } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }`

/** A client's own view of a request, whole. */
export async function requestOf(client: Desk, id: string) {
  const text = `query ($id: ID!) { request(id: $id) { ${REQUEST} } }`
  return (await client.ask<{ request: Shown }>('tickets', text, { id })).request
}

/** Staff's view of a ticket with its whole history. */
export async function ticketOf(staff: Desk, id: string) {
  const text = `query ($id: ID!) { ticket(id: $id) {
    id number subject status channel version createdAt updatedAt
    contact { id } account { id } assignee { id } followUpOf { id }
    timeline(first: 100) { edges { node { __typename id at isPublic agent { id } account { id }
      ... on TicketReply { body }
      ... on TicketNote { body }
      ... on TicketStatusChange { from to }
      ... on TicketAssignment { assignee { id } }
    } } }
  } }`
  return (await staff.ask<{ ticket: Shown }>('tickets', text, { id })).ticket
}
