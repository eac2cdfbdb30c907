import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { mergeContact } from './commands.ts'
import { ContactMergeInput, ContactMergePayload } from './types.ts'

@Resolver()
export class ContactMergeResolver {
  @Mutation(() => ContactMergePayload, {
    description:
      'Staff knew a lead already: it becomes a part of that contact, with its portal account and all that hangs on it, and ' +
      'is found under that one’s id. Whoever uses that account is logged out by it at once, and after logging in anew finds ' +
      'what is of both. Refused where that contact has a portal account itself (CON-4).',
  })
  contactMerge(@Arg('input', () => ContactMergeInput) input: ContactMergeInput, @Ctx() ctx: Context) {
    return mutate<ContactMergePayload>(ctx, async () => ({ contact: await mergeContact(ctx, input) }))
  }
}
