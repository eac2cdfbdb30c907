import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { Contact } from '../contact/types.ts'
import type { LeadDraft } from './commands.ts'

@Directive('@inaccessible')
@InputType({ description: 'Somebody who registered, and is not known or may be one of several.' })
export class LeadRegisterInput implements LeadDraft {
  @Field(() => ID, { description: 'Their account: each becomes one lead, however often it is asked for.' })
  accountId!: string

  @Field(() => String, { description: 'At most 100 characters.' })
  firstName!: string

  @Field(() => String, { description: 'At most 100 characters.' })
  lastName!: string

  @Field(() => String, { description: 'The address that they have shown to be theirs.' })
  email!: string

  @Field(() => String, { description: 'An RFC 5646 tag such as `en` or `pt-BR`.' })
  language!: string

  @Field(() => String, { nullable: true, description: 'As it is dialled.' })
  phone?: string

  @Field(() => ID, { description: 'Who looks after them at first: the company’s administrator.' })
  responsibleAgentId!: string

  @Field(() => [ID], { defaultValue: [], description: 'Whom the address stands for already, if they are several.' })
  candidateIds!: string[]
}

@Directive('@inaccessible')
@ObjectType({ description: 'What `leadRegister` did.' })
export class LeadRegisterPayload extends Payload {
  @Field(() => Contact, {
    nullable: true,
    description: 'The lead, new or made before; the contact of which it is a part by now.',
  })
  contact?: Contact
}
