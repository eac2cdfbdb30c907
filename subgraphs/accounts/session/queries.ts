import { personOf } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import * as policy from './policy.ts'
import { listSessions, newestFirst } from './repository.ts'
import type { SessionRow } from './tables.ts'

/** The asker's own sessions that are alive. */
export async function sessionsOf(ctx: Context, args: PageArgs): Promise<ConnectionValue<SessionRow>> {
  const person = personOf(policy.mayManage(ctx.actor))!
  return listed(ctx, args, newestFirst, (page) => listSessions(ctx.db, ctx.company, person, ctx.now(), page))
}
