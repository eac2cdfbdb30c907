import { noteClient } from '../../kernel/clients.ts'
import type { Context } from '../../kernel/context.ts'
import { append } from '../../kernel/events/append.ts'
import { newId } from '../../kernel/ids.ts'
import { findContact } from '../client/commands.ts'
import * as policy from '../client/policy.ts'
import * as deal from './deal.ts'
import { insertDeal } from './repository.ts'
import type { DealRow } from './tables.ts'

/** What `dealCreate` is given. */
export interface DealDraft {
  readonly contactId: string
  readonly title?: string | null
}

export async function createDeal(ctx: Context, { contactId, title }: DealDraft): Promise<DealRow> {
  const maker = policy.mayArrange(ctx.actor)
  const contact = await findContact(ctx, contactId)
  const created = deal.create(ctx.company, newId('deal'), { contactId: contact.id, title }, maker.agent, ctx.now())
  return ctx.transact(async (tx) => {
    await noteClient(tx, ctx.company, contact.id, contact.agent)
    const saved = await insertDeal(tx, created.deal)
    await append(tx, created.event, ctx)
    return saved
  })
}
