import type { Context } from '../../kernel/context.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import type { ProofRow } from '../proof/tables.ts'
import { waitingByAccount } from './loaders.ts'

/** The change of address that waits for its code; whoever sees the account sees it. */
export function emailChangeOf(ctx: Context, { id }: PortalAccountRow): Promise<ProofRow | null> {
  return ctx.loader(waitingByAccount).load(id)
}
