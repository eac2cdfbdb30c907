import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import type { NewAgent } from './agent.ts'
import type { AgentUpdate } from './commands.ts'
import type { RosterWanted } from './queries.ts'
import { agentRole, type AgentRow } from './tables.ts'

export const Role = enumType(agentRole, 'Role', 'What a member of staff may do.', {
  ADMIN: 'Everything in the company.',
  AGENT: 'Everything about the contacts they are responsible for.',
  SUPPORT: 'All tickets, and to read those who ask.',
})

@Directive('@key(fields: "id")')
@ObjectType('Agent', { implements: Node, description: 'A member of staff. Clients see the name and the picture only.' })
export class Agent {
  @Field(() => ID)
  id!: AgentRow['id']
}

export const AgentConnection = connectionType('Agent', () => Agent)

@InputType({ description: 'Which part of the roster a list shows; what is not given does not narrow it.' })
export class AgentFilter implements RosterWanted {
  @Field(() => [Role], { nullable: true, description: 'Whose role is one of these.' })
  roles?: AgentRow['role'][]

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Those who have left, and only those; else those who are here.',
  })
  hasLeft!: boolean

  @Field(() => ID, { nullable: true, description: 'Who is in this team.' })
  teamId?: string
}

@InputType({ description: 'A new member of staff.' })
export class AgentInviteInput implements NewAgent {
  @Field(() => String, { description: 'What they log in with; at most 254 characters.' })
  email!: string

  @Field(() => String, { description: '1 to 100 characters.' })
  firstName!: string

  @Field(() => String, { description: '1 to 100 characters.' })
  lastName!: string

  @Field(() => Role, { description: 'What they may do.' })
  role!: AgentRow['role']
}

@ObjectType({ description: 'What `agentInvite` did.' })
export class AgentInvitePayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The new member of staff.' })
  agent?: Agent
}

@InputType({ description: 'Who is mailed a new temporary password.' })
export class AgentInvitationResendInput {
  @Field(() => ID, { description: 'A member of staff who has not chosen a password yet.' })
  agentId!: string
}

@ObjectType({ description: 'What `agentInvitationResend` did.' })
export class AgentInvitationResendPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'Who is mailed.' })
  agent?: Agent
}

@InputType({ description: 'What a member of staff is called and logs in with from now on; what is absent stays.' })
export class AgentUpdateInput implements AgentUpdate {
  @Field(() => ID, { nullable: true, description: 'Who; the asker if absent. Others are for an ADMIN.' })
  agentId?: string

  @Field(() => String, { nullable: true, description: '1 to 100 characters.' })
  firstName?: string

  @Field(() => String, { nullable: true, description: '1 to 100 characters.' })
  lastName?: string

  @Field(() => String, {
    nullable: true,
    description: 'What they log in with, for an ADMIN to change; at most 254 characters.',
  })
  email?: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@ObjectType({ description: 'What `agentUpdate` did.' })
export class AgentUpdatePayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The member of staff as they are now.' })
  agent?: Agent
}

@InputType({ description: 'Who may do something else from now on.' })
export class AgentRoleChangeInput {
  @Field(() => ID, { description: 'A member of staff who has not left; not the company’s administrator.' })
  agentId!: string

  @Field(() => Role, { description: 'What they may do.' })
  role!: AgentRow['role']

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@ObjectType({ description: 'What `agentRoleChange` did.' })
export class AgentRoleChangePayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The member of staff as they are now.' })
  agent?: Agent
}

@InputType({ description: 'Who leaves the company.' })
export class AgentLeaveInput {
  @Field(() => ID, { description: 'A member of staff; not the company’s administrator.' })
  agentId!: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@ObjectType({ description: 'What `agentLeave` did.' })
export class AgentLeavePayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'Who has left.' })
  agent?: Agent

  @Field(() => Int, {
    nullable: true,
    description:
      'How many contacts are still theirs, to be given to others by `contactAssign`; 10,000 stands for more.',
  })
  contactsToAssign?: number
}

@InputType({ description: 'Who is back.' })
export class AgentReturnInput {
  @Field(() => ID, { description: 'A member of staff who has left.' })
  agentId!: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@ObjectType({ description: 'What `agentReturn` did.' })
export class AgentReturnPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'Who is back.' })
  agent?: Agent
}
