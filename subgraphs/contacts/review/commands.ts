import type { Context } from '../../kernel/context.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId } from '../../kernel/ids.ts'
import * as activity from '../activity/activity.ts'
import { recordActivity } from '../activity/repository.ts'
import * as policy from '../contact/policy.ts'
import { lockContact, saveContact } from '../contact/repository.ts'
import type { ContactRow } from '../contact/tables.ts'
import { refuse } from '../refusals.ts'
import { review, type Verdict } from './review.ts'

/** Which lead staff have looked at, what they make of it, and which version of it they have read. */
export interface Review extends Verdict {
  readonly contactId: string
  readonly expectedVersion?: number | null
}

/** Staff accept a lead, reject it, or call it spam (CON-4). */
export async function reviewContact(ctx: Context, given: Review): Promise<ContactRow> {
  const { agent } = policy.mayWrite(ctx.actor)
  return ctx.transact(async (tx) => {
    const id = idOf('contact', given.contactId)
    const found = id && (await lockContact(tx, ctx.company, policy.sightOf(ctx.actor), id))
    if (!found) throw refuse('NOT_FOUND', { noun: 'contact', path: ['input', 'contactId'] })
    if (given.expectedVersion != null && given.expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    const { change, event } = review(found, given, agent, ctx.now())
    const saved = await saveContact(tx, ctx.company, found.id, change)
    await recordActivity(tx, activity.ofChange(newId('activity'), ctx.company, saved.id, 'REVIEWED', agent, ctx.now()))
    await append(tx, event, ctx)
    return saved
  })
}
