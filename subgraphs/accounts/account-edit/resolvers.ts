import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { PortalAccount } from '../portal-account/types.ts'
import { disableAccount, enableAccount, requirePasswordChange, updateAccount } from './commands.ts'
import { passwordStateOf, temporaryUntilOf } from './queries.ts'
import {
  PasswordState,
  PortalAccountDisableInput,
  PortalAccountDisablePayload,
  PortalAccountEnableInput,
  PortalAccountEnablePayload,
  PortalAccountPasswordChangeRequireInput,
  PortalAccountPasswordChangeRequirePayload,
  PortalAccountUpdateInput,
  PortalAccountUpdatePayload,
} from './types.ts'

@Resolver(() => PortalAccount)
export class AccountEditResolver {
  @Mutation(() => PortalAccountUpdatePayload, {
    description:
      'Staff change what an account says, shut or open it, have its password changed, say which client accounts are its: all that is given or nothing ' +
      '(ACC-14).',
  })
  portalAccountUpdate(
    @Arg('input', () => PortalAccountUpdateInput) input: PortalAccountUpdateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PortalAccountUpdatePayload>(ctx, async () => ({ portalAccount: await updateAccount(ctx, input) }))
  }

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
    description:
      'Staff open an account that was shut: its client can log in again, with the same password. Refused for a lead that ' +
      'was rejected or called spam: `contactReview` accepts it first (ACC-15, CON-4).',
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

  @FieldResolver(() => PasswordState, {
    nullable: true,
    description: 'How the client’s password stands. For staff; null for others.',
  })
  passwordState(@Root() account: PortalAccountRow, @Ctx() ctx: Context) {
    return passwordStateOf(ctx, account)
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'Until when a temporary password works, or worked (ACC-3). For staff; null for others.',
  })
  temporaryPasswordExpiresAt(@Root() account: PortalAccountRow, @Ctx() ctx: Context) {
    return temporaryUntilOf(ctx, account)
  }
}
