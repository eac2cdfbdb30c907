import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { ViewingPhotoConnection, ViewingVoiceNoteConnection } from '../journal-file/types.ts'
import { ViewingNoteConnection } from '../note/types.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { Viewing } from '../viewing/types.ts'
import { filesOf, journalOf, notesOf, type JournalView } from './queries.ts'
import { Journal, JournalGate } from './types.ts'

@Resolver(() => Viewing)
export class ViewingJournalResolver {
  @FieldResolver(() => JournalGate, {
    description:
      'The client’s own notes, photos and voice notes. It opens to them at 00:00 of the viewing’s day, where the property ' +
      'is, and what is written stays readable; the agents see it at once (VIE-10, VIE-11).',
  })
  journal(@Root() viewing: ViewingRow, @Ctx() ctx: Context) {
    return journalOf(ctx, viewing)
  }
}

@Resolver(() => Journal)
export class JournalResolver {
  @FieldResolver(() => Boolean, { description: 'Whether the asker may write in it now.' })
  isWritable(@Root() { closed }: JournalView) {
    return closed === null
  }

  @FieldResolver(() => ViewingNoteConnection, {
    nullable: true,
    description: 'Its notes as they were written; at most 100.',
  })
  notes(@Root() journal: JournalView, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return notesOf(ctx, journal, page)
  }

  @FieldResolver(() => ViewingPhotoConnection, {
    nullable: true,
    description: 'The client’s own photos as they were added; at most 50. Those of the property stand there.',
  })
  photos(@Root() journal: JournalView, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return filesOf(ctx, journal, 'PICTURE', page)
  }

  @FieldResolver(() => ViewingVoiceNoteConnection, {
    nullable: true,
    description: 'Its voice notes as they were added; at most 20.',
  })
  voiceNotes(@Root() journal: JournalView, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return filesOf(ctx, journal, 'AUDIO', page)
  }
}
