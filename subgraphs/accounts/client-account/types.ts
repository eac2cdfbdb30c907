import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime, SafeInt } from '../../kernel/scalars.ts'
import type { Balance as BalanceValue, NewClientAccount } from './client-account.ts'
import type { ClientAccountUpdate } from './commands.ts'
import { clientAccountKind, type ClientAccountRow } from './tables.ts'

export const ClientAccountKind = enumType(clientAccountKind, 'ClientAccountKind', 'What a client account is kept of.', {
  TENANCY: 'A client rents something.',
  OWNERSHIP: 'A client owns something that the company looks after.',
  FACTORING: 'The company has paid a client what others owe them.',
})

@ObjectType('Balance', {
  simpleResolvers: true,
  description: 'An amount in one currency, which may be less than nothing.',
})
export class Balance {
  @Field(() => SafeInt, { description: 'In the currency’s minor units, such as cents; below 0 the client owes it.' })
  amount!: number

  @Field(() => String, { description: 'An ISO 4217 code such as `EUR`.' })
  currency!: string
}

@Directive('@key(fields: "id")')
@ObjectType('ClientAccount', {
  implements: Node,
  description: 'What the company keeps accounts of with its clients: one may be several clients’ (ACC-14).',
})
export class ClientAccount implements Pick<
  ClientAccountRow,
  'id' | 'kind' | 'reference' | 'name' | 'createdAt' | 'version'
> {
  @Field(() => ID)
  id!: ClientAccountRow['id']

  @Field(() => ClientAccountKind, { description: 'What it is kept of.' })
  kind!: ClientAccountRow['kind']

  @Field(() => String, { description: 'As it stands in the company’s books; unique among those of its kind.' })
  reference!: string

  @Field(() => String, { description: 'What it is called, such as the address that is let.' })
  name!: string

  @Field(() => DateTime, { description: 'When it was made known here.' })
  createdAt!: Date

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number
}

export const ClientAccountConnection = connectionType('ClientAccount', () => ClientAccount)

@InputType({ description: 'Which client accounts a list shows; what is not given does not narrow it.' })
export class ClientAccountFilter {
  @Field(() => [ClientAccountKind], { nullable: true, description: 'Those of one of these kinds.' })
  kinds?: ClientAccountRow['kind'][]
}

@InputType({ description: 'An amount in one currency, which may be less than nothing.' })
export class BalanceInput implements BalanceValue {
  @Field(() => SafeInt, { description: 'In the currency’s minor units, such as cents; below 0 the client owes it.' })
  amount!: number

  @Field(() => String, { description: 'An ISO 4217 code such as `EUR`.' })
  currency!: string
}

@InputType({ description: 'A new client account.' })
export class ClientAccountCreateInput implements NewClientAccount {
  @Field(() => ClientAccountKind, { description: 'What it is kept of.' })
  kind!: ClientAccountRow['kind']

  @Field(() => String, { description: '1 to 50 characters, unique among those of its kind.' })
  reference!: string

  @Field(() => String, { description: '1 to 200 characters.' })
  name!: string

  @Field(() => BalanceInput, { description: 'How it stands.' })
  balance!: BalanceInput
}

@InputType({ description: 'What is to be changed of a client account; what is absent stays.' })
export class ClientAccountUpdateInput implements ClientAccountUpdate {
  @Field(() => ID, { description: 'One that the asker sees.' })
  clientAccountId!: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number

  @Field(() => String, { nullable: true, description: '1 to 50 characters, unique among those of its kind.' })
  reference?: string

  @Field(() => String, { nullable: true, description: '1 to 200 characters.' })
  name?: string

  @Field(() => BalanceInput, { nullable: true, description: 'How it stands.' })
  balance?: BalanceInput
}

@ObjectType({ description: 'What `clientAccountCreate` did.' })
export class ClientAccountCreatePayload extends Payload {
  @Field(() => ClientAccount, { nullable: true, description: 'The new client account, which is nobody’s yet.' })
  clientAccount?: ClientAccount
}

@ObjectType({ description: 'What `clientAccountUpdate` did.' })
export class ClientAccountUpdatePayload extends Payload {
  @Field(() => ClientAccount, { nullable: true, description: 'The client account as it is now.' })
  clientAccount?: ClientAccount
}
