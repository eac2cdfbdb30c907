import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { createReason, retireReason, updateReason } from './commands.ts'
import { reasonsOf } from './queries.ts'
import {
  RejectionReason,
  RejectionReasonConnection,
  RejectionReasonCreateInput,
  RejectionReasonCreatePayload,
  RejectionReasonRetireInput,
  RejectionReasonRetirePayload,
  RejectionReasonUpdateInput,
  RejectionReasonUpdatePayload,
} from './types.ts'

@Resolver(() => RejectionReason)
export class RejectionReasonResolver {
  @Query(() => RejectionReasonConnection, {
    nullable: true,
    description:
      'The reasons for rejecting a property that clients may choose, in order, at most 50; none until an administrator writes some (VIE-3).',
  })
  rejectionReasons(@Args() page: PageArgs, @Ctx() ctx: Context) {
    return reasonsOf(ctx, page)
  }

  @Mutation(() => RejectionReasonCreatePayload, {
    description: 'An administrator lets clients choose one more reason for rejecting a property (VIE-3).',
  })
  rejectionReasonCreate(
    @Arg('input', () => RejectionReasonCreateInput) input: RejectionReasonCreateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<RejectionReasonCreatePayload>(ctx, async () => ({ rejectionReason: await createReason(ctx, input) }))
  }

  @Mutation(() => RejectionReasonUpdatePayload, {
    description: 'An administrator words or places a reason anew; what clients said before keeps its words (VIE-3).',
  })
  rejectionReasonUpdate(
    @Arg('input', () => RejectionReasonUpdateInput) input: RejectionReasonUpdateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<RejectionReasonUpdatePayload>(ctx, async () => ({ rejectionReason: await updateReason(ctx, input) }))
  }

  @Mutation(() => RejectionReasonRetirePayload, {
    description: 'An administrator lets a reason be chosen no more; once more has no effect (VIE-3).',
  })
  rejectionReasonRetire(
    @Arg('input', () => RejectionReasonRetireInput) input: RejectionReasonRetireInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<RejectionReasonRetirePayload>(ctx, async () => ({
      rejectionReason: await retireReason(ctx, input.rejectionReasonId),
    }))
  }
}
