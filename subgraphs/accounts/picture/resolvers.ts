import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { usedFile } from '../../kernel/files/queries.ts'
import { Picture } from '../../kernel/files/types.ts'
import { mutate } from '../../kernel/payload.ts'
import type { AgentRow } from '../agent/tables.ts'
import { Agent } from '../agent/types.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { PortalAccount } from '../portal-account/types.ts'
import { deletePicture, setPicture, startPictureUpload } from './commands.ts'
import {
  PictureDeleteInput,
  PictureDeletePayload,
  PictureSetInput,
  PictureSetPayload,
  PictureUploadCreateInput,
  PictureUploadCreatePayload,
} from './types.ts'

@Resolver()
export class OwnPictureResolver {
  @Mutation(() => PictureUploadCreatePayload, {
    description:
      'Begins the upload of the asker’s own profile picture: send it to the URL, then `pictureSet` (ACC-18).',
  })
  pictureUploadCreate(
    @Arg('input', () => PictureUploadCreateInput) { mediaType, bytes }: PictureUploadCreateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PictureUploadCreatePayload>(ctx, async () => ({
      upload: await startPictureUpload(ctx, mediaType, bytes),
    }))
  }

  @Mutation(() => PictureSetPayload, {
    description: 'Makes an uploaded picture the asker’s own; the one before is deleted (ACC-18).',
  })
  pictureSet(@Arg('input', () => PictureSetInput) { uploadId }: PictureSetInput, @Ctx() ctx: Context) {
    return mutate<PictureSetPayload>(ctx, () => setPicture(ctx, uploadId))
  }

  @Mutation(() => PictureDeletePayload, { description: 'Deletes the asker’s own profile picture (ACC-18).' })
  pictureDelete(@Arg('input', () => PictureDeleteInput) { pictureId }: PictureDeleteInput, @Ctx() ctx: Context) {
    return mutate<PictureDeletePayload>(ctx, () => deletePicture(ctx, pictureId))
  }
}

@Resolver(() => PortalAccount)
export class AccountPictureResolver {
  @FieldResolver(() => Picture, { nullable: true, description: 'Their profile picture, if they have one (ACC-18).' })
  picture(@Root() account: PortalAccountRow, @Ctx() ctx: Context) {
    return usedFile(ctx, account.pictureId)
  }
}

@Resolver(() => Agent)
export class AgentPictureResolver {
  @FieldResolver(() => Picture, { nullable: true, description: 'Their profile picture, if they have one (ACC-18).' })
  picture(@Root() agent: AgentRow, @Ctx() ctx: Context) {
    return usedFile(ctx, agent.pictureId)
  }
}
