import type { AgentId } from '../kernel/ids.ts'
import { Directive, Field, ID, ObjectType } from 'type-graphql'

/** An agent, whom accounts owns; contacts adds the contacts they are responsible for. */
@Directive('@key(fields: "id")')
@ObjectType('Agent')
export class Agent {
  @Field(() => ID)
  id!: AgentId
}
