import { Field, InputType, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { FeedSeen } from './commands.ts'
import type { CalendarFeedRow } from './tables.ts'

@ObjectType('CalendarFeed', {
  description:
    'That somebody’s viewings can be subscribed to by calendar software (VIE-14). Its address was told once.',
})
export class CalendarFeed implements Pick<CalendarFeedRow, 'createdAt' | 'lastReadAt'> {
  @Field(() => DateTime, { description: 'Since when its address leads there.' })
  createdAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was read last, to the minute; null if never.',
  })
  lastReadAt!: Date | null
}

@InputType({ description: 'A new address for the asker’s viewings.' })
export class CalendarFeedCreateInput implements FeedSeen {
  @Field(() => DateTime, {
    nullable: true,
    description:
      'The `createdAt` of the feed that this one takes the place of, as it was read; another is VERSION_MISMATCH.',
  })
  expectedCreatedAt?: Date
}

@InputType({ description: 'Which of the asker’s addresses ends.' })
export class CalendarFeedDeleteInput implements FeedSeen {
  @Field(() => DateTime, {
    nullable: true,
    description: 'The `createdAt` of the feed, as it was read; another is VERSION_MISMATCH.',
  })
  expectedCreatedAt?: Date
}

@ObjectType({ description: 'What `calendarFeedCreate` did.' })
export class CalendarFeedCreatePayload extends Payload {
  @Field(() => CalendarFeed, { nullable: true, description: 'The new feed.' })
  calendarFeed?: CalendarFeed

  @Field(() => String, {
    nullable: true,
    description:
      'Its address, for calendar software to subscribe to. It is told this once, and whoever has it reads the feed: keep it as a password.',
  })
  url?: string
}

@ObjectType({ description: 'What `calendarFeedDelete` did.' })
export class CalendarFeedDeletePayload extends Payload {}
