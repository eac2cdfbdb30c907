import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { DealDraft } from './commands.ts'
import type { DealRow } from './tables.ts'

@Directive('@key(fields: "id")')
@ObjectType('Deal', {
  implements: Node,
  description: 'What the company does for one contact: properties are offered in it.',
})
export class Deal implements Pick<DealRow, 'title' | 'createdAt'> {
  @Field(() => ID)
  id!: string

  @Field(() => String, { nullable: true, description: 'What it is about, in a few words.' })
  title!: string | null

  @Field(() => DateTime, { description: 'When it began.' })
  createdAt!: Date
}

export const DealConnection = connectionType('Deal', () => Deal)

@InputType({ description: 'A new deal.' })
export class DealCreateInput implements DealDraft {
  @Field(() => ID, { description: 'The contact it is made for.' })
  contactId!: string

  @Field(() => String, { nullable: true, description: 'What it is about; at most 200 characters.' })
  title?: string
}

@ObjectType({ description: 'What `dealCreate` did.' })
export class DealCreatePayload extends Payload {
  @Field(() => Deal, { nullable: true, description: 'The new deal.' })
  deal?: Deal
}
