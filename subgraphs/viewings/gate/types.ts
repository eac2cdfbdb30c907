import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../kernel/scalars.ts'
import { WithCursor } from '../../kernel/stream-items.ts'
import type { Closed, GateName, GateReason } from './gate.ts'

const ViewingGate: Readonly<Record<GateName, GateName>> = { NAVIGATION: 'NAVIGATION', JOURNAL: 'JOURNAL' }
registerEnumType(ViewingGate, {
  name: 'ViewingGate',
  description: 'What a viewing opens to its client when its time has come.',
  valuesConfig: {
    NAVIGATION: { description: 'The way to it: `Viewing.navigation` (VIE-9).' },
    JOURNAL: { description: 'Writing down what it was like: `Viewing.journal` (VIE-10).' },
  },
})

export const GateClosedReason: Readonly<Record<GateReason, GateReason>> = {
  NOT_CONFIRMED: 'NOT_CONFIRMED',
  TOO_EARLY: 'TOO_EARLY',
  OVER: 'OVER',
  REJECTED: 'REJECTED',
  CANCELLED: 'CANCELLED',
  CLIENT_ONLY: 'CLIENT_ONLY',
}
registerEnumType(GateClosedReason, {
  name: 'GateClosedReason',
  description: 'Why a gate of a viewing is closed.',
  valuesConfig: {
    NOT_CONFIRMED: { description: 'No time is agreed on yet.' },
    TOO_EARLY: { description: 'Its time has not come: see `opensAt`.' },
    OVER: { description: 'The day of the viewing is over.' },
    REJECTED: { description: 'Staff declined the viewing.' },
    CANCELLED: { description: 'The viewing was called off.' },
    CLIENT_ONLY: { description: 'It is for the viewing’s client alone.' },
  },
})

@ObjectType('GateClosed', {
  simpleResolvers: true,
  description: 'What a viewing does not open now: why not, and from when on it does.',
})
export class GateClosed implements Pick<Closed, 'opensAt' | 'reason'> {
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it opens; null where it does not, as things stand. Another time for the viewing changes it.',
  })
  opensAt!: Date | null

  @Field(() => GateClosedReason, { description: 'What it waits for, or why it stays closed.' })
  reason!: GateReason
}

@ObjectType('ViewingGateOpened', {
  description:
    'A gate has opened to the viewing’s client, for the first time or anew after the viewing was moved (VIE-13).',
})
export class ViewingGateOpened extends WithCursor {
  @Field(() => DateTime, { description: 'When it was told; it had its time just before.' })
  at!: Date

  @Field(() => ViewingGate, { description: 'Which of them.' })
  gate!: GateName
}
