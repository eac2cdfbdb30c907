import { Ctx, Query, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { viewerOf } from './queries.ts'
import { Viewer } from './types.ts'

@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true, description: 'Who is asking; null for a visitor (ACC-28).' })
  viewer(@Ctx() ctx: Context) {
    return viewerOf(ctx)
  }
}
