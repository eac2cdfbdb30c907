import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { PortalAccount } from '../portal-account/types.ts'
import { SessionPayload } from '../session/types.ts'
import { nameOfInstance } from '../sign-on-instance/queries.ts'
import { completeSignOn, startSignOn, unlinkAccount } from './commands.ts'
import { linkOf } from './queries.ts'
import type { SignOnLinkRow } from './tables.ts'
import {
  AccountSignOn,
  SignOnCompleteInput,
  SignOnStartInput,
  SignOnStartPayload,
  SignOnUnlinkInput,
  SignOnUnlinkPayload,
} from './types.ts'

@Resolver(() => AccountSignOn)
export class SignOnResolver {
  @Mutation(() => SignOnStartPayload, {
    description: 'Somebody begins to sign on by the company’s product (ACC-21).',
  })
  signOnStart(@Arg('input', () => SignOnStartInput) input: SignOnStartInput, @Ctx() ctx: Context) {
    return mutate<SignOnStartPayload>(ctx, async () => ({ url: await startSignOn(ctx, input) }))
  }

  @Mutation(() => SessionPayload, {
    description:
      'Somebody whom the product vouches for comes in: their account is found by instance and verified email, or made, ' +
      'active at once (ACC-21). The email of another instance is `UserIsInvalid` (ACC-22).',
  })
  signOnComplete(@Arg('input', () => SignOnCompleteInput) input: SignOnCompleteInput, @Ctx() ctx: Context) {
    return mutate<SessionPayload>(ctx, () => completeSignOn(ctx, input))
  }

  @Mutation(() => SignOnUnlinkPayload, {
    description:
      'Staff cut an account from its instance: its person may sign on by another one from then on (ACC-22). Once more has no effect.',
  })
  signOnUnlink(@Arg('input', () => SignOnUnlinkInput) { accountId }: SignOnUnlinkInput, @Ctx() ctx: Context) {
    return mutate<SignOnUnlinkPayload>(ctx, async () => ({ portalAccount: await unlinkAccount(ctx, accountId) }))
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the instance is called by which they do; null where it was taken away at this moment.',
  })
  instanceName(@Root() { instanceId }: SignOnLinkRow, @Ctx() ctx: Context) {
    return nameOfInstance(ctx, instanceId)
  }

  @FieldResolver(() => DateTime, { description: 'When they last did.' })
  lastUsedAt(@Root() { usedAt }: SignOnLinkRow) {
    return usedAt
  }
}

@Resolver(() => PortalAccount)
export class AccountSignOnResolver {
  @FieldResolver(() => AccountSignOn, {
    nullable: true,
    description: 'How its person comes in by the company’s product; null where they never did (ACC-21).',
  })
  signOn(@Root() account: PortalAccountRow, @Ctx() ctx: Context) {
    return linkOf(ctx, account.id)
  }
}
