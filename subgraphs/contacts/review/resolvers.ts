import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import type { ContactRow } from '../contact/tables.ts'
import { Contact, ContactConnection, ReviewState } from '../contact/types.ts'
import { reviewContact } from './commands.ts'
import { candidatesOf, internalsOf } from './queries.ts'
import { ContactReview, ContactReviewInput, ContactReviewPayload, ContactSource, DoNotContact } from './types.ts'

@Resolver(() => Contact)
export class ContactReviewResolver {
  @Mutation(() => ContactReviewPayload, {
    description:
      'Staff accept a lead that registered by itself, reject it, or call it spam; whom they knew already they merge by ' +
      '`contactMerge`. One that was rejected or called spam they may accept later; then `portalAccountEnable` lets its ' +
      'person in again (CON-4).',
  })
  contactReview(@Arg('input', () => ContactReviewInput) input: ContactReviewInput, @Ctx() ctx: Context) {
    return mutate<ContactReviewPayload>(ctx, async () => ({ contact: await reviewContact(ctx, input) }))
  }

  @FieldResolver(() => ContactSource, {
    nullable: true,
    description: 'How the company came to know this person. For staff.',
  })
  source(@Root() contact: ContactRow, @Ctx() ctx: Context) {
    return internalsOf(ctx, contact).source
  }

  @FieldResolver(() => DoNotContact, {
    nullable: true,
    description: 'That nobody may write to this person; null where one may. For staff.',
  })
  doNotContact(@Root() contact: ContactRow, @Ctx() ctx: Context) {
    const { doNotContactSince: since, doNotContactById: byId, doNotContactReason: reason } = internalsOf(ctx, contact)
    return since && { since, byId, reason }
  }

  @FieldResolver(() => ContactReview, {
    nullable: true,
    description: 'What staff make of this lead; null for those who need no review. For staff.',
  })
  review(@Root() contact: ContactRow, @Ctx() ctx: Context) {
    return internalsOf(ctx, contact).reviewState && contact
  }
}

@Resolver(() => ContactReview)
export class LeadReviewResolver {
  @FieldResolver(() => ReviewState, { description: 'How far it is.' })
  state(@Root() contact: ContactRow) {
    return contact.reviewState
  }

  @FieldResolver(() => ContactConnection, {
    nullable: true,
    description:
      'Contacts one of whom this may be, as far as the asker sees them, as they are today: who had its address when it ' +
      'registered, whomever they are by now, and who has it since; the longest known first.',
  })
  candidates(@Root() contact: ContactRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return candidatesOf(ctx, contact.id, page)
  }
}
