import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { Viewing } from '../viewing/types.ts'
import { giveFeedback } from './commands.ts'
import { feedbackOf } from './queries.ts'
import { ViewingFeedback, ViewingFeedbackGiveInput, ViewingFeedbackGivePayload } from './types.ts'

@Resolver(() => Viewing)
export class ViewingFeedbackResolver {
  @Mutation(() => ViewingFeedbackGivePayload, {
    description:
      'The client says what they thought of a viewing that is over, or staff write it down for them; given again within 30 days, it takes the place of what was said.',
  })
  viewingFeedbackGive(
    @Arg('input', () => ViewingFeedbackGiveInput) input: ViewingFeedbackGiveInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ViewingFeedbackGivePayload>(ctx, async () => ({ viewing: await giveFeedback(ctx, input) }))
  }

  @FieldResolver(() => ViewingFeedback, {
    nullable: true,
    description: 'What the client thought of it; null until they have said so.',
  })
  feedback(@Root() viewing: ViewingRow, @Ctx() ctx: Context) {
    return feedbackOf(ctx, viewing.id)
  }
}
