import { Directive, Field, ID, ObjectType } from 'type-graphql'
import type { AccountId, AgentId, ContactId } from '../kernel/ids.ts'

/** A contact, whom contacts owns; viewings adds their deals and viewings. */
@Directive('@key(fields: "id")')
@ObjectType('Contact')
export class Contact {
  @Field(() => ID)
  id!: ContactId
}

/** An agent, whom accounts owns; viewings adds their calendar. */
@Directive('@key(fields: "id")')
@ObjectType('Agent')
export class Agent {
  @Field(() => ID)
  id!: AgentId
}

/** A portal account, which accounts owns; viewings adds the properties that its client keeps at hand. */
@Directive('@key(fields: "id")')
@ObjectType('PortalAccount')
export class PortalAccount {
  @Field(() => ID)
  id!: AccountId
}
