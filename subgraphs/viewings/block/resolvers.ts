import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { Agent } from '../foreign.ts'
import { propertiesById } from '../property/loaders.ts'
import type { PropertyRow } from '../property/tables.ts'
import { Property } from '../property/types.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { Viewing, ViewingConnection } from '../viewing/types.ts'
import { cancelBlock, createBlock } from './commands.ts'
import { blocksById } from './loaders.ts'
import { blockOf, blocksOfProperty, placesLeft, viewingsInBlock } from './queries.ts'
import type { BlockRow } from './tables.ts'
import {
  ViewingBlock,
  ViewingBlockCancelInput,
  ViewingBlockCancelPayload,
  ViewingBlockConnection,
  ViewingBlockCreateInput,
  ViewingBlockCreatePayload,
} from './types.ts'

@Resolver(() => ViewingBlock)
export class ViewingBlockResolver {
  @Query(() => ViewingBlock, {
    nullable: true,
    description: 'One block; null where there is none of a property that the asker may see.',
  })
  viewingBlock(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return blockOf(ctx, id)
  }

  @Mutation(() => ViewingBlockCreatePayload, {
    description:
      'Staff set a time at which a property is shown to several at once: an agent in their own calendar, an administrator in anybody’s; `SlotTaken` names others (VIE-8).',
  })
  viewingBlockCreate(@Arg('input', () => ViewingBlockCreateInput) input: ViewingBlockCreateInput, @Ctx() ctx: Context) {
    return mutate<ViewingBlockCreatePayload>(ctx, async () => ({ block: await createBlock(ctx, input) }))
  }

  @Mutation(() => ViewingBlockCancelPayload, {
    description:
      'Staff call a block off before it begins, and with it every viewing that is confirmed in it or waits for a place in it; once more has no effect (VIE-8, VIE-12).',
  })
  viewingBlockCancel(@Arg('input', () => ViewingBlockCancelInput) input: ViewingBlockCancelInput, @Ctx() ctx: Context) {
    return mutate<ViewingBlockCancelPayload>(ctx, async () => ({ block: await cancelBlock(ctx, input) }))
  }

  @FieldResolver(() => Int, { description: 'How many more viewings it takes; none once it was called off.' })
  placesLeft(@Root() block: BlockRow, @Ctx() ctx: Context) {
    return placesLeft(ctx, block)
  }

  @FieldResolver(() => Property, { description: 'What is shown.' })
  property(@Root() block: BlockRow, @Ctx() ctx: Context) {
    return ctx.loader(propertiesById).load(block.propertyId)
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who shows it.' })
  agent(@Root() block: BlockRow) {
    return { id: block.agentId }
  }

  @FieldResolver(() => ViewingConnection, {
    nullable: true,
    description:
      'The viewings that one sees of those in it, newest first; also those that ask for a place in it, and those called off.',
  })
  viewings(@Root() block: BlockRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return viewingsInBlock(ctx, block.id, page)
  }
}

@Resolver(() => Property)
export class PropertyBlocksResolver {
  @FieldResolver(() => ViewingBlockConnection, {
    nullable: true,
    description:
      'The times at which it is shown to several at once, the latest first (VIE-8); a client sees those to come with a place left.',
  })
  blocks(@Root() property: PropertyRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return blocksOfProperty(ctx, property.id, page)
  }
}

@Resolver(() => Viewing)
export class ViewingInBlockResolver {
  @FieldResolver(() => ViewingBlock, {
    nullable: true,
    description: 'The block whose time it shares, asks for, or had when it was called off; null for a time of its own.',
  })
  block(@Root() { blockId }: ViewingRow, @Ctx() ctx: Context) {
    return blockId && ctx.loader(blocksById).load(blockId)
  }
}
