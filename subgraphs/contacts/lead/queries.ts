import type { Context } from '../../kernel/context.ts'
import type { ContactRow } from '../contact/tables.ts'
import * as policy from './policy.ts'
import { listOfAddress } from './repository.ts'

/** More would tell whoever registers no better which of them they are. */
const MOST_NAMED = 10

/** The contacts for whom an address stands: whom somebody may be who has shown that it is theirs (ACC-8). */
export async function contactsOfAddress(ctx: Context, email: string): Promise<ContactRow[]> {
  policy.mayRegister(ctx.actor, ctx.caller)
  return listOfAddress(ctx.db, ctx.company, email, MOST_NAMED)
}
