import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { PortalAccount } from '../portal-account/types.ts'
import { approveAccount, declineAccount } from './commands.ts'
import {
  AccountReview,
  PortalAccountApproveInput,
  PortalAccountApprovePayload,
  PortalAccountDeclineInput,
  PortalAccountDeclinePayload,
} from './types.ts'

@Resolver(() => PortalAccount)
export class AccountApprovalResolver {
  @Mutation(() => PortalAccountApprovePayload, {
    description:
      'Staff approve a registration that waits for them: the account opens, and its person is mailed (ACC-24).',
  })
  portalAccountApprove(
    @Arg('input', () => PortalAccountApproveInput) { accountId }: PortalAccountApproveInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PortalAccountApprovePayload>(ctx, async () => ({
      portalAccount: await approveAccount(ctx, accountId),
    }))
  }

  @Mutation(() => PortalAccountDeclinePayload, {
    description:
      'Staff decline a registration that waits for them: it is forgotten, and its person is mailed (ACC-24).',
  })
  portalAccountDecline(
    @Arg('input', () => PortalAccountDeclineInput) { accountId, reason }: PortalAccountDeclineInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PortalAccountDeclinePayload>(ctx, async () => ({
      accountId: await declineAccount(ctx, accountId, reason ?? null),
    }))
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'Since when it waits for staff to approve it; null where it does not (ACC-24).',
  })
  awaitingApprovalSince(@Root() account: PortalAccountRow) {
    return account.awaitingApprovalSince
  }

  @FieldResolver(() => AccountReview, {
    nullable: true,
    description: 'Why staff must look at it before it can be anybody’s; null where they need not (ACC-8).',
  })
  review(@Root() account: PortalAccountRow) {
    return account.review
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where its person said to live or look as they registered (ACC-6).',
  })
  location(@Root() account: PortalAccountRow) {
    return account.location
  }
}
