import type { Context } from '../../kernel/context.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { mailOf, type AskedMail } from '../proof/proof.ts'
import type { ProofRow } from '../proof/tables.ts'
import { waitingByAccount } from './loaders.ts'

/** The change of address that waits for its code; whoever sees the account sees it. */
export async function emailChangeOf(
  ctx: Context,
  { id }: PortalAccountRow,
): Promise<(Pick<ProofRow, 'email' | 'askedAt'> & AskedMail) | null> {
  const found = await ctx.loader(waitingByAccount).load(id)
  return found && { email: found.email, askedAt: found.askedAt, ...mailOf(found) }
}
