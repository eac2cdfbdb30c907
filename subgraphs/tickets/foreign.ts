import { Directive, Field, ID, ObjectType } from 'type-graphql'
import type { AccountId, AgentId, ContactId } from '../kernel/ids.ts'

/** An agent, whom accounts owns; tickets adds what is assigned to them. */
@Directive('@key(fields: "id")')
@ObjectType('Agent')
export class Agent {
  @Field(() => ID)
  id!: AgentId
}

/** A portal account, which accounts owns; tickets adds what was asked with it. */
@Directive('@key(fields: "id")')
@ObjectType('PortalAccount')
export class PortalAccount {
  @Field(() => ID)
  id!: AccountId
}

/** A contact, whom contacts owns; tickets adds what they asked. */
@Directive('@key(fields: "id")')
@ObjectType('Contact')
export class Contact {
  @Field(() => ID)
  id!: ContactId
}
