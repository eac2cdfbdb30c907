import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import type { Requester } from './commands.ts'

@Directive('@inaccessible')
@InputType({ description: 'Somebody who asks for support for the first time.' })
export class SupportAccountOpenInput implements Requester {
  @Field(() => String, { description: 'Where their request came from.' })
  email!: string

  @Field(() => String, { defaultValue: '', description: 'Empty where it is not known.' })
  firstName!: string

  @Field(() => String, { defaultValue: '', description: 'Empty where it is not known.' })
  lastName!: string

  @Field(() => String, { defaultValue: 'en', description: 'An RFC 5646 tag such as `en` or `pt-BR`.' })
  language!: string
}

@Directive('@inaccessible')
@ObjectType({ description: 'What `supportAccountOpen` did.' })
export class SupportAccountOpenPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The draft that was begun; null where none was.' })
  accountId?: string | null
}
