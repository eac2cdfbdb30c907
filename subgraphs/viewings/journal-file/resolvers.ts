import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { urlOfRendition, usedFile } from '../../kernel/files/queries.ts'
import { Picture } from '../../kernel/files/types.ts'
import { mutate } from '../../kernel/payload.ts'
import { viewingsById } from '../viewing/loaders.ts'
import { Viewing } from '../viewing/types.ts'
import { addJournalFile, removeJournalFile, startJournalUpload } from './commands.ts'
import { recordingOf, type RecordingView } from './queries.ts'
import type { JournalFileRow } from './tables.ts'
import {
  Recording,
  ViewingPhoto,
  ViewingPhotoAddInput,
  ViewingPhotoAddPayload,
  ViewingPhotoDeleteInput,
  ViewingPhotoDeletePayload,
  ViewingPhotoUploadCreateInput,
  ViewingPhotoUploadCreatePayload,
  ViewingVoiceNote,
  ViewingVoiceNoteAddInput,
  ViewingVoiceNoteAddPayload,
  ViewingVoiceNoteDeleteInput,
  ViewingVoiceNoteDeletePayload,
  ViewingVoiceNoteUploadCreateInput,
  ViewingVoiceNoteUploadCreatePayload,
} from './types.ts'

@Resolver(() => ViewingPhoto)
export class ViewingPhotoResolver {
  @Mutation(() => ViewingPhotoUploadCreatePayload, {
    description: 'A client begins to upload a photo they took (API-10). `viewingPhotoAdd` then uses it.',
  })
  viewingPhotoUploadCreate(
    @Arg('input', () => ViewingPhotoUploadCreateInput) input: ViewingPhotoUploadCreateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ViewingPhotoUploadCreatePayload>(ctx, async () => ({
      upload: await startJournalUpload(ctx, 'PICTURE', input),
    }))
  }

  @Mutation(() => ViewingPhotoAddPayload, {
    description: 'A client puts an uploaded photo in the journal of a viewing of theirs, while it is open (VIE-11).',
  })
  viewingPhotoAdd(@Arg('input', () => ViewingPhotoAddInput) input: ViewingPhotoAddInput, @Ctx() ctx: Context) {
    return mutate<ViewingPhotoAddPayload>(ctx, async () => ({ photo: await addJournalFile(ctx, 'PICTURE', input) }))
  }

  @Mutation(() => ViewingPhotoDeletePayload, { description: 'A client deletes a photo of theirs (VIE-11).' })
  viewingPhotoDelete(@Arg('input', () => ViewingPhotoDeleteInput) input: ViewingPhotoDeleteInput, @Ctx() ctx: Context) {
    return mutate<ViewingPhotoDeletePayload>(ctx, async () => ({
      viewing: await removeJournalFile(ctx, 'PICTURE', input.photoId),
    }))
  }

  @FieldResolver(() => Picture, { nullable: true, description: 'The photo itself; null once it is deleted.' })
  picture(@Root() { fileId }: JournalFileRow, @Ctx() ctx: Context) {
    return usedFile(ctx, fileId)
  }

  @FieldResolver(() => Viewing, { nullable: true, description: 'The viewing at which it was taken.' })
  viewing(@Root() { viewingId }: JournalFileRow, @Ctx() ctx: Context) {
    return ctx.loader(viewingsById).load(viewingId)
  }
}

@Resolver(() => ViewingVoiceNote)
export class ViewingVoiceNoteResolver {
  @Mutation(() => ViewingVoiceNoteUploadCreatePayload, {
    description: 'A client begins to upload what they recorded (API-10). `viewingVoiceNoteAdd` then uses it.',
  })
  viewingVoiceNoteUploadCreate(
    @Arg('input', () => ViewingVoiceNoteUploadCreateInput) input: ViewingVoiceNoteUploadCreateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ViewingVoiceNoteUploadCreatePayload>(ctx, async () => ({
      upload: await startJournalUpload(ctx, 'AUDIO', input),
    }))
  }

  @Mutation(() => ViewingVoiceNoteAddPayload, {
    description:
      'A client puts an uploaded recording in the journal of a viewing of theirs, while it is open (VIE-11).',
  })
  viewingVoiceNoteAdd(
    @Arg('input', () => ViewingVoiceNoteAddInput) input: ViewingVoiceNoteAddInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ViewingVoiceNoteAddPayload>(ctx, async () => ({
      voiceNote: await addJournalFile(ctx, 'AUDIO', input),
    }))
  }

  @Mutation(() => ViewingVoiceNoteDeletePayload, { description: 'A client deletes a voice note of theirs (VIE-11).' })
  viewingVoiceNoteDelete(
    @Arg('input', () => ViewingVoiceNoteDeleteInput) input: ViewingVoiceNoteDeleteInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ViewingVoiceNoteDeletePayload>(ctx, async () => ({
      viewing: await removeJournalFile(ctx, 'AUDIO', input.voiceNoteId),
    }))
  }

  @FieldResolver(() => Recording, { nullable: true, description: 'What is to be heard; null once it is deleted.' })
  recording(@Root() { fileId }: JournalFileRow, @Ctx() ctx: Context) {
    return recordingOf(ctx, fileId)
  }

  @FieldResolver(() => Viewing, { nullable: true, description: 'The viewing it is about.' })
  viewing(@Root() { viewingId }: JournalFileRow, @Ctx() ctx: Context) {
    return ctx.loader(viewingsById).load(viewingId)
  }
}

@Resolver(() => Recording)
export class RecordingResolver {
  @FieldResolver(() => String, {
    description:
      'Where everybody who has this address gets it, for 10 to 15 minutes: it is made for the asker, so do not publish it.',
  })
  url(@Root() { file }: RecordingView, @Ctx() ctx: Context) {
    return urlOfRendition(ctx, file, 'original')
  }
}
