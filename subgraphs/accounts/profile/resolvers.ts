import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { updateProfile } from './commands.ts'
import { ProfileUpdateInput, ProfileUpdatePayload } from './types.ts'

@Resolver()
export class ProfileResolver {
  @Mutation(() => ProfileUpdatePayload, {
    description:
      'A client changes their own name, telephone number and language, at once; the company’s record of them follows ' +
      '(ACC-17). Their email address changes by `emailChangeStart`.',
  })
  profileUpdate(@Arg('input', () => ProfileUpdateInput) input: ProfileUpdateInput, @Ctx() ctx: Context) {
    return mutate<ProfileUpdatePayload>(ctx, async () => ({ portalAccount: await updateProfile(ctx, input) }))
  }
}
