import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import type { ContactRow } from '../contact/tables.ts'
import { Contact } from '../contact/types.ts'
import { isShut } from '../review/review.ts'
import { registerLead } from './commands.ts'
import { contactsOfAddress } from './queries.ts'
import { LeadRegisterInput, LeadRegisterPayload } from './types.ts'

@Resolver(() => Contact)
export class LeadResolver {
  @Directive('@inaccessible')
  @Query(() => [Contact], {
    description:
      'For accounts: the contacts for whom an email address stands, whatever its case, the longest known first; at most ' +
      '10 (ACC-8).',
  })
  contactsOfAddress(
    @Arg('email', () => String, { description: 'The address that somebody has shown to be theirs.' }) email: string,
    @Ctx() ctx: Context,
  ) {
    return contactsOfAddress(ctx, email)
  }

  @Directive('@inaccessible')
  @Mutation(() => LeadRegisterPayload, {
    description:
      'For accounts: makes a lead of somebody who registered, not to be written to until staff have reviewed it. Once ' +
      'more has no effect (ACC-8, CON-4).',
  })
  leadRegister(@Arg('input', () => LeadRegisterInput) input: LeadRegisterInput, @Ctx() ctx: Context) {
    return mutate<LeadRegisterPayload>(ctx, async () => ({ contact: await registerLead(ctx, input) }))
  }

  @Directive('@inaccessible')
  @FieldResolver(() => ID, { nullable: true, description: 'For accounts: the id of `responsibleAgent`.' })
  responsibleAgentId(@Root() contact: ContactRow) {
    return contact.responsibleAgentId
  }

  @Directive('@inaccessible')
  @FieldResolver(() => Boolean, {
    description:
      'For accounts: whether staff rejected this lead or called it spam, so that nobody comes in as it (CON-4).',
  })
  isShut(@Root() contact: ContactRow) {
    return isShut(contact)
  }
}
