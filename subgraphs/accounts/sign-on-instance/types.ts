import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { PortalSettings } from '../portal/types.ts'
import type { InstanceUpdate } from './commands.ts'
import type { NewInstance } from './sign-on-instance.ts'
import type { SignOnInstanceRow } from './tables.ts'

@Directive('@key(fields: "id")')
@ObjectType('SignOnInstance', {
  description:
    'An installation of the company’s product by which clients sign on: an OpenID provider (ACC-21). For ADMIN.',
})
export class SignOnInstance implements Omit<SignOnInstanceRow, 'companyId' | 'sealedSecret'> {
  @Field(() => ID)
  id!: SignOnInstanceRow['id']

  @Field(() => String, { description: 'As clients know it.' })
  name!: string

  @Field(() => String, { description: 'As the provider calls itself.' })
  issuer!: string

  @Field(() => String, { description: 'What the provider calls this product.' })
  clientId!: string

  @Field(() => String, { description: 'Where the product is used.' })
  productUrl!: string

  @Field(() => Boolean, { description: 'Whether clients are sent to it who came from a wrong one (ACC-22).' })
  isMain!: boolean

  @Field(() => Boolean, { description: 'Whether one may sign on by it.' })
  isEnabled!: boolean

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number
}

export const SignOnInstanceConnection = connectionType('SignOnInstance', () => SignOnInstance)

@ObjectType('SignOnOption', {
  simpleResolvers: true,
  description: 'An installation of the company’s product by which one may sign on.',
})
export class SignOnOption {
  @Field(() => ID, { description: 'For `signOnStart`.' })
  instanceId!: SignOnInstanceRow['id']

  @Field(() => String, { description: 'As clients know it.' })
  name!: string
}

@ObjectType('PortalSignOn', { simpleResolvers: true, description: 'How clients come in by the company’s product.' })
export class PortalSignOn {
  @Field(() => [SignOnOption], {
    description: 'From where one may sign on now, in the order to show them; at most 20.',
  })
  instances!: SignOnOption[]
}

@ObjectType('SignOnSettings', { description: 'By which providers clients come in, and what those are to be told.' })
export class SignOnSettings {
  @Field(() => String, { description: 'The redirect URI to be registered at each provider.' })
  redirectUrl!: string

  @Field(() => String, {
    description:
      'The address for one click from the product (OpenID Connect Core, section 4): with `?iss=`, the issuer, and ' +
      '`&portal=`, the portal’s key.',
  })
  startUrl!: string
}

@InputType({ description: 'Another installation of the company’s product by which clients sign on.' })
export class SignOnInstanceCreateInput implements NewInstance {
  @Field(() => String, { description: 'As clients know it; 1 to 100 characters.' })
  name!: string

  @Field(() => String, {
    description:
      'The provider’s issuer: an address with https, without query or fragment. Its discovery document stands below it. It never changes.',
  })
  issuer!: string

  @Field(() => String, { description: 'What the provider calls this product; at most 255 characters.' })
  clientId!: string

  @Field(() => String, {
    description: 'What the provider gave for it; at most 1000 characters. It is never shown again.',
  })
  clientSecret!: string

  @Field(() => String, { description: 'Where the product is used: an address with https.' })
  productUrl!: string

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether clients are sent to it who came from a wrong one (ACC-22); there is one. The first one is.',
  })
  isMain?: boolean

  @Field(() => Boolean, { nullable: true, description: 'Whether one may sign on by it; true if absent.' })
  isEnabled?: boolean
}

@InputType({ description: 'How an instance is set from now on; what is absent stays.' })
export class SignOnInstanceUpdateInput implements InstanceUpdate {
  @Field(() => ID, { description: 'One of the company’s.' })
  instanceId!: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number

  @Field(() => String, { nullable: true, description: '1 to 100 characters.' })
  name?: string

  @Field(() => String, { nullable: true, description: 'At most 255 characters.' })
  clientId?: string

  @Field(() => String, { nullable: true, description: 'A new one; at most 1000 characters.' })
  clientSecret?: string

  @Field(() => String, { nullable: true, description: 'An address with https.' })
  productUrl?: string

  @Field(() => Boolean, { nullable: true, description: 'True takes it from the one that was it before.' })
  isMain?: boolean

  @Field(() => Boolean, { nullable: true, description: 'Sessions that were begun by it go on in any case.' })
  isEnabled?: boolean
}

@InputType({ description: 'Which instance goes.' })
export class SignOnInstanceDeleteInput {
  @Field(() => ID, { description: 'The instance. Links of accounts to it go with it.' })
  instanceId!: string
}

@ObjectType({ description: 'What `signOnInstanceCreate` did.' })
export class SignOnInstanceCreatePayload extends Payload {
  @Field(() => SignOnInstance, { nullable: true, description: 'The new instance.' })
  instance?: SignOnInstance
}

@ObjectType({ description: 'What `signOnInstanceUpdate` did.' })
export class SignOnInstanceUpdatePayload extends Payload {
  @Field(() => SignOnInstance, { nullable: true, description: 'The instance as it is now.' })
  instance?: SignOnInstance
}

@ObjectType({ description: 'What `signOnInstanceDelete` did.' })
export class SignOnInstanceDeletePayload extends Payload {
  @Field(() => PortalSettings, { nullable: true, description: 'The settings as they are now.' })
  portalSettings?: PortalSettings
}
