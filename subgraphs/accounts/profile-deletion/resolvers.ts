import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { askDeletion, confirmDeletion } from './commands.ts'
import {
  ProfileDeleteConfirmInput,
  ProfileDeleteConfirmPayload,
  ProfileDeleteInput,
  ProfileDeletePayload,
} from './types.ts'

@Resolver()
export class ProfileDeletionResolver {
  @Mutation(() => ProfileDeletePayload, {
    description:
      'A client asks to have their own profile deleted: warns, and gives the token that confirms it. Nothing changes ' +
      'until `profileDeleteConfirm` (ACC-19).',
  })
  profileDelete(@Arg('input', () => ProfileDeleteInput) input: ProfileDeleteInput, @Ctx() ctx: Context) {
    return mutate<ProfileDeletePayload>(ctx, () => askDeletion(ctx, input.language ?? null, input.password ?? null))
  }

  @Mutation(() => ProfileDeleteConfirmPayload, {
    description:
      'A client deletes their own profile for good: log-in, sessions, picture and personal details. Their requests stay ' +
      'with the support team, and the company keeps its contact; the email address can register anew (ACC-19).',
  })
  profileDeleteConfirm(
    @Arg('input', () => ProfileDeleteConfirmInput) { confirmationToken, ...appearance }: ProfileDeleteConfirmInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ProfileDeleteConfirmPayload>(ctx, async () => ({
      deletedAt: (await confirmDeletion(ctx, confirmationToken, appearance)).deletedAt,
    }))
  }
}
