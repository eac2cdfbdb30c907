import { sql } from 'drizzle-orm'
import type { Context } from '../../kernel/context.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import type { Order } from '../../kernel/pages.ts'
import { sightOf } from '../contact/policy.ts'
import { seenBy } from '../contact/repository.ts'
import { contacts, leadCandidates } from '../contact/tables.ts'

/** Who has been known for longest stands first: most likely a newcomer is they. */
export const longestKnownFirst: Order = { columns: [leadCandidates.id], direction: 'asc' }

/** Each lead's candidates, as far as the asker sees them. */
export const candidatesByLead = (ctx: Context) =>
  pagesByParent<ContactId, typeof leadCandidates>(ctx.db, {
    table: leadCandidates,
    parent: leadCandidates.leadId,
    order: longestKnownFirst,
    where: sql`${leadCandidates.companyId} = ${sql.param(ctx.company, contacts.companyId)} and exists (
      select from ${contacts} where ${contacts.id} = ${leadCandidates.id} and ${seenBy(sightOf(ctx.actor), ctx.company)})`,
  })
