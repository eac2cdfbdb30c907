import type { Context } from '../../kernel/context.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { contactsById } from '../contact/loaders.ts'
import * as policy from '../contact/policy.ts'
import type { ContactRow } from '../contact/tables.ts'
import { candidatesByLead, longestKnownFirst } from './loaders.ts'

/** What staff keep for themselves of a contact. */
export function internalsOf(ctx: Context, contact: ContactRow): ContactRow {
  policy.mayReadInternals(ctx.actor)
  return contact
}

/** Those who may be the same person as a lead, as far as the asker sees them. */
export async function candidatesOf(
  ctx: Context,
  parent: ContactId,
  args: PageArgs,
): Promise<ConnectionValue<ContactRow>> {
  policy.mayReadInternals(ctx.actor)
  return listed(ctx, args, longestKnownFirst, async (page) => {
    const { rows, ...more } = await ctx.loader(candidatesByLead).load({ parent, page })
    const found = await Promise.all(rows.map(({ id }) => ctx.loader(contactsById).load(id)))
    return { ...more, rows: found.filter((contact) => contact !== null) }
  })
}
