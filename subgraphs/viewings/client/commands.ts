import { question } from '../../kernel/ask.ts'
import type { Context } from '../../kernel/context.ts'
import type { AgentId, ContactId } from '../../kernel/ids.ts'
import { refuse } from '../refusals.ts'

interface Told {
  readonly contact: { readonly id: ContactId; readonly responsibleAgent: { readonly id: AgentId } | null } | null
}

const CONTACT = question<Told, { id: string }>(
  'query contactOfDeal($id: ID!) { contact(id: $id) { id responsibleAgent { id } } }',
)

/** A contact that the asker sees, and whose it is; asked of contacts, so before the transaction. */
export async function findContact(
  ctx: Context,
  contactId: string,
): Promise<{ readonly id: ContactId; readonly agent: AgentId | null }> {
  const { contact } = await ctx.services.ask('contacts', CONTACT, { id: contactId }, ctx)
  if (!contact) throw refuse('NOT_FOUND', { noun: 'contact', path: ['input', 'contactId'] })
  return { id: contact.id, agent: contact.responsibleAgent?.id ?? null }
}
