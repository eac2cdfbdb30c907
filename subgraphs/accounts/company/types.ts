import { Field, ID, ObjectType } from 'type-graphql'
import type { CompanyRow } from './tables.ts'

@ObjectType('Company', { description: 'A company that works with Portico; the asker’s own.' })
export class Company implements Pick<CompanyRow, 'name'> {
  @Field(() => ID, { description: 'Opaque and global.' })
  id!: CompanyRow['companyId']

  @Field(() => String, { description: 'As clients know it.' })
  name!: string
}
