import { Field, ObjectType } from 'type-graphql'
import { UserError } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { Slot as SlotValue } from './slot.ts'

@ObjectType('Slot', { simpleResolvers: true, description: 'A time from its start up to, but not including, its end.' })
export class Slot implements SlotValue {
  @Field(() => DateTime, { description: 'Its first instant.' })
  startsAt!: Date

  @Field(() => DateTime, { description: 'The first instant after it.' })
  endsAt!: Date
}

@ObjectType('SlotTaken', {
  implements: UserError,
  description: '`SLOT_TAKEN`: the agent, the property or the contact has another viewing at that time (VIE-8).',
})
export class SlotTaken extends UserError {
  @Field(() => [Slot], {
    description: 'The nearest slots of the same length in the agent’s hours that were free just now; at most three.',
  })
  alternatives!: Slot[]
}
