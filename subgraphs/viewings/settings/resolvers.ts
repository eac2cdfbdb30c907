import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { updateSettings } from './commands.ts'
import { settingsOf } from './queries.ts'
import { ViewingSettings, ViewingSettingsUpdateInput, ViewingSettingsUpdatePayload } from './types.ts'

@Resolver(() => ViewingSettings)
export class ViewingSettingsResolver {
  @Query(() => ViewingSettings, {
    nullable: true,
    description: 'How the company works with properties and viewings. For ADMIN and AGENT.',
  })
  viewingSettings(@Ctx() ctx: Context) {
    return settingsOf(ctx)
  }

  @Mutation(() => ViewingSettingsUpdatePayload, {
    description: 'An ADMIN sets how the company works with properties and viewings.',
  })
  viewingSettingsUpdate(
    @Arg('input', () => ViewingSettingsUpdateInput) input: ViewingSettingsUpdateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ViewingSettingsUpdatePayload>(ctx, async () => ({
      viewingSettings: await updateSettings(ctx, input),
    }))
  }
}
