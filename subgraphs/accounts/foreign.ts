import { Directive, Field, ID, ObjectType } from 'type-graphql'
import type { ContactId } from '../kernel/ids.ts'

/** A contact, whom contacts owns; accounts adds its portal account. */
@Directive('@key(fields: "id")')
@ObjectType('Contact')
export class Contact {
  @Field(() => ID)
  id!: ContactId
}
