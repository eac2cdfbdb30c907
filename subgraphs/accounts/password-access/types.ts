import { Field, InputType, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { PortalAccount } from '../portal-account/types.ts'
import type { AccessPerson } from './password-access.ts'

@InputType({ description: 'Who is given access by a password. At least one of the two names is wanted.' })
export class PasswordAccessGiveInput implements AccessPerson {
  @Field(() => String, {
    description: 'What they log in with, and where the temporary password is mailed; at most 254 characters.',
  })
  email!: string

  @Field(() => String, { defaultValue: '', description: 'At most 100 characters.' })
  firstName!: string

  @Field(() => String, { defaultValue: '', description: 'At most 100 characters.' })
  lastName!: string

  @Field(() => String, { defaultValue: 'en', description: 'An RFC 5646 tag such as `en` or `pt-BR`.' })
  language!: string
}

@ObjectType({ description: 'What `passwordAccessGive` did.' })
export class PasswordAccessGivePayload extends Payload {
  @Field(() => PortalAccount, { nullable: true, description: 'The new account; its mail is on its way.' })
  portalAccount?: PortalAccount
}
