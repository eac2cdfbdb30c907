import type { Context } from '../../kernel/context.ts'
import { passwordsByPerson } from '../password/loaders.ts'
import { stateOf, type PasswordState } from '../password/password.ts'
import { seesPasswordState } from '../portal-account/policy.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'

/** How a client's password stands, for staff; null for others. */
export async function passwordStateOf(ctx: Context, { id }: PortalAccountRow): Promise<PasswordState | null> {
  return seesPasswordState(ctx.actor) ? stateOf(await ctx.loader(passwordsByPerson).load(id)) : null
}

/** When a temporary password expires, or has expired, for staff; null for others, and where there is none. */
export async function temporaryUntilOf(ctx: Context, { id }: PortalAccountRow): Promise<Date | null> {
  if (!seesPasswordState(ctx.actor)) return null
  return (await ctx.loader(passwordsByPerson).load(id))?.temporaryUntil ?? null
}
