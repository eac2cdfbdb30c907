import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { BlockDraft } from './commands.ts'
import type { BlockRow } from './tables.ts'

@Directive('@key(fields: "id")')
@ObjectType('ViewingBlock', {
  implements: Node,
  description: 'A time at which an agent shows a property to several at once (VIE-8).',
})
export class ViewingBlock implements Pick<
  BlockRow,
  'startsAt' | 'endsAt' | 'capacity' | 'reason' | 'cancelledAt' | 'createdAt'
> {
  @Field(() => ID)
  id!: string

  @Field(() => DateTime, { description: 'When all of its viewings start.' })
  startsAt!: Date

  @Field(() => DateTime, { description: 'When all of them end.' })
  endsAt!: Date

  @Field(() => Int, { description: 'How many viewings it takes.' })
  capacity!: number

  @Field(() => String, { nullable: true, description: 'Why it was called off, where that was said.' })
  reason!: string | null

  @Field(() => DateTime, { nullable: true, description: 'When it was called off.' })
  cancelledAt!: Date | null

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date
}

export const ViewingBlockConnection = connectionType('ViewingBlock', () => ViewingBlock)

@InputType({ description: 'A time at which a property is shown to several at once: after now, at most 8 hours long.' })
export class ViewingBlockCreateInput implements BlockDraft {
  @Field(() => ID, { description: 'What is shown.' })
  propertyId!: string

  @Field(() => ID, {
    nullable: true,
    description: 'Who shows it: by default the asker; an administrator names anybody.',
  })
  agentId?: string

  @Field(() => DateTime, { description: 'When it starts.' })
  startsAt!: Date

  @Field(() => DateTime, { description: 'When it ends, and the next one may start.' })
  endsAt!: Date

  @Field(() => Int, { description: 'How many viewings it takes: 1 to 500.' })
  capacity!: number
}

@InputType({ description: 'Which block is called off.' })
export class ViewingBlockCancelInput {
  @Field(() => ID, { description: 'A block that has not begun.' })
  blockId!: string

  @Field(() => String, {
    nullable: true,
    description: 'For its clients to read, at each viewing; at most 500 characters.',
  })
  reason?: string
}

@ObjectType({ description: 'What `viewingBlockCreate` did.' })
export class ViewingBlockCreatePayload extends Payload {
  @Field(() => ViewingBlock, { nullable: true, description: 'The new block.' })
  block?: ViewingBlock
}

@ObjectType({ description: 'What `viewingBlockCancel` did.' })
export class ViewingBlockCancelPayload extends Payload {
  @Field(() => ViewingBlock, { nullable: true, description: 'The block as it is now.' })
  block?: ViewingBlock
}
