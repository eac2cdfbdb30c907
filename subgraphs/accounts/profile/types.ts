import { Field, InputType, Int, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { PortalAccount } from '../portal-account/types.ts'
import type { ProfileUpdate } from './commands.ts'

@InputType({ description: 'Who the asker is from now on; what is absent stays.' })
export class ProfileUpdateInput implements ProfileUpdate {
  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number

  @Field(() => String, { nullable: true, description: '1 to 100 characters.' })
  firstName?: string

  @Field(() => String, { nullable: true, description: '1 to 100 characters.' })
  lastName?: string

  @Field(() => String, { nullable: true, description: 'As it is dialled; null takes it away.' })
  phone?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'An RFC 5646 tag such as `en` or `pt-BR`. Mails are written in it at once; answers follow from the next access ' +
      'token on (`sessionRefresh`).',
  })
  language?: string
}

@ObjectType({ description: 'What `profileUpdate` did.' })
export class ProfileUpdatePayload extends Payload {
  @Field(() => PortalAccount, { nullable: true, description: 'The account as it is now.' })
  portalAccount?: PortalAccount
}
