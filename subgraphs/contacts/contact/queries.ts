import type { ClientTold } from '../../kernel/clients.ts'
import type { Context } from '../../kernel/context.ts'
import { fullPage, type FullPage } from '../../kernel/full-read.ts'
import { idOf, type AgentId, type ContactId } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import type { Services } from '../../kernel/services.ts'
import { activitiesByContact } from '../activity/loaders.ts'
import * as timeline from '../activity/repository.ts'
import type { ActivityRow } from '../activity/tables.ts'
import { contactsByAgent, contactsById } from './loaders.ts'
import * as policy from './policy.ts'
import { listContacts, listResponsibleAgents, newestFirst, type ContactsWanted } from './repository.ts'
import type { ContactRow } from './tables.ts'

/** One contact, as far as the asker sees it. */
export async function contactOf(ctx: Context, id: string): Promise<ContactRow | null> {
  const contactId = ctx.actor.kind === 'anonymous' ? null : idOf('contact', id)
  return contactId && ctx.loader(contactsById).load(contactId)
}

export async function contactsOf(
  ctx: Context,
  wanted: ContactsWanted,
  args: PageArgs,
): Promise<ConnectionValue<ContactRow>> {
  const sight = policy.sightOf(policy.mayReadInternals(ctx.actor))
  return listed(ctx, args, newestFirst, (page) => listContacts(ctx.db, ctx.company, sight, wanted, page))
}

export async function contactsOfAgent(
  ctx: Context,
  parent: AgentId,
  args: PageArgs,
): Promise<ConnectionValue<ContactRow>> {
  policy.mayReadInternals(ctx.actor)
  return listed(ctx, args, newestFirst, (page) => ctx.loader(contactsByAgent).load({ parent, page }))
}

export async function activitiesOf(
  ctx: Context,
  parent: ContactId,
  args: PageArgs,
): Promise<ConnectionValue<ActivityRow>> {
  policy.mayReadInternals(ctx.actor)
  return listed(ctx, args, timeline.newestFirst, (page) => ctx.loader(activitiesByContact).load({ parent, page }))
}

/** Whose contact each one is, page by page: the full read of those who keep it. */
export function responsibleAgents({ db }: Services, params: Readonly<Record<string, string>>): Promise<FullPage> {
  const keyOf = ({ company, contactId }: ClientTold) => ({ company, id: contactId })
  return fullPage(params, keyOf, (after, limit) => listResponsibleAgents(db, after, limit))
}
