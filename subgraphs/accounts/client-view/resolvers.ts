import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { agentOf } from '../agent/queries.ts'
import { Agent } from '../agent/types.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { PortalAccount } from '../portal-account/types.ts'
import { ClientViewer } from '../viewer/types.ts'
import { startView } from './commands.ts'
import { seerOf, viewEndedAt, viewsOf } from './queries.ts'
import type { ClientViewRow } from './tables.ts'
import { ClientViewStartInput, ClientViewStartPayload, StaffView, StaffViewConnection } from './types.ts'

@Resolver(() => StaffView)
export class ClientViewResolver {
  @Mutation(() => ClientViewStartPayload, {
    description:
      'An ADMIN, or the AGENT who owns the account, sees the portal as its client does: a session of its own, that only ' +
      'reads, for half an hour in all. All it asks to change is FORBIDDEN with the reason `READ_ONLY_VIEW`; `sessionEnd` ' +
      'ends it. The client can read who looked and why.',
  })
  clientViewStart(
    @Arg('input', () => ClientViewStartInput) { accountId, reason }: ClientViewStartInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ClientViewStartPayload>(ctx, () => startView(ctx, accountId, reason))
  }

  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'Who looked; null while the asker must mend something first.',
  })
  agent(@Root() view: ClientViewRow, @Ctx() ctx: Context) {
    return agentOf(ctx, view.agentId)
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'When they ended; null while they look.' })
  endedAt(@Root() view: ClientViewRow, @Ctx() ctx: Context) {
    return viewEndedAt(ctx, view)
  }
}

@Resolver(() => PortalAccount)
export class AccountViewsResolver {
  @FieldResolver(() => StaffViewConnection, {
    nullable: true,
    description: 'Who of the staff looked at the portal as this client sees it, and why, newest first.',
  })
  staffViews(@Root() account: PortalAccountRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return viewsOf(ctx, account, page)
  }
}

@Resolver(() => ClientViewer)
export class ViewerSeenByResolver {
  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'The member of staff who looks at the portal as this client sees it; null where the client asks.',
  })
  seenBy(@Ctx() ctx: Context) {
    return seerOf(ctx)
  }
}
