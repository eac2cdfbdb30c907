import type { Context } from '../../kernel/context.ts'
import { question } from '../../kernel/ask.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId, type AgentId } from '../../kernel/ids.ts'
import { recordActivity } from '../activity/repository.ts'
import * as activity from '../activity/activity.ts'
import { refuse } from '../refusals.ts'
import * as contact from './contact.ts'
import * as policy from './policy.ts'
import { insertContact, lockContact, saveContact } from './repository.ts'
import type { ContactRow } from './tables.ts'

/** What `contactCreate` is given; without a responsible agent the contact is its maker's own. */
export interface ContactDraft extends Omit<contact.NewContact, 'responsibleAgentId'> {
  readonly responsibleAgentId?: string | null
}

/** Whose contact somebody shall be, and which version of the contact the asker has read. */
export interface Assignment {
  readonly contactId: string
  readonly responsibleAgentId: string
  readonly expectedVersion?: number | null
}

export async function createContact(ctx: Context, draft: ContactDraft): Promise<ContactRow> {
  const maker = policy.mayWrite(ctx.actor)
  const named = draft.responsibleAgentId
  const responsibleAgentId = named == null ? maker.agent : await agentOf(ctx, named)
  const created = contact.create(ctx.company, newId('contact'), { ...draft, responsibleAgentId }, ctx.now())
  return ctx.transact(async (tx) => {
    const saved = await insertContact(tx, created)
    await recordActivity(
      tx,
      activity.ofChange(newId('activity'), ctx.company, saved.id, 'CONTACT_CREATED', maker.agent, ctx.now()),
    )
    await append(tx, created.event, ctx)
    return saved
  })
}

export async function assignContact(ctx: Context, given: Assignment): Promise<ContactRow> {
  const assigner = policy.mayWrite(ctx.actor)
  const agent = await agentOf(ctx, given.responsibleAgentId)
  return ctx.transact(async (tx) => {
    const id = idOf('contact', given.contactId)
    const found = id && (await lockContact(tx, ctx.company, policy.sightOf(ctx.actor), id))
    if (!found) throw refuse('NOT_FOUND', { noun: 'contact', path: ['input', 'contactId'] })
    if (given.expectedVersion != null && given.expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    const decision = contact.assign(found, agent)
    if (!decision) return found
    const saved = await saveContact(tx, ctx.company, found.id, decision.change)
    await recordActivity(
      tx,
      activity.ofChange(newId('activity'), ctx.company, saved.id, 'CONTACT_ASSIGNED', assigner.agent, ctx.now()),
    )
    await append(tx, decision.event, ctx)
    return saved
  })
}

const AGENT = question<{ agent: { id: AgentId; leftAt: string | null } | null }, { id: string }>(
  'query agentOfContact($id: ID!) { agent(id: $id) { id leftAt } }',
)

/** The agent of this id, whom accounts knows as a member of the company; who has left is given nothing any more. */
async function agentOf(ctx: Context, id: string): Promise<AgentId> {
  const { agent } = await ctx.services.ask('accounts', AGENT, { id }, ctx)
  if (!agent || agent.leftAt) throw refuse('NOT_FOUND', { noun: 'agent', path: ['input', 'responsibleAgentId'] })
  return agent.id
}
