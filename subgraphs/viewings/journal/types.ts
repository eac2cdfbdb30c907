import { createUnionType, Field, ObjectType } from 'type-graphql'
import { UserError } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { GateReason } from '../gate/gate.ts'
import { GateClosed, GateClosedReason } from '../gate/types.ts'

@ObjectType('Journal', {
  description:
    'What a client writes down about a viewing of theirs; the agents who look after it see it at once (VIE-11).',
})
export class Journal {
  @Field(() => GateClosed, {
    nullable: true,
    description: 'Why the asker cannot write in it now; null when they can.',
  })
  closed!: GateClosed | null
}

export const JournalGate = createUnionType({
  name: 'JournalGate',
  description: 'A viewing’s journal, or why it is not open yet (VIE-10).',
  types: () => [Journal, GateClosed] as const,
  resolveType: (found: object) => (found as { __typename: string }).__typename as never,
})

@ObjectType('JournalClosed', {
  implements: UserError,
  description: '`JOURNAL_CLOSED`: nothing can be written in this journal now (VIE-10).',
})
export class JournalClosed extends UserError {
  @Field(() => DateTime, { nullable: true, description: 'When it can; null where it cannot, as things stand.' })
  opensAt!: Date | null

  @Field(() => GateClosedReason, { description: 'What it waits for, or why it stays closed.' })
  reason!: GateReason
}
