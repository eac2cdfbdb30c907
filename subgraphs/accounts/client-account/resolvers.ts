import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { PortalAccount } from '../portal-account/types.ts'
import { createClientAccount, updateClientAccount } from './commands.ts'
import { clientAccountOf, clientAccountsOf, clientAccountsOfAccount } from './queries.ts'
import type { ClientAccountRow } from './tables.ts'
import {
  Balance,
  ClientAccount,
  ClientAccountConnection,
  ClientAccountCreateInput,
  ClientAccountCreatePayload,
  ClientAccountFilter,
  ClientAccountUpdateInput,
  ClientAccountUpdatePayload,
} from './types.ts'

@Resolver(() => ClientAccount)
export class ClientAccountResolver {
  @Query(() => ClientAccount, {
    nullable: true,
    description: 'One client account; null where there is none that the asker may see.',
  })
  clientAccount(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return clientAccountOf(ctx, id)
  }

  @Query(() => ClientAccountConnection, {
    nullable: true,
    description:
      'The client accounts that a member of staff sees, newest first: an AGENT those of accounts they see and those ' +
      'they have made.',
  })
  clientAccounts(
    @Args() page: PageArgs,
    @Arg('filter', () => ClientAccountFilter, { nullable: true }) filter: ClientAccountFilter | null,
    @Ctx() ctx: Context,
  ) {
    return clientAccountsOf(ctx, filter ?? {}, page)
  }

  @Mutation(() => ClientAccountCreatePayload, {
    description: 'Staff make a client account known; whose it is says `portalAccountUpdate` (ACC-14).',
  })
  clientAccountCreate(
    @Arg('input', () => ClientAccountCreateInput) input: ClientAccountCreateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ClientAccountCreatePayload>(ctx, async () => ({
      clientAccount: await createClientAccount(ctx, input),
    }))
  }

  @Mutation(() => ClientAccountUpdatePayload, {
    description: 'Staff change a client account, such as its balance: all that is given or nothing (ACC-14).',
  })
  clientAccountUpdate(
    @Arg('input', () => ClientAccountUpdateInput) input: ClientAccountUpdateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ClientAccountUpdatePayload>(ctx, async () => ({
      clientAccount: await updateClientAccount(ctx, input),
    }))
  }

  @FieldResolver(() => Balance, { description: 'How it stands.' })
  balance(@Root() { balanceAmount, balanceCurrency }: ClientAccountRow) {
    return { amount: balanceAmount, currency: balanceCurrency }
  }
}

@Resolver(() => PortalAccount)
export class AccountClientAccountsResolver {
  @FieldResolver(() => ClientAccountConnection, {
    nullable: true,
    description: 'The client accounts that are theirs, at most 50, newest first.',
  })
  clientAccounts(@Root() account: PortalAccountRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return clientAccountsOfAccount(ctx, account, page)
  }
}
