import type { Context } from '../../kernel/context.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId, type Id } from '../../kernel/ids.ts'
import * as activity from '../activity/activity.ts'
import { recordActivity } from '../activity/repository.ts'
import type { ContactRow } from '../contact/tables.ts'
import { refuse } from '../refusals.ts'
import * as lead from './lead.ts'
import * as policy from './policy.ts'
import { insertLead, readRegistered } from './repository.ts'

/** What `leadRegister` is given: ids are texts. */
export interface LeadDraft extends Omit<lead.NewLead, 'accountId' | 'responsibleAgentId' | 'candidateIds'> {
  readonly accountId: string
  readonly responsibleAgentId: string
  readonly candidateIds: readonly string[]
}

/** Makes a lead of somebody who registered; one for each account, so that asking again has no effect (ACC-8). */
export async function registerLead(ctx: Context, draft: LeadDraft): Promise<ContactRow> {
  policy.mayRegister(ctx.actor, ctx.caller)
  const accountId = named('account', draft.accountId, 'accountId', 'portal account')
  const responsibleAgentId = named('agent', draft.responsibleAgentId, 'responsibleAgentId', 'agent')
  const candidateIds = draft.candidateIds.map((id) => named('contact', id, 'candidateIds', 'contact'))
  const given = { ...draft, accountId, responsibleAgentId, candidateIds }
  const created = lead.register(ctx.company, newId('contact'), given, ctx.now())
  return ctx.transact(async (tx) => {
    const saved = await insertLead(tx, created)
    if (!saved) return readRegistered(tx, ctx.company, accountId)
    await recordActivity(
      tx,
      activity.ofClient(newId('activity'), ctx.company, saved.id, 'LEAD_REGISTERED', accountId, ctx.now()),
    )
    await append(tx, created.event, ctx)
    return saved
  })
}

function named<Prefix extends string>(
  prefix: Prefix,
  given: string,
  field: string,
  noun: 'portal account' | 'agent' | 'contact',
): Id<Prefix> {
  const id = idOf(prefix, given)
  if (!id) throw refuse('NOT_FOUND', { noun, path: ['input', field] })
  return id
}
