import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { Viewing } from '../viewing/types.ts'
import { completeViewing, markViewingNoShow } from './commands.ts'
import {
  ViewingCompleteInput,
  ViewingCompletePayload,
  ViewingMarkNoShowInput,
  ViewingMarkNoShowPayload,
} from './types.ts'

@Resolver(() => Viewing)
export class ViewingOutcomeResolver {
  @Mutation(() => ViewingCompletePayload, {
    description:
      'Staff say that a viewing took place, from its start on; also otherwise than was said or assumed, until 30 days after it (VIE-7).',
  })
  viewingComplete(@Arg('input', () => ViewingCompleteInput) input: ViewingCompleteInput, @Ctx() ctx: Context) {
    return mutate<ViewingCompletePayload>(ctx, async () => ({ viewing: await completeViewing(ctx, input) }))
  }

  @Mutation(() => ViewingMarkNoShowPayload, {
    description:
      'Staff say that the client did not come, from the viewing’s start on; also otherwise than was said or assumed, until 30 days after it (VIE-7).',
  })
  viewingMarkNoShow(@Arg('input', () => ViewingMarkNoShowInput) input: ViewingMarkNoShowInput, @Ctx() ctx: Context) {
    return mutate<ViewingMarkNoShowPayload>(ctx, async () => ({ viewing: await markViewingNoShow(ctx, input) }))
  }
}
