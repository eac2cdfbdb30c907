import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { ViewingHistoryEntryConnection } from '../change/types.ts'
import { Agent, Contact } from '../foreign.ts'
import { preferredOf } from '../preference/queries.ts'
import { PreferredDate } from '../preference/types.ts'
import { propertiesById } from '../property/loaders.ts'
import { Property } from '../property/types.ts'
import {
  addDates,
  bookViewing,
  cancelViewing,
  confirmViewing,
  reassignViewing,
  rejectViewing,
  requestViewing,
  rescheduleViewing,
} from './commands.ts'
import { historyOf, viewingOf, viewingsOf, viewingsOfContact } from './queries.ts'
import type { ViewingRow } from './tables.ts'
import {
  Viewing,
  ViewingBookInput,
  ViewingBookPayload,
  ViewingCancelInput,
  ViewingCancelPayload,
  ViewingConfirmInput,
  ViewingConfirmPayload,
  ViewingConnection,
  ViewingDatesAddInput,
  ViewingDatesAddPayload,
  ViewingFilter,
  ViewingReassignInput,
  ViewingReassignPayload,
  ViewingRejectInput,
  ViewingRejectPayload,
  ViewingRequestInput,
  ViewingRequestPayload,
  ViewingRescheduleInput,
  ViewingReschedulePayload,
} from './types.ts'

@Resolver(() => Viewing)
export class ViewingResolver {
  @Query(() => Viewing, {
    nullable: true,
    description: 'One viewing; null where there is none that the asker may see.',
  })
  viewing(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return viewingOf(ctx, id)
  }

  @Query(() => ViewingConnection, {
    nullable: true,
    description:
      'The viewings that one sees, newest first or in the order of the one group that is wanted: a client their own, an agent those of their contacts and those they show (VIE-14).',
  })
  viewings(
    @Args() page: PageArgs,
    @Arg('filter', () => ViewingFilter, { nullable: true }) filter: ViewingFilter | null,
    @Ctx() ctx: Context,
  ) {
    return viewingsOf(ctx, filter ?? {}, page)
  }

  @Mutation(() => ViewingRequestPayload, {
    description:
      'A client asks to see a property that is offered to them, found by a watch of theirs or a favourite (VIE-6, VIE-15).',
  })
  viewingRequest(@Arg('input', () => ViewingRequestInput) input: ViewingRequestInput, @Ctx() ctx: Context) {
    return mutate<ViewingRequestPayload>(ctx, async () => ({ viewing: await requestViewing(ctx, input) }))
  }

  @Mutation(() => ViewingBookPayload, { description: 'Staff ask for a contact, with or without account (VIE-6).' })
  viewingBook(@Arg('input', () => ViewingBookInput) input: ViewingBookInput, @Ctx() ctx: Context) {
    return mutate<ViewingBookPayload>(ctx, async () => ({ viewing: await bookViewing(ctx, input) }))
  }

  @Mutation(() => ViewingConfirmPayload, {
    description: 'Staff agree on a time for a request; `SlotTaken` names others (VIE-7, VIE-8).',
  })
  viewingConfirm(@Arg('input', () => ViewingConfirmInput) input: ViewingConfirmInput, @Ctx() ctx: Context) {
    return mutate<ViewingConfirmPayload>(ctx, async () => ({ viewing: await confirmViewing(ctx, input) }))
  }

  @Mutation(() => ViewingReschedulePayload, {
    description: 'Staff move a confirmed viewing to another time; `SlotTaken` names others (VIE-7, VIE-8).',
  })
  viewingReschedule(@Arg('input', () => ViewingRescheduleInput) input: ViewingRescheduleInput, @Ctx() ctx: Context) {
    return mutate<ViewingReschedulePayload>(ctx, async () => ({ viewing: await rescheduleViewing(ctx, input) }))
  }

  @Mutation(() => ViewingRejectPayload, { description: 'Staff decline a request, and say why (VIE-7).' })
  viewingReject(@Arg('input', () => ViewingRejectInput) input: ViewingRejectInput, @Ctx() ctx: Context) {
    return mutate<ViewingRejectPayload>(ctx, async () => ({ viewing: await rejectViewing(ctx, input) }))
  }

  @Mutation(() => ViewingCancelPayload, {
    description:
      'The client or staff call a viewing off, until it is completed or rejected; once more has no effect (VIE-12).',
  })
  viewingCancel(@Arg('input', () => ViewingCancelInput) input: ViewingCancelInput, @Ctx() ctx: Context) {
    return mutate<ViewingCancelPayload>(ctx, async () => ({
      viewing: await cancelViewing(ctx, input.viewingId, input.reason ?? null),
    }))
  }

  @Mutation(() => ViewingDatesAddPayload, {
    description: 'The client, or staff for them, name more days that would suit, until a time is agreed on (VIE-6).',
  })
  viewingDatesAdd(@Arg('input', () => ViewingDatesAddInput) input: ViewingDatesAddInput, @Ctx() ctx: Context) {
    return mutate<ViewingDatesAddPayload>(ctx, async () => ({ viewing: await addDates(ctx, input) }))
  }

  @Mutation(() => ViewingReassignPayload, {
    description:
      'Staff let another agent show a viewing; `SlotTaken` names times at which that agent has room (VIE-7, VIE-8).',
  })
  viewingReassign(@Arg('input', () => ViewingReassignInput) input: ViewingReassignInput, @Ctx() ctx: Context) {
    return mutate<ViewingReassignPayload>(ctx, async () => ({ viewing: await reassignViewing(ctx, input) }))
  }

  @FieldResolver(() => Property, { description: 'What is viewed.' })
  property(@Root() viewing: ViewingRow, @Ctx() ctx: Context) {
    return ctx.loader(propertiesById).load(viewing.propertyId)
  }

  @FieldResolver(() => Contact, { nullable: true, description: 'Who views; null where the asker does not see them.' })
  contact(@Root() viewing: ViewingRow) {
    return { id: viewing.contactId }
  }

  @FieldResolver(() => Agent, {
    nullable: true,
    description:
      'Who shows it: the contact’s responsible agent or whom it was given to; from the confirmation on it does not go with the contact.',
  })
  agent(@Root() viewing: ViewingRow) {
    return { id: viewing.agentId }
  }

  @FieldResolver(() => [PreferredDate], { description: 'The days that would suit, in the order given; one to three.' })
  preferredDates(@Root() viewing: ViewingRow, @Ctx() ctx: Context) {
    return preferredOf(ctx, viewing.id)
  }

  @FieldResolver(() => ViewingHistoryEntryConnection, {
    nullable: true,
    description: 'All that happened to it, from the request on (VIE-7).',
  })
  history(@Root() viewing: ViewingRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return historyOf(ctx, viewing.id, page)
  }
}

@Resolver(() => Contact)
export class ContactViewingsResolver {
  @FieldResolver(() => ViewingConnection, {
    nullable: true,
    description:
      'The viewings of this contact, newest first, or in the order of the one group that is wanted (VIE-14).',
  })
  viewings(
    @Root() contact: Contact,
    @Args() page: PageArgs,
    @Arg('filter', () => ViewingFilter, { nullable: true }) filter: ViewingFilter | null,
    @Ctx() ctx: Context,
  ) {
    return viewingsOfContact(ctx, contact.id, filter ?? {}, page)
  }
}
