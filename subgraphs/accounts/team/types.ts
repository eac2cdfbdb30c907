import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { TeamDraft, TeamUpdate } from './commands.ts'
import type { TeamRow } from './tables.ts'

@Directive('@key(fields: "id")')
@ObjectType('Team', { implements: Node, description: 'Members of staff who work together (ACC-27). For staff.' })
export class Team implements Pick<TeamRow, 'name' | 'version' | 'createdAt'> {
  @Field(() => ID)
  id!: TeamRow['id']

  @Field(() => String, { description: 'What it is called; no two teams of a company share a name.' })
  name!: string

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date
}

export const TeamConnection = connectionType('Team', () => Team)

@InputType({ description: 'A new team.' })
export class TeamCreateInput implements TeamDraft {
  @Field(() => String, { description: '1 to 100 characters; no other team’s name.' })
  name!: string

  @Field(() => [ID], { nullable: true, description: 'Who is in it: members of staff who have not left; at most 200.' })
  memberIds?: string[]
}

@ObjectType({ description: 'What `teamCreate` did.' })
export class TeamCreatePayload extends Payload {
  @Field(() => Team, { nullable: true, description: 'The new team.' })
  team?: Team
}

@InputType({ description: 'What a team is called and who is in it from now on; what is absent stays.' })
export class TeamUpdateInput implements TeamUpdate {
  @Field(() => ID, { description: 'The team that is to be changed.' })
  teamId!: string

  @Field(() => String, { nullable: true, description: '1 to 100 characters; no other team’s name.' })
  name?: string

  @Field(() => [ID], { nullable: true, description: 'All who are in it from now on; at most 200.' })
  memberIds?: string[]

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@ObjectType({ description: 'What `teamUpdate` did.' })
export class TeamUpdatePayload extends Payload {
  @Field(() => Team, { nullable: true, description: 'The team as it is now.' })
  team?: Team
}

@InputType({ description: 'Which team ends.' })
export class TeamDeleteInput {
  @Field(() => ID, { description: 'The team. Its members stay members of staff.' })
  teamId!: string
}

@ObjectType({ description: 'What `teamDelete` did.' })
export class TeamDeletePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The team that is no more.' })
  teamId?: string
}
