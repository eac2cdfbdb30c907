import { Field, InputType, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { PortalSettings } from '../portal/types.ts'
import type { PortalKeyView } from './queries.ts'

@ObjectType('PortalKey', {
  simpleResolvers: true,
  description:
    'A public key by which frontends and mails lead to the company’s portal. It is no secret and no API key.',
})
export class PortalKey implements PortalKeyView {
  @Field(() => String, { description: 'What stands in the frontend’s address and in `clientLogIn`.' })
  key!: string

  @Field(() => Boolean, { description: 'Whether mails lead there.' })
  isCurrent!: boolean

  @Field(() => DateTime, { description: 'Since when it leads there.' })
  createdAt!: Date
}

@InputType({ description: 'The portal’s next key.' })
export class PortalKeyRotateInput {
  @Field(() => String, {
    nullable: true,
    description: '4 to 60 small letters, digits and inner hyphens; made up if absent. No key serves twice.',
  })
  key?: string
}

@ObjectType({ description: 'What `portalKeyRotate` did.' })
export class PortalKeyRotatePayload extends Payload {
  @Field(() => PortalSettings, { nullable: true, description: 'The settings with the new key.' })
  portalSettings?: PortalSettings
}

@InputType({ description: 'Which key shall lead nowhere any more.' })
export class PortalKeyRetireInput {
  @Field(() => String, { description: 'An earlier key of the company’s portal; not the current one.' })
  key!: string
}

@ObjectType({ description: 'What `portalKeyRetire` did.' })
export class PortalKeyRetirePayload extends Payload {
  @Field(() => PortalSettings, { nullable: true, description: 'The settings without the key.' })
  portalSettings?: PortalSettings
}
