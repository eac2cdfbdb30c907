import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import type { NewAgent } from './agent.ts'
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
