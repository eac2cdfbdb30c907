import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import type { AgentRow } from '../agent/tables.ts'
import { Agent } from '../agent/types.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { PortalAccount } from '../portal-account/types.ts'
import { signInsOfAccount, signInsOfAgent } from './queries.ts'
import { SignInConnection } from './types.ts'

@Resolver(() => PortalAccount)
export class AccountSignInResolver {
  @FieldResolver(() => SignInConnection, {
    nullable: true,
    description:
      'When and from where it was logged in with, and where that was refused and why; newest first (ACC-26).',
  })
  signIns(@Root() { id }: PortalAccountRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return signInsOfAccount(ctx, id, page)
  }
}

@Resolver(() => Agent)
export class AgentSignInResolver {
  @FieldResolver(() => SignInConnection, {
    nullable: true,
    description:
      'When and from where they logged in, and where that was refused and why; newest first (ACC-26). For an ADMIN in ' +
      'person; null for everybody else.',
  })
  signIns(@Root() { id }: AgentRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return signInsOfAgent(ctx, id, page)
  }
}
