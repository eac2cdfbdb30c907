import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { givePasswordAccess } from './commands.ts'
import { PasswordAccessGiveInput, PasswordAccessGivePayload } from './types.ts'

@Resolver()
export class PasswordAccessResolver {
  @Mutation(() => PasswordAccessGivePayload, {
    description:
      'Staff give somebody without an account access by a password: the contact of that address, or a new one, gets a ' +
      'portal account, and a temporary password of 72 hours is mailed (ACC-23).',
  })
  passwordAccessGive(@Arg('input', () => PasswordAccessGiveInput) input: PasswordAccessGiveInput, @Ctx() ctx: Context) {
    return mutate<PasswordAccessGivePayload>(ctx, async () => ({ portalAccount: await givePasswordAccess(ctx, input) }))
  }
}
