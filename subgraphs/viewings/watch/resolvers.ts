import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { shownCriteria, WatchCriteria, WatchCriteriaInput } from '../criteria/types.ts'
import { Contact } from '../foreign.ts'
import { propertiesById } from '../property/loaders.ts'
import { Property } from '../property/types.ts'
import { createWatch, pauseWatch, registerWatch, removeWatch, resumeWatch, updateWatch } from './commands.ts'
import { faultsOfCriteria, matchesOf, watchesOf, watchesOfContact, watchOf } from './queries.ts'
import type { WatchMatchRow, WatchRow } from './tables.ts'
import {
  Watch,
  WatchConnection,
  WatchCriteriaCheck,
  WatchCreateInput,
  WatchCreatePayload,
  WatchDeleteInput,
  WatchDeletePayload,
  WatchMatch,
  WatchMatchConnection,
  WatchPauseInput,
  WatchPausePayload,
  WatchRegisterInput,
  WatchRegisterPayload,
  WatchResumeInput,
  WatchResumePayload,
  WatchUpdateInput,
  WatchUpdatePayload,
} from './types.ts'

@Resolver(() => Watch)
export class WatchResolver {
  @Query(() => Watch, { nullable: true, description: 'One watch; null where there is none that the asker may see.' })
  watch(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return watchOf(ctx, id)
  }

  @Query(() => WatchConnection, {
    nullable: true,
    description:
      'The watches that one sees, newest first: a client their own, an agent those of their contacts (VIE-15).',
  })
  watches(@Args() page: PageArgs, @Ctx() ctx: Context) {
    return watchesOf(ctx, page)
  }

  @Directive('@inaccessible')
  @Query(() => WatchCriteriaCheck, {
    description: 'For accounts: whether what somebody looks for who registers can become a watch (ACC-6).',
  })
  watchCriteriaCheck(
    @Arg('criteria', () => WatchCriteriaInput, { description: 'What they look for.' }) criteria: WatchCriteriaInput,
    @Ctx() ctx: Context,
  ): WatchCriteriaCheck {
    return { userErrors: faultsOfCriteria(ctx, criteria) }
  }

  @Mutation(() => WatchCreatePayload, {
    description:
      'A client, or staff for a contact, begin to look for properties; a contact has at most 20 watches (VIE-15).',
  })
  watchCreate(@Arg('input', () => WatchCreateInput) input: WatchCreateInput, @Ctx() ctx: Context) {
    return mutate<WatchCreatePayload>(ctx, async () => ({ watch: await createWatch(ctx, input) }))
  }

  @Directive('@inaccessible')
  @Mutation(() => WatchRegisterPayload, {
    description:
      'For accounts: makes what somebody looked for when they registered a watch of their contact. Once more has no effect (VIE-15).',
  })
  watchRegister(@Arg('input', () => WatchRegisterInput) input: WatchRegisterInput, @Ctx() ctx: Context) {
    return mutate<WatchRegisterPayload>(ctx, async () => ({ watch: await registerWatch(ctx, input) }))
  }

  @Mutation(() => WatchUpdatePayload, {
    description: 'Looks for something else from now on; what it has found stays found (VIE-15).',
  })
  watchUpdate(@Arg('input', () => WatchUpdateInput) input: WatchUpdateInput, @Ctx() ctx: Context) {
    return mutate<WatchUpdatePayload>(ctx, async () => ({ watch: await updateWatch(ctx, input) }))
  }

  @Mutation(() => WatchPausePayload, {
    description: 'Finds nothing new until it is resumed; what it has found stays. Once more has no effect (VIE-15).',
  })
  watchPause(@Arg('input', () => WatchPauseInput) input: WatchPauseInput, @Ctx() ctx: Context) {
    return mutate<WatchPausePayload>(ctx, async () => ({ watch: await pauseWatch(ctx, input.watchId) }))
  }

  @Mutation(() => WatchResumePayload, {
    description: 'Looks again, also among what has come meanwhile. Once more has no effect (VIE-15).',
  })
  watchResume(@Arg('input', () => WatchResumeInput) input: WatchResumeInput, @Ctx() ctx: Context) {
    return mutate<WatchResumePayload>(ctx, async () => ({ watch: await resumeWatch(ctx, input.watchId) }))
  }

  @Mutation(() => WatchDeletePayload, {
    description:
      'Deletes a watch; a client no longer sees what it alone has found, apart from their favourites (VIE-15).',
  })
  watchDelete(@Arg('input', () => WatchDeleteInput) input: WatchDeleteInput, @Ctx() ctx: Context) {
    return mutate<WatchDeletePayload>(ctx, async () => ({ watchId: await removeWatch(ctx, input.watchId) }))
  }

  @FieldResolver(() => Contact, { nullable: true, description: 'Who looks; null where the asker does not see them.' })
  contact(@Root() watch: WatchRow) {
    return { id: watch.contactId }
  }

  @FieldResolver(() => WatchCriteria, { description: 'What is looked for.' })
  criteria(@Root() watch: WatchRow): WatchCriteria {
    return shownCriteria(watch)
  }

  @FieldResolver(() => Boolean, { description: 'Whether it finds nothing new for now.' })
  isPaused(@Root() watch: WatchRow): boolean {
    return watch.pausedAt !== null
  }

  @FieldResolver(() => WatchMatchConnection, {
    nullable: true,
    description: 'What it has found, the latest first; a client does not see what was withdrawn.',
  })
  matches(@Root() watch: WatchRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return matchesOf(ctx, watch.id, page)
  }
}

@Resolver(() => WatchMatch)
export class WatchMatchResolver {
  @FieldResolver(() => Property, {
    nullable: true,
    description: 'What was found; null where it has left the asker’s sight.',
  })
  property(@Root() match: WatchMatchRow, @Ctx() ctx: Context) {
    return ctx.loader(propertiesById).load(match.propertyId)
  }
}

@Resolver(() => Contact)
export class ContactWatchesResolver {
  @FieldResolver(() => WatchConnection, {
    nullable: true,
    description: 'What this contact looks for, newest first (VIE-15).',
  })
  watches(@Root() contact: Contact, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return watchesOfContact(ctx, contact.id, page)
  }
}
