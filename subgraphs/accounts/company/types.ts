import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { Agent } from '../agent/types.ts'
import type { CompanyRow } from './tables.ts'

@ObjectType('Company', { description: 'A company that works with Portico; the asker’s own.' })
export class Company implements Pick<CompanyRow, 'name'> {
  @Field(() => ID, { description: 'Opaque and global.' })
  id!: CompanyRow['companyId']

  @Field(() => String, { description: 'As clients know it.' })
  name!: string
}

@InputType({ description: 'The first company of a new server, and its first administrator.' })
export class CompanyFoundInput {
  @Field(() => String, { description: 'As clients know it; 1 to 100 characters.' })
  name!: string

  @Field(() => String, {
    description: 'What staff type to log in, such as `harbour-homes`: 2 to 40 small letters, digits and inner hyphens.',
  })
  handle!: string

  @Field(() => String, { description: 'What the administrator logs in with; at most 254 characters.' })
  email!: string

  @Field(() => String, { description: 'The administrator’s; 1 to 100 characters.' })
  firstName!: string

  @Field(() => String, { description: 'The administrator’s; 1 to 100 characters.' })
  lastName!: string

  @Field(() => String, { description: 'The administrator’s, of their own choice; 8 to 100 characters.' })
  password!: string
}

@ObjectType({ description: 'What `companyFound` did.' })
export class CompanyFoundPayload extends Payload {
  @Field(() => Company, { nullable: true, description: 'The new company; its administrator logs in next.' })
  company?: Company

  @Field(() => String, { nullable: true, description: 'The public key by which clients come to its portal.' })
  portalKey?: string
}

@InputType({ description: 'Who shall be the company’s administrator.' })
export class AdministratorAppointInput {
  @Field(() => ID, { description: 'A member of staff with the role ADMIN who has not left.' })
  agentId!: string
}

@ObjectType({ description: 'What `administratorAppoint` did.' })
export class AdministratorAppointPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The company’s administrator now.' })
  agent?: Agent
}
