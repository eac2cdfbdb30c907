import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { viewingsById } from '../viewing/loaders.ts'
import { Viewing } from '../viewing/types.ts'
import { addNote, removeNote, rewriteNote } from './commands.ts'
import type { NoteRow } from './tables.ts'
import {
  ViewingNote,
  ViewingNoteAddInput,
  ViewingNoteAddPayload,
  ViewingNoteDeleteInput,
  ViewingNoteDeletePayload,
  ViewingNoteUpdateInput,
  ViewingNoteUpdatePayload,
} from './types.ts'

@Resolver(() => ViewingNote)
export class ViewingNoteResolver {
  @Mutation(() => ViewingNoteAddPayload, {
    description: 'A client writes a note in the journal of a viewing of theirs, while it is open (VIE-11).',
  })
  viewingNoteAdd(@Arg('input', () => ViewingNoteAddInput) input: ViewingNoteAddInput, @Ctx() ctx: Context) {
    return mutate<ViewingNoteAddPayload>(ctx, async () => ({ note: await addNote(ctx, input) }))
  }

  @Mutation(() => ViewingNoteUpdatePayload, { description: 'A client writes a note of theirs anew (VIE-11).' })
  viewingNoteUpdate(@Arg('input', () => ViewingNoteUpdateInput) input: ViewingNoteUpdateInput, @Ctx() ctx: Context) {
    return mutate<ViewingNoteUpdatePayload>(ctx, async () => ({ note: await rewriteNote(ctx, input) }))
  }

  @Mutation(() => ViewingNoteDeletePayload, { description: 'A client deletes a note of theirs (VIE-11).' })
  viewingNoteDelete(@Arg('input', () => ViewingNoteDeleteInput) input: ViewingNoteDeleteInput, @Ctx() ctx: Context) {
    return mutate<ViewingNoteDeletePayload>(ctx, async () => ({ viewing: await removeNote(ctx, input.noteId) }))
  }

  @FieldResolver(() => Viewing, { nullable: true, description: 'The viewing it is about.' })
  viewing(@Root() { viewingId }: NoteRow, @Ctx() ctx: Context) {
    return ctx.loader(viewingsById).load(viewingId)
  }
}
