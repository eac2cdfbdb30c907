import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload, UserError } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { WatchCriteriaInput } from '../criteria/types.ts'
import type { WatchUpdate } from './commands.ts'
import type { WatchMatchRow, WatchRow } from './tables.ts'
import type { WatchDraft } from './watch.ts'

@Directive('@key(fields: "id")')
@ObjectType('Watch', {
  implements: Node,
  description: 'What a contact looks for: each property that matches appears for them by itself (VIE-15).',
})
export class Watch implements Pick<WatchRow, 'title' | 'madeById' | 'pausedAt' | 'version' | 'createdAt'> {
  @Field(() => ID)
  id!: string

  @Field(() => String, { nullable: true, description: 'What it is called, in a few words.' })
  title!: string | null

  @Field(() => ID, { nullable: true, description: 'Who made it: an agent or a portal account; null for the system.' })
  madeById!: WatchRow['madeById']

  @Field(() => DateTime, { nullable: true, description: 'Since when it finds nothing new; null while it looks.' })
  pausedAt!: Date | null

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date
}

export const WatchConnection = connectionType('Watch', () => Watch)

@ObjectType('WatchMatch', { description: 'A property that a watch has found. It stays found, even when it changes.' })
export class WatchMatch implements Pick<WatchMatchRow, 'matchedAt'> {
  @Field(() => DateTime, { description: 'When it was found.' })
  matchedAt!: Date
}

export const WatchMatchConnection = connectionType('WatchMatch', () => WatchMatch)

@InputType({ description: 'A new watch.' })
export class WatchCreateInput implements WatchDraft {
  @Field(() => ID, { nullable: true, description: 'For whom; staff say it, a client’s is for themselves.' })
  contactId?: string

  @Field(() => String, { nullable: true, description: 'What it is called; at most 100 characters.' })
  title?: string

  @Field(() => WatchCriteriaInput, { description: 'What is looked for.' })
  criteria!: WatchCriteriaInput
}

@Directive('@inaccessible')
@InputType({ description: 'What somebody looked for when they registered.' })
export class WatchRegisterInput implements WatchDraft {
  @Field(() => ID, { description: 'The contact that they have become.' })
  contactId!: string

  @Field(() => WatchCriteriaInput, { description: 'What they looked for.' })
  criteria!: WatchCriteriaInput
}

@Directive('@inaccessible')
@ObjectType({ description: 'What is wrong with what somebody looks for.' })
export class WatchCriteriaCheck {
  @Field(() => [UserError], { description: 'Empty where it can become a watch.' })
  userErrors!: UserError[]
}

@InputType({ description: 'What of a watch is to be another; what is absent stays.' })
export class WatchUpdateInput implements WatchUpdate {
  @Field(() => ID, { description: 'The watch that changes.' })
  watchId!: string

  @Field(() => String, { nullable: true, description: 'What it is called; null for nothing.' })
  title?: string | null

  @Field(() => WatchCriteriaInput, { nullable: true, description: 'What is looked for, all of it anew.' })
  criteria?: WatchCriteriaInput

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@InputType({ description: 'Which watch finds nothing new for now.' })
export class WatchPauseInput {
  @Field(() => ID, { description: 'The watch, which may be paused already.' })
  watchId!: string
}

@InputType({ description: 'Which watch looks again.' })
export class WatchResumeInput {
  @Field(() => ID, { description: 'The watch, which may be looking already.' })
  watchId!: string
}

@InputType({ description: 'Which watch is deleted.' })
export class WatchDeleteInput {
  @Field(() => ID, { description: 'The watch that is given up, with all it has found.' })
  watchId!: string
}

@ObjectType({ description: 'What `watchCreate` did.' })
export class WatchCreatePayload extends Payload {
  @Field(() => Watch, { nullable: true, description: 'The new watch; what is there already it finds within moments.' })
  watch?: Watch
}

@Directive('@inaccessible')
@ObjectType({ description: 'What `watchRegister` did.' })
export class WatchRegisterPayload extends Payload {
  @Field(() => Watch, { nullable: true, description: 'The watch, new or made before.' })
  watch?: Watch
}

@ObjectType({ description: 'What `watchUpdate` did.' })
export class WatchUpdatePayload extends Payload {
  @Field(() => Watch, { nullable: true, description: 'The watch as it is now.' })
  watch?: Watch
}

@ObjectType({ description: 'What `watchPause` did.' })
export class WatchPausePayload extends Payload {
  @Field(() => Watch, { nullable: true, description: 'The watch as it is now.' })
  watch?: Watch
}

@ObjectType({ description: 'What `watchResume` did.' })
export class WatchResumePayload extends Payload {
  @Field(() => Watch, { nullable: true, description: 'The watch as it is now.' })
  watch?: Watch
}

@ObjectType({ description: 'What `watchDelete` did.' })
export class WatchDeletePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The watch that is gone.' })
  watchId?: string
}
