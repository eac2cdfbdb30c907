import { question } from '../../kernel/ask.ts'
import { holdResponsibleAgent } from '../../kernel/clients.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import type { Fact } from '../../kernel/events/event.ts'
import { idOf, newId, type AgentId, type Id } from '../../kernel/ids.ts'
import { attach } from '../attachment/commands.ts'
import type { EntryDraft } from '../entry/entry.ts'
import { insertEntries } from '../entry/repository.ts'
import type { EntryRow } from '../entry/tables.ts'
import { refuse } from '../refusals.ts'
import * as policy from './policy.ts'
import { insertTicket, lockTicket, nextNumber, saveTicket } from './repository.ts'
import type { TicketRow } from './tables.ts'
import * as ticket from './ticket.ts'

/** A text and the uploads that go along with it. */
export interface Message {
  readonly body: string
  readonly uploadIds: readonly string[]
}

/** What a client writes to begin a request. */
export interface RequestDraft extends ticket.NewRequest, Message {}

/** A client asks the company something. */
export async function submitRequest(ctx: Context, given: RequestDraft): Promise<ticket.RequestView> {
  const client = policy.mayRequest(ctx.actor)
  const submitted = ticket.submit(ctx.company, newId('ticket'), given, client, ctx.now())
  return ctx.transact(async (tx) => ticket.forClient(await open(tx, ctx, submitted, given.uploadIds)))
}

/** A client answers; where the request is closed, their answer becomes a new one that follows it (TIC-3). */
export async function replyToRequest(
  ctx: Context,
  requestId: string,
  { body, uploadIds }: Message,
): Promise<ticket.RequestView> {
  const client = policy.mayRequest(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockSeen(tx, ctx, requestId, 'request')
    const decided = ticket.replyAsClient(found, body, client.account, ctx.now())
    const saved = decided
      ? await record(tx, ctx, found, decided, uploadIds)
      : await open(tx, ctx, ticket.followUp(found, newId('ticket'), body, client, ctx.now()), uploadIds)
    return ticket.forClient(saved)
  })
}

/** A client marks their own request as solved. */
export async function solveRequest(ctx: Context, requestId: string): Promise<ticket.RequestView> {
  const client = policy.mayRequest(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockSeen(tx, ctx, requestId, 'request')
    return ticket.forClient(await record(tx, ctx, found, ticket.solveAsClient(found, client.account, ctx.now())))
  })
}

/** Staff answer in public. */
export async function replyToTicket(
  ctx: Context,
  ticketId: string,
  { body, uploadIds }: Message,
  status?: TicketRow['status'] | null,
): Promise<TicketRow> {
  const { agent } = policy.mayWork(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockSeen(tx, ctx, ticketId, 'ticket')
    return record(tx, ctx, found, ticket.replyAsStaff(found, body, status, agent, ctx.now()), uploadIds)
  })
}

/** Staff write a note that no client ever sees. */
export async function addTicketNote(ctx: Context, ticketId: string, { body, uploadIds }: Message): Promise<TicketRow> {
  const { agent } = policy.mayWork(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockSeen(tx, ctx, ticketId, 'ticket')
    return record(tx, ctx, found, ticket.addNote(found, body, agent, ctx.now()), uploadIds)
  })
}

/** Staff give a ticket another status. */
export async function setTicketStatus(
  ctx: Context,
  ticketId: string,
  status: TicketRow['status'],
  expectedVersion?: number | null,
): Promise<TicketRow> {
  const { agent } = policy.mayWork(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockSeen(tx, ctx, ticketId, 'ticket')
    if (expectedVersion != null && expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    return record(tx, ctx, found, ticket.setStatus(found, status, agent, ctx.now()))
  })
}

/** Staff give a ticket to an agent of the company. */
export async function assignTicket(ctx: Context, ticketId: string, agentId: string): Promise<TicketRow> {
  const { agent } = policy.mayWork(ctx.actor)
  const assignee = await agentOf(ctx, agentId)
  return ctx.transact(async (tx) => {
    const found = await lockSeen(tx, ctx, ticketId, 'ticket')
    return record(tx, ctx, found, ticket.assign(found, assignee, agent, ctx.now()))
  })
}

/** Numbers and keeps a new ticket with the uploads that go along, and remembers that it was submitted. */
async function open(tx: Tx, ctx: Context, submitted: ticket.Submitted, uploads: readonly string[]): Promise<TicketRow> {
  const number = await nextNumber(tx, ctx.company)
  const saved = await insertTicket(tx, { ...submitted.ticket, number })
  const [first] = await keepEntries(tx, ctx, saved.id, submitted.entries)
  await attach(tx, ctx, first!, uploads)
  await remember(tx, ctx, [ticket.submittedFact(saved, first!)], saved, null)
  return saved
}

/**
 * Saves what was decided about a locked ticket, if anything, and remembers each entry of its history as a fact. A text is
 * its first entry, to which the uploads belong.
 */
async function record(
  tx: Tx,
  ctx: Context,
  found: TicketRow,
  decided: ticket.Decided | null,
  uploads: readonly string[] = [],
): Promise<TicketRow> {
  if (!decided) return found
  const saved = await saveTicket(tx, ctx.company, found.id, decided.change)
  const kept = await keepEntries(tx, ctx, found.id, decided.entries)
  if (uploads.length > 0) await attach(tx, ctx, kept[0]!, uploads)
  await remember(tx, ctx, kept.map(ticket.factOf), saved, found.assigneeId)
  return saved
}

async function keepEntries(
  tx: Tx,
  ctx: Context,
  ticketId: Id<'ticket'>,
  drafts: readonly EntryDraft[],
): Promise<EntryRow[]> {
  const { company: companyId } = ctx
  const kept = drafts.map((draft) => ({ ...draft, companyId, id: newId('entry'), ticketId, at: ctx.now() }))
  await insertEntries(tx, kept)
  return kept
}

async function remember(
  tx: Tx,
  ctx: Context,
  facts: readonly Fact[],
  saved: TicketRow,
  assigneeBefore: AgentId | null,
): Promise<void> {
  const responsible = saved.contactId && (await holdResponsibleAgent(tx, ctx.company, saved.contactId))
  const persons = ticket.personsOf(saved, responsible, assigneeBefore)
  for (const fact of facts) await append(tx, { ...fact, persons }, ctx)
}

/** Locks a ticket that the asker sees, under the name by which the operation calls it. */
async function lockSeen(tx: Tx, ctx: Context, text: string, noun: 'ticket' | 'request'): Promise<TicketRow> {
  const id = idOf('ticket', text)
  const found = id && (await lockTicket(tx, ctx.company, policy.sightOf(ctx.actor), id))
  if (!found) throw refuse('NOT_FOUND', { noun, path: ['input', `${noun}Id`] })
  return found
}

const AGENT = question<{ agent: { id: AgentId; leftAt: string | null } | null }, { id: string }>(
  'query agentOfTicket($id: ID!) { agent(id: $id) { id leftAt } }',
)

/** The agent of this id, whom accounts knows as a member of the company; who has left is given nothing any more. */
async function agentOf(ctx: Context, id: string): Promise<AgentId> {
  const { agent } = await ctx.services.ask('accounts', AGENT, { id }, ctx)
  if (!agent || agent.leftAt) throw refuse('NOT_FOUND', { noun: 'agent', path: ['input', 'agentId'] })
  return agent.id
}
