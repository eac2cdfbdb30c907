import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { startImport, startTableUpload } from './commands.ts'
import { failuresOf, importOf, sentenceOf } from './queries.ts'
import type { FailureRow, ImportRow } from './tables.ts'
import {
  PropertyImport,
  PropertyImportFailure,
  PropertyImportFailureConnection,
  PropertyImportStartInput,
  PropertyImportStartPayload,
  PropertyImportUploadCreateInput,
  PropertyImportUploadCreatePayload,
} from './types.ts'

@Resolver(() => PropertyImport)
export class PropertyImportResolver {
  @Query(() => PropertyImport, {
    nullable: true,
    description: 'One import, for ADMIN and AGENT; null where there is none.',
  })
  propertyImport(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return importOf(ctx, id)
  }

  @Mutation(() => PropertyImportUploadCreatePayload, {
    description: 'Staff begin to upload a table of properties (API-10). `propertyImportStart` then uses it.',
  })
  propertyImportUploadCreate(
    @Arg('input', () => PropertyImportUploadCreateInput) input: PropertyImportUploadCreateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PropertyImportUploadCreatePayload>(ctx, async () => ({
      upload: await startTableUpload(ctx, input.bytes),
    }))
  }

  @Mutation(() => PropertyImportStartPayload, {
    description: 'Staff import an uploaded table (VIE-1); a company has one import running at a time.',
  })
  propertyImportStart(
    @Arg('input', () => PropertyImportStartInput) input: PropertyImportStartInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PropertyImportStartPayload>(ctx, async () => ({ propertyImport: await startImport(ctx, input) }))
  }

  @FieldResolver(() => Int, { description: 'How many rows it has gone through: those of the four counts together.' })
  rows(@Root() { created, updated, skipped, failed }: ImportRow): number {
    return created + updated + skipped + failed
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it was given up, in the asker’s language.' })
  message(@Root() { refusal }: ImportRow, @Ctx() ctx: Context) {
    return refusal && sentenceOf(ctx, refusal)
  }

  @FieldResolver(() => PropertyImportFailureConnection, {
    nullable: true,
    description: 'Why rows were not taken, in the order of the rows; of the first 10,000 such rows.',
  })
  failures(@Root() { id }: ImportRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return failuresOf(ctx, id, page)
  }
}

@Resolver(() => PropertyImportFailure)
export class PropertyImportFailureResolver {
  @FieldResolver(() => String, { description: 'One sentence for people, in the asker’s language.' })
  message(@Root() { code, told }: FailureRow, @Ctx() ctx: Context) {
    return sentenceOf(ctx, code, told)
  }
}
