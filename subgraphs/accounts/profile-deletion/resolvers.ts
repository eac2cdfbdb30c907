import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { completeDeletion, startDeletion } from './commands.ts'
import {
  ProfileDeletionCompleteInput,
  ProfileDeletionCompletePayload,
  ProfileDeletionStartInput,
  ProfileDeletionStartPayload,
} from './types.ts'

@Resolver()
export class ProfileDeletionResolver {
  @Mutation(() => ProfileDeletionStartPayload, {
    description:
      'A client asks to have their own profile deleted: warns, and gives the token that confirms it. Nothing changes ' +
      'until `profileDeletionComplete` (ACC-19).',
  })
  profileDeletionStart(
    @Arg('input', () => ProfileDeletionStartInput) input: ProfileDeletionStartInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ProfileDeletionStartPayload>(ctx, () =>
      startDeletion(ctx, input.language ?? null, input.password ?? null),
    )
  }

  @Mutation(() => ProfileDeletionCompletePayload, {
    description:
      'A client deletes their own profile for good: log-in, sessions, picture and personal details. Their requests stay ' +
      'with the support team, and the company keeps its contact; the email address can register anew (ACC-19).',
  })
  profileDeletionComplete(
    @Arg('input', () => ProfileDeletionCompleteInput)
    { confirmationToken, ...appearance }: ProfileDeletionCompleteInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ProfileDeletionCompletePayload>(ctx, async () => ({
      deletedAt: (await completeDeletion(ctx, confirmationToken, appearance)).deletedAt,
    }))
  }
}
