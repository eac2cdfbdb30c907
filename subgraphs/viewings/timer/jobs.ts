import { openServiceContext } from '../../kernel/open-context.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { lockIfSeen } from '../change/commands.ts'
import { setTimers } from './commands.ts'

/** Sets a viewing's timers as it is now: a migration asks for it where what was agreed on before lacks some. */
export const timeViewing: Job = async (services, { company, viewingId }) => {
  const ctx = openServiceContext(services, company)
  await ctx.transact(async (tx) => {
    const found = await lockIfSeen(ctx, tx, String(viewingId))
    if (found) await setTimers(ctx, tx, found, found.zone)
  })
}
