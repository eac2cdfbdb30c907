import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { contactsById } from '../contact/loaders.ts'
import type { ContactRow } from '../contact/tables.ts'
import { Contact } from '../contact/types.ts'
import { Agent } from '../foreign.ts'
import { addNote, updateNote, removeNote } from './commands.ts'
import { noteOf, notesOf } from './queries.ts'
import type { ContactNoteRow } from './tables.ts'
import {
  ContactNote,
  ContactNoteAddInput,
  ContactNoteAddPayload,
  ContactNoteConnection,
  ContactNoteDeleteInput,
  ContactNoteDeletePayload,
  ContactNoteUpdateInput,
  ContactNoteUpdatePayload,
} from './types.ts'

@Resolver(() => ContactNote)
export class ContactNoteResolver {
  @Query(() => ContactNote, {
    nullable: true,
    description: 'One note about a contact; null where there is none that the asker may see.',
  })
  contactNote(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return noteOf(ctx, id)
  }

  @Mutation(() => ContactNoteAddPayload, {
    description: 'Staff write something down about a contact, for themselves; it stands on the timeline, too (CON-3).',
  })
  contactNoteAdd(@Arg('input', () => ContactNoteAddInput) input: ContactNoteAddInput, @Ctx() ctx: Context) {
    return mutate<ContactNoteAddPayload>(ctx, async () => ({ note: await addNote(ctx, input) }))
  }

  @Mutation(() => ContactNoteUpdatePayload, {
    description: 'Staff have a note of theirs say something else, administrators anybody’s (CON-3).',
  })
  contactNoteUpdate(@Arg('input', () => ContactNoteUpdateInput) input: ContactNoteUpdateInput, @Ctx() ctx: Context) {
    return mutate<ContactNoteUpdatePayload>(ctx, async () => ({ note: await updateNote(ctx, input) }))
  }

  @Mutation(() => ContactNoteDeletePayload, {
    description:
      'Staff delete a note of theirs, administrators anybody’s; that it was written stays on the timeline (CON-3).',
  })
  contactNoteDelete(@Arg('input', () => ContactNoteDeleteInput) input: ContactNoteDeleteInput, @Ctx() ctx: Context) {
    return mutate<ContactNoteDeletePayload>(ctx, async () => ({ contact: await removeNote(ctx, input.contactNoteId) }))
  }

  @FieldResolver(() => Contact, { nullable: true, description: 'Whom it is about.' })
  contact(@Root() { contactId }: ContactNoteRow, @Ctx() ctx: Context) {
    return ctx.loader(contactsById).load(contactId)
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who wrote it.' })
  author(@Root() { byAgentId }: ContactNoteRow) {
    return { id: byAgentId }
  }
}

@Resolver(() => Contact)
export class ContactNotesResolver {
  @FieldResolver(() => ContactNoteConnection, {
    nullable: true,
    description: 'What staff wrote down about this contact, newest first (CON-1, CON-3). For staff.',
  })
  notes(@Root() contact: ContactRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return notesOf(ctx, contact.id, page)
  }
}
