import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { clearRating, setRating } from './commands.ts'
import { RatingClearInput, RatingClearPayload, RatingSetInput, RatingSetPayload } from './types.ts'

@Resolver()
export class RatingResolver {
  @Mutation(() => RatingSetPayload, {
    description: 'A client rates a property that they see, or rates it anew (VIE-4). The same again has no effect.',
  })
  ratingSet(@Arg('input', () => RatingSetInput) input: RatingSetInput, @Ctx() ctx: Context) {
    return mutate<RatingSetPayload>(ctx, () => setRating(ctx, input))
  }

  @Mutation(() => RatingClearPayload, {
    description: 'A client takes their rating back (VIE-4). Once more has no effect.',
  })
  ratingClear(@Arg('input', () => RatingClearInput) input: RatingClearInput, @Ctx() ctx: Context) {
    return mutate<RatingClearPayload>(ctx, () => clearRating(ctx, input.propertyId))
  }
}
