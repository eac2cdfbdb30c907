import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import type { Scope } from '../../kernel/actor.ts'
import { enumType } from '../../kernel/enums.ts'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { ApiKeyStatus as Status } from './api-key.ts'
import type { ApiKeyDraft, ApiKeyUpdate } from './commands.ts'
import { apiKeyScope, type ApiKeyRow } from './tables.ts'

export const ApiKeyScope = enumType(
  apiKeyScope,
  'ApiKeyScope',
  'What an API key may do of what its member may. Reading is a query, a subscription, and a field that leads from one part ' +
    'to another; writing is a mutation, whose answer shows what its part knows of the thing changed, but no list. A ' +
    'mutation that must look into another part first, for a contact or an agent it is given, needs to read there, too.',
  {
    ACCOUNTS_READ: 'To read agents and teams, portal accounts, client accounts and portal settings.',
    ACCOUNTS_WRITE: 'To make portal accounts and change them and the portal; never what staff or keys come in with.',
    CONTACTS_READ: 'To read contacts, their activities and notes.',
    CONTACTS_WRITE: 'To make contacts, review and change them, and write notes about them.',
    VIEWINGS_READ: 'To read properties, deals, offers and viewings, and to follow viewings.',
    VIEWINGS_WRITE: 'To make and change properties, deals, offers and viewings.',
    TICKETS_READ: 'To read tickets and requests, and to follow them.',
    TICKETS_WRITE: 'To make tickets, answer and change them.',
  },
)

export const ApiKeyStatus: { [S in Status]: S } = { ACTIVE: 'ACTIVE', EXPIRED: 'EXPIRED', REVOKED: 'REVOKED' }
registerEnumType(ApiKeyStatus, {
  name: 'ApiKeyStatus',
  description: 'What has become of an API key. An active one whose member may not come in is refused all the same.',
  valuesConfig: {
    ACTIVE: { description: 'It may be used.' },
    EXPIRED: { description: 'Its time is over; make a new one.' },
    REVOKED: { description: 'An ADMIN has ended it.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType('ApiKey', {
  implements: Node,
  description:
    'A key by which a program of the company comes in, in the name of a member of staff (ACC-29). It may do what they may, ' +
    'as far as its scopes go, and as long as they may come in.',
})
export class ApiKey implements Pick<ApiKeyRow, 'name' | 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'revokedAt'> {
  @Field(() => ID)
  id!: ApiKeyRow['id']

  @Field(() => String, { description: 'What it is for, as its maker calls it.' })
  name!: string

  @Field(() => [ApiKeyScope], { description: 'What it may do of what its member may.' })
  scopes!: Scope[]

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date

  @Field(() => DateTime, { description: 'When it stops working.' })
  expiresAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was used last, to the minute; null for one that never was. From where is not kept.',
  })
  lastUsedAt!: Date | null

  @Field(() => DateTime, { nullable: true, description: 'When an ADMIN ended it; null for one that nobody has.' })
  revokedAt!: Date | null

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number
}

export const ApiKeyConnection = connectionType('ApiKey', () => ApiKey)

@InputType({ description: 'Which API keys a list shows; what is not given does not narrow it.' })
export class ApiKeyFilter {
  @Field(() => [ApiKeyStatus], { nullable: true, description: 'Those of one of these statuses.' })
  statuses?: Status[]
}

@InputType({ description: 'A new API key.' })
export class ApiKeyCreateInput implements ApiKeyDraft {
  @Field(() => String, { description: 'What it is for; 1 to 100 characters.' })
  name!: string

  @Field(() => [ApiKeyScope], { description: 'What it may do of what its member may; at least one.' })
  scopes!: Scope[]

  @Field(() => ID, { nullable: true, description: 'The member of staff for whom it acts; the asker if absent.' })
  memberId?: string

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it stops working: in 90 days if absent, in a year at the latest.',
  })
  expiresAt?: Date
}

@ObjectType({ description: 'What `apiKeyCreate` did.' })
export class ApiKeyCreatePayload extends Payload {
  @Field(() => ApiKey, { nullable: true, description: 'The new key.' })
  apiKey?: ApiKey

  @Field(() => String, {
    nullable: true,
    description:
      'The key itself, for the header `Authorization: Bearer …`. It is shown this once and kept nowhere: keep it where ' +
      'only the program reads that uses it.',
  })
  secret?: string
}

@InputType({ description: 'What an API key is called and may do from now on; what is absent stays.' })
export class ApiKeyUpdateInput implements ApiKeyUpdate {
  @Field(() => ID, { description: 'The key, which is still active.' })
  apiKeyId!: string

  @Field(() => String, { nullable: true, description: '1 to 100 characters.' })
  name?: string

  @Field(() => [ApiKeyScope], { nullable: true, description: 'All that it may do from now on; at least one.' })
  scopes?: Scope[]

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@ObjectType({ description: 'What `apiKeyUpdate` did.' })
export class ApiKeyUpdatePayload extends Payload {
  @Field(() => ApiKey, { nullable: true, description: 'The key as it is now.' })
  apiKey?: ApiKey
}

@InputType({ description: 'Which API key ends.' })
export class ApiKeyRevokeInput {
  @Field(() => ID, { description: 'The key. It cannot be used again, nor be brought back.' })
  apiKeyId!: string
}

@ObjectType({ description: 'What `apiKeyRevoke` did.' })
export class ApiKeyRevokePayload extends Payload {
  @Field(() => ApiKey, { nullable: true, description: 'The key, which has ended.' })
  apiKey?: ApiKey
}
