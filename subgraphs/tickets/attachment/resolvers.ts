import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { urlOfRendition } from '../../kernel/files/queries.ts'
import { Picture } from '../../kernel/files/types.ts'
import { mutate } from '../../kernel/payload.ts'
import type { RequestEntryView, TicketEntryView } from '../entry/entry.ts'
import { RequestReply, TicketNote, TicketReply } from '../entry/types.ts'
import { startAttachmentUpload } from './commands.ts'
import { attachmentsOf, type AttachmentView } from './queries.ts'
import { Attachment, AttachmentUploadCreateInput, AttachmentUploadCreatePayload } from './types.ts'

@Resolver(() => Attachment)
export class AttachmentResolver {
  @Mutation(() => AttachmentUploadCreatePayload, {
    description:
      'Begins the upload of a file that is to go along with a request, a reply or a note, whose mutations take it (TIC-8).',
  })
  attachmentUploadCreate(
    @Arg('input', () => AttachmentUploadCreateInput) input: AttachmentUploadCreateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<AttachmentUploadCreatePayload>(ctx, async () => ({ upload: await startAttachmentUpload(ctx, input) }))
  }

  @FieldResolver(() => String, {
    description:
      'Where everybody who has this address gets it, for 10 to 15 minutes: it is made for the asker, so do not publish it.',
  })
  url(@Root() { file }: AttachmentView, @Ctx() ctx: Context) {
    return urlOfRendition(ctx, file, 'original')
  }

  @FieldResolver(() => Picture, { nullable: true, description: 'The same in several sizes, where it is a picture.' })
  picture(@Root() { file, mediaType }: AttachmentView) {
    return mediaType.startsWith('image/') ? file : null
  }
}

@Resolver(() => RequestReply)
export class RequestReplyResolver {
  @FieldResolver(() => [Attachment], { description: 'The files that go along with it; at most 10.' })
  attachments(@Root() { id }: RequestEntryView, @Ctx() ctx: Context) {
    return attachmentsOf(ctx, id)
  }
}

@Resolver(() => TicketReply)
export class TicketReplyResolver {
  @FieldResolver(() => [Attachment], { description: 'The files that go along with it; at most 10.' })
  attachments(@Root() { id }: TicketEntryView, @Ctx() ctx: Context) {
    return attachmentsOf(ctx, id)
  }
}

@Resolver(() => TicketNote)
export class TicketNoteResolver {
  @FieldResolver(() => [Attachment], { description: 'The files that go along with it, as internal as it; at most 10.' })
  attachments(@Root() { id }: TicketEntryView, @Ctx() ctx: Context) {
    return attachmentsOf(ctx, id)
  }
}
