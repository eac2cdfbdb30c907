import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Payload } from '../../kernel/payload.ts'
import { Viewing } from '../viewing/types.ts'
import type { Accompaniment } from './arrangement.ts'
import type { ArrangementDraft } from './commands.ts'
import { accompaniment, type ArrangementRow } from './tables.ts'

const AccompanimentKind = enumType(accompaniment, 'AccompanimentKind', 'Who goes along to a viewing.', {
  AGENT: 'Somebody of the company.',
  OWNER: 'Whose property it is.',
  TENANT: 'Who lives there.',
  NOBODY: 'The client goes alone.',
})

@ObjectType('ViewingAccompaniment', { simpleResolvers: true, description: 'Who goes along to a viewing.' })
export class ViewingAccompaniment implements Accompaniment {
  @Field(() => AccompanimentKind, { description: 'In which part.' })
  kind!: Accompaniment['kind']

  @Field(() => String, { nullable: true, description: 'By name; null where staff have given none.' })
  name!: string | null
}

@ObjectType('ViewingArrangements', {
  simpleResolvers: true,
  description: 'What staff have to see to for a viewing. For ADMIN and AGENT.',
})
export class ViewingArrangements implements Pick<ArrangementRow, 'keys' | 'notice' | 'notes' | 'version'> {
  @Field(() => String, { nullable: true, description: 'Where the keys are, and who brings them.' })
  keys!: string | null

  @Field(() => String, { nullable: true, description: 'Who must be told beforehand, and how long.' })
  notice!: string | null

  @Field(() => String, { nullable: true, description: 'What else there is to know.' })
  notes!: string | null

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number
}

@InputType({ description: 'Who goes along to a viewing.' })
export class ViewingAccompanimentInput implements Accompaniment {
  @Field(() => AccompanimentKind, { description: 'In which part.' })
  kind!: Accompaniment['kind']

  @Field(() => String, {
    nullable: true,
    description: 'By name, which the client reads: at most 100 characters. Not kept where nobody goes along.',
  })
  name?: string
}

@InputType({ description: 'What is arranged for a viewing; what is absent stays, and null takes away.' })
export class ViewingArrangeInput implements ArrangementDraft {
  @Field(() => ID, { description: 'A viewing that is neither rejected nor cancelled.' })
  viewingId!: string

  @Field(() => ViewingAccompanimentInput, { nullable: true, description: 'Who goes along; the client reads it.' })
  accompaniment?: ViewingAccompanimentInput | null

  @Field(() => String, { nullable: true, description: 'Where the keys are: at most 500 characters.' })
  keys?: string | null

  @Field(() => String, { nullable: true, description: 'Who must be told beforehand: at most 500 characters.' })
  notice?: string | null

  @Field(() => String, { nullable: true, description: 'What else there is to know: at most 5,000 characters.' })
  notes?: string | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The `version` of the arrangements that was read, 0 where there were none; another one is VERSION_MISMATCH.',
  })
  expectedVersion?: number
}

@ObjectType({ description: 'What `viewingArrange` did.' })
export class ViewingArrangePayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing with what is arranged for it.' })
  viewing?: Viewing
}
