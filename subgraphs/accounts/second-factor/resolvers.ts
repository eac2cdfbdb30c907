import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import type { AgentRow } from '../agent/tables.ts'
import { Agent } from '../agent/types.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { PortalAccount } from '../portal-account/types.ts'
import { SessionPayload } from '../session/types.ts'
import { confirmFactor, removeFactor, resetFactor, startFactor, verifyFactor } from './commands.ts'
import { StaffViewer } from '../viewer/types.ts'
import { factorOf, factorOfStaff } from './queries.ts'
import {
  SecondFactor,
  SecondFactorConfirmInput,
  SecondFactorConfirmPayload,
  SecondFactorDeleteInput,
  SecondFactorDeletePayload,
  SecondFactorResetInput,
  SecondFactorResetPayload,
  SecondFactorStartInput,
  SecondFactorStartPayload,
  SecondFactorVerifyInput,
} from './types.ts'

@Resolver()
export class SecondFactorResolver {
  @Mutation(() => SecondFactorStartPayload, {
    description:
      'The asker begins to set up a second factor: an app takes the secret and shows codes. Nothing changes before ' +
      '`secondFactorConfirm`.',
  })
  secondFactorStart(
    @Arg('input', () => SecondFactorStartInput) { password }: SecondFactorStartInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<SecondFactorStartPayload>(ctx, () => startFactor(ctx, password ?? null))
  }

  @Mutation(() => SecondFactorConfirmPayload, {
    description:
      'The asker shows that the app has the secret: from now on every log-in asks for a code, but single sign-on, whose ' +
      'provider vouches for them.',
  })
  secondFactorConfirm(
    @Arg('input', () => SecondFactorConfirmInput) { code }: SecondFactorConfirmInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<SecondFactorConfirmPayload>(ctx, async () => ({ recoveryCodes: await confirmFactor(ctx, code) }))
  }

  @Mutation(() => SessionPayload, {
    description:
      'Somebody who was asked for their second factor shows it and comes in. Each code serves once; after five wrong ones ' +
      'it is `SECOND_FACTOR_OVER`, and after twenty in an hour `SECOND_FACTOR_LOCKED`.',
  })
  secondFactorVerify(@Arg('input', () => SecondFactorVerifyInput) input: SecondFactorVerifyInput, @Ctx() ctx: Context) {
    return mutate<SessionPayload>(ctx, () => verifyFactor(ctx, input))
  }

  @Mutation(() => SecondFactorDeletePayload, { description: 'The asker is asked for no second factor any more.' })
  secondFactorDelete(@Arg('input', () => SecondFactorDeleteInput) input: SecondFactorDeleteInput, @Ctx() ctx: Context) {
    return mutate<SecondFactorDeletePayload>(ctx, async () => {
      await removeFactor(ctx, input)
      return {}
    })
  }

  @Mutation(() => SecondFactorResetPayload, {
    description: 'An ADMIN takes away the second factor of somebody who has lost it; they are told by mail.',
  })
  secondFactorReset(@Arg('input', () => SecondFactorResetInput) input: SecondFactorResetInput, @Ctx() ctx: Context) {
    return mutate<SecondFactorResetPayload>(ctx, () => resetFactor(ctx, input))
  }
}

@Resolver(() => PortalAccount)
export class AccountSecondFactorResolver {
  @FieldResolver(() => SecondFactor, {
    nullable: true,
    description: 'That they are asked for a code of their app when they log in; null where they are not.',
  })
  secondFactor(@Root() account: PortalAccountRow, @Ctx() ctx: Context) {
    return factorOf(ctx, account.id)
  }
}

@Resolver(() => Agent)
export class AgentSecondFactorResolver {
  @FieldResolver(() => SecondFactor, {
    nullable: true,
    description:
      'That they are asked for a code of their app when they log in. For ADMIN; null for others, and where they are not. ' +
      'Their own stands in `viewer`.',
  })
  secondFactor(@Root() agent: AgentRow, @Ctx() ctx: Context) {
    return factorOfStaff(ctx, agent.id)
  }
}

@Resolver(() => StaffViewer)
export class ViewerSecondFactorResolver {
  @FieldResolver(() => SecondFactor, {
    nullable: true,
    description: 'That the asker is asked for a code of their app when they log in; null where they are not.',
  })
  secondFactor(@Root() { agent }: { readonly agent: AgentRow }, @Ctx() ctx: Context) {
    return factorOf(ctx, agent.id)
  }
}
