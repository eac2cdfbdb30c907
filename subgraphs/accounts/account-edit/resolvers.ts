import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { disableAccount, enableAccount, requirePasswordChange } from './commands.ts'
import {
  PortalAccountDisableInput,
  PortalAccountDisablePayload,
  PortalAccountEnableInput,
  PortalAccountEnablePayload,
  PortalAccountPasswordChangeRequireInput,
  PortalAccountPasswordChangeRequirePayload,
} from './types.ts'

@Resolver()
export class AccountEditResolver {
  @Mutation(() => PortalAccountDisablePayload, {
    description:
      'Staff shut an account: its sessions end at once, with every query and subscription in them; nothing is deleted ' +
      '(ACC-15).',
  })
  portalAccountDisable(
    @Arg('input', () => PortalAccountDisableInput) { accountId }: PortalAccountDisableInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PortalAccountDisablePayload>(ctx, async () => ({
      portalAccount: await disableAccount(ctx, accountId),
    }))
  }

  @Mutation(() => PortalAccountEnablePayload, {
    description: 'Staff open an account that was shut: its client can log in again, with the same password (ACC-15).',
  })
  portalAccountEnable(
    @Arg('input', () => PortalAccountEnableInput) { accountId }: PortalAccountEnableInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PortalAccountEnablePayload>(ctx, async () => ({ portalAccount: await enableAccount(ctx, accountId) }))
  }

  @Mutation(() => PortalAccountPasswordChangeRequirePayload, {
    description:
      'Staff have a client choose another password before anything else: their sessions go on, and are blocked by ' +
      '`PASSWORD_CHANGE_REQUIRED` from now on (ACC-14).',
  })
  portalAccountPasswordChangeRequire(
    @Arg('input', () => PortalAccountPasswordChangeRequireInput) { accountId }: PortalAccountPasswordChangeRequireInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PortalAccountPasswordChangeRequirePayload>(ctx, async () => ({
      portalAccount: await requirePasswordChange(ctx, accountId),
    }))
  }
}
