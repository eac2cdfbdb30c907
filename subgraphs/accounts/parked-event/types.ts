import { DateTime } from '../../kernel/scalars.ts'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import type { ParkedEventView } from './told.ts'

@ObjectType('ParkedEvent', {
  simpleResolvers: true,
  description:
    'An event of one part of the product that another part could not take in. It is tried again by itself; later events of the same entity wait behind it, and all others go on.',
})
export class ParkedEvent implements ParkedEventView {
  @Field(() => ID)
  id!: ParkedEventView['id']

  @Field(() => String, { description: 'Which reaction it is parked for, such as `contacts.portal-users`.' })
  consumer!: string

  @Field(() => String, { description: 'The subgraph in which it happened.' })
  source!: string

  @Field(() => String, { description: 'What happened, such as `account.created`.' })
  type!: string

  @Field(() => Int, { description: 'The version of what it carries.' })
  version!: number

  @Field(() => ID, { description: 'What it happened to; events of one entity take effect in their order.' })
  entityId!: ParkedEventView['entityId']

  @Field(() => Int, { description: 'How often it has failed; 0 for one that waits behind another.' })
  attempts!: number

  @Field(() => String, { nullable: true, description: 'What it failed with last, as a code; null for one that waits.' })
  errorCode!: string | null

  @Field(() => DateTime, { description: 'Since when it is parked.' })
  parkedAt!: Date

  @Field(() => DateTime, { description: 'When it is tried next.' })
  nextTryAt!: Date
}

export const ParkedEventConnection = connectionType('ParkedEvent', () => ParkedEvent)

@InputType({ description: 'Which parked event to try now.' })
export class ParkedEventRetryInput {
  @Field(() => ID, { description: 'The parked event; those of its entity that stand before it are tried first.' })
  parkedEventId!: string
}

@ObjectType({ description: 'What `parkedEventRetry` did.' })
export class ParkedEventRetryPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The event, which is tried within a second.' })
  parkedEventId?: string
}

@InputType({ description: 'Which parked event to give up.' })
export class ParkedEventSkipInput {
  @Field(() => ID, { description: 'The parked event. It never takes effect, and those behind it go on.' })
  parkedEventId!: string
}

@ObjectType({ description: 'What `parkedEventSkip` did.' })
export class ParkedEventSkipPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The event, which is parked no more.' })
  parkedEventId?: string
}

@InputType({ description: 'What to apply again, and where.' })
export class ConsumerReplayInput {
  @Field(() => String, { description: 'The reaction, such as `viewings.clients`.' })
  consumer!: string

  @Field(() => ID, { description: 'The entity whose events it applies again.' })
  entityId!: string
}

@ObjectType({ description: 'What `consumerReplay` did.' })
export class ConsumerReplayPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many events are applied again.' })
  events?: number
}
