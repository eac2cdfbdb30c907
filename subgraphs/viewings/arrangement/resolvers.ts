import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { Viewing } from '../viewing/types.ts'
import { arrangeViewing } from './commands.ts'
import { accompanimentOf, arrangementsOf } from './queries.ts'
import { ViewingAccompaniment, ViewingArrangeInput, ViewingArrangements, ViewingArrangePayload } from './types.ts'

@Resolver(() => Viewing)
export class ViewingArrangementResolver {
  @Mutation(() => ViewingArrangePayload, {
    description: 'Staff say who goes along to a viewing, and what they have to see to: keys, notice, notes.',
  })
  viewingArrange(@Arg('input', () => ViewingArrangeInput) input: ViewingArrangeInput, @Ctx() ctx: Context) {
    return mutate<ViewingArrangePayload>(ctx, async () => ({ viewing: await arrangeViewing(ctx, input) }))
  }

  @FieldResolver(() => ViewingAccompaniment, {
    nullable: true,
    description: 'Who goes along; null until staff have said so.',
  })
  accompaniment(@Root() viewing: ViewingRow, @Ctx() ctx: Context) {
    return accompanimentOf(ctx, viewing.id)
  }

  @FieldResolver(() => ViewingArrangements, {
    nullable: true,
    description:
      'What staff have to see to; null where nothing is arranged. For ADMIN and AGENT: FORBIDDEN for clients.',
  })
  arrangements(@Root() viewing: ViewingRow, @Ctx() ctx: Context) {
    return arrangementsOf(ctx, viewing.id)
  }
}
