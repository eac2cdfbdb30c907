import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { DealDraft, DealNamed } from './commands.ts'
import { clientChange, dealStatus, type DealClientChangeRow, type DealRow } from './tables.ts'

const DealStatus = enumType(dealStatus, 'DealStatus', 'How far a deal is.', {
  OPEN: 'Properties are offered in it.',
  WON: 'It ended well.',
  LOST: 'It came to nothing.',
})

const DealOutcome = { WON: 'WON', LOST: 'LOST' } as const
registerEnumType(DealOutcome, {
  name: 'DealOutcome',
  description: 'How a deal can end.',
  valuesConfig: { WON: { description: 'It ended well.' }, LOST: { description: 'It came to nothing.' } },
})

const ClientChange = enumType(clientChange, 'ClientChange', 'What a client changed through the portal (VIE-5).', {
  INTERESTED: 'They liked a property.',
  REJECTED: 'They rejected a property.',
  REACTION_CLEARED: 'They took back that they liked or rejected a property.',
  RATED: 'They rated a property.',
  RATING_CLEARED: 'They took a rating back.',
  VIEWING_REQUESTED: 'They asked for a viewing.',
  VIEWING_CANCELLED: 'They called a viewing off.',
  VIEWING_PROPOSED: 'They proposed another time for a viewing.',
  VIEWING_DATES_ADDED: 'They added dates to a viewing.',
  FEEDBACK_GIVEN: 'They said what they thought of a viewing, or thought better of it.',
})

@Directive('@key(fields: "id")')
@ObjectType('Deal', {
  implements: Node,
  description: 'What the company does for one contact: properties are offered in it.',
})
export class Deal implements Pick<DealRow, 'title' | 'status' | 'closedAt' | 'version' | 'createdAt'> {
  @Field(() => ID)
  id!: string

  @Field(() => String, { nullable: true, description: 'What it is about, in a few words.' })
  title!: string | null

  @Field(() => DealStatus, { description: 'Whether it goes on, or how it ended.' })
  status!: DealRow['status']

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it is open.' })
  closedAt!: Date | null

  @Field(() => Int, {
    description: 'Counts what staff changed; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number

  @Field(() => DateTime, { description: 'When it began.' })
  createdAt!: Date
}

export const DealConnection = connectionType('Deal', () => Deal)

@ObjectType('DealClientChange', {
  description: 'One thing that the client changed through the portal: who, what, when (VIE-5).',
})
export class DealClientChange implements Pick<DealClientChangeRow, 'number' | 'change' | 'byId' | 'at'> {
  @Field(() => Int, { description: 'Counts the deal’s; `dealClientChangesSee` takes it.' })
  number!: number

  @Field(() => ClientChange, { description: 'What they did.' })
  change!: DealClientChangeRow['change']

  @Field(() => ID, { description: 'The portal account that did it.' })
  byId!: DealClientChangeRow['byId']

  @Field(() => DateTime, { description: 'When they did it.' })
  at!: Date
}

export const DealClientChangeConnection = connectionType('DealClientChange', () => DealClientChange)

@InputType({ description: 'Which deals a list shows; what is not given does not narrow it.' })
export class DealFilter {
  @Field(() => [DealStatus], { nullable: true, description: 'Those of one of these statuses.' })
  statuses?: DealRow['status'][]

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the client changed something that staff have not seen (VIE-5); for staff only.',
  })
  isChangedByClient?: boolean
}

@InputType({ description: 'A new deal.' })
export class DealCreateInput implements DealDraft {
  @Field(() => ID, { description: 'The contact it is made for.' })
  contactId!: string

  @Field(() => String, { nullable: true, description: 'What it is about; at most 200 characters.' })
  title?: string
}

@InputType({ description: 'What a deal is about from now on.' })
export class DealUpdateInput implements DealNamed {
  @Field(() => ID, { description: 'The deal that gets the title.' })
  dealId!: string

  @Field(() => String, { nullable: true, description: 'At most 200 characters; none if absent.' })
  title?: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@InputType({ description: 'How a deal ended.' })
export class DealCloseInput implements DealNamed {
  @Field(() => ID, { description: 'The deal that ended.' })
  dealId!: string

  @Field(() => DealOutcome, { description: 'Whether it ended well.' })
  outcome!: keyof typeof DealOutcome

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@InputType({ description: 'Which deal goes on.' })
export class DealReopenInput {
  @Field(() => ID, { description: 'The deal, which may be open.' })
  dealId!: string
}

@InputType({ description: 'Of which deal staff have seen what the client changed.' })
export class DealClientChangesSeeInput {
  @Field(() => ID, { description: 'The deal whose mark is taken away.' })
  dealId!: string

  @Field(() => Int, {
    nullable: true,
    description: 'The `number` of the last change that was read, so that no later one passes unseen; all if absent.',
  })
  upTo?: number
}

@ObjectType({ description: 'What `dealUpdate` did.' })
export class DealUpdatePayload extends Payload {
  @Field(() => Deal, { nullable: true, description: 'The deal as it is now.' })
  deal?: Deal
}

@ObjectType({ description: 'What `dealClose` did.' })
export class DealClosePayload extends Payload {
  @Field(() => Deal, { nullable: true, description: 'The deal as it is now.' })
  deal?: Deal
}

@ObjectType({ description: 'What `dealReopen` did.' })
export class DealReopenPayload extends Payload {
  @Field(() => Deal, { nullable: true, description: 'The deal as it is now.' })
  deal?: Deal
}

@ObjectType({ description: 'What `dealClientChangesSee` did.' })
export class DealClientChangesSeePayload extends Payload {
  @Field(() => Deal, { nullable: true, description: 'The deal as it is now.' })
  deal?: Deal
}

@ObjectType({ description: 'What `dealCreate` did.' })
export class DealCreatePayload extends Payload {
  @Field(() => Deal, { nullable: true, description: 'The new deal.' })
  deal?: Deal
}
