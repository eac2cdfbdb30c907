import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime, NonNegativeInt } from '../../kernel/scalars.ts'
import type { AddressDraft, PropertyDraft } from './property.ts'
import { propertyKind, type PropertyRow } from './tables.ts'

const PropertyKind = enumType(propertyKind, 'PropertyKind', 'What sort of property it is.', {
  HOUSE: 'A house with its ground.',
  APARTMENT: 'A dwelling in a building with others.',
  ROOM: 'A room in a shared dwelling.',
  LAND: 'Ground without a building.',
  COMMERCIAL: 'A shop, an office, a hall.',
  PARKING: 'A garage or a parking space.',
})

@ObjectType('Money', { simpleResolvers: true, description: 'An amount in one currency.' })
export class Money {
  @Field(() => NonNegativeInt, { description: 'In the currency’s minor units, such as cents; may exceed 32 bits.' })
  amount!: number

  @Field(() => String, { description: 'An ISO 4217 code such as `EUR`.' })
  currency!: string
}

@ObjectType('Address', { simpleResolvers: true, description: 'Where a property stands, as a letter would name it.' })
export class Address implements Pick<PropertyRow, 'street' | 'postalCode' | 'city' | 'region' | 'country'> {
  @Field(() => String, { description: 'Street and number.' })
  street!: string

  @Field(() => String, { description: 'Empty where there is none.' })
  postalCode!: string

  @Field(() => String, { description: 'City, town or village.' })
  city!: string

  @Field(() => String, { nullable: true, description: 'State, province or district, where addresses name one.' })
  region!: string | null

  @Field(() => String, { description: 'An ISO 3166 code of two letters such as `PT`.' })
  country!: string
}

@Directive('@key(fields: "id")')
@ObjectType('Property', { implements: Node, description: 'Something that is sold or let, and can be viewed.' })
export class Property implements Pick<
  PropertyRow,
  'reference' | 'title' | 'description' | 'kind' | 'timeZone' | 'version' | 'createdAt'
> {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'The company’s own number or name for it; unique within the company.' })
  reference!: string

  @Field(() => String, { description: 'What it is called in lists, in one line.' })
  title!: string

  @Field(() => String, { description: 'Plain text; may be empty.' })
  description!: string

  @Field(() => PropertyKind, { description: 'What sort of property it is.' })
  kind!: PropertyRow['kind']

  @Field(() => String, {
    description: 'The IANA zone in which dates and times of day at this property are meant, such as `Europe/Lisbon`.',
  })
  timeZone!: string

  @Field(() => Int, { description: 'Counts the changes.' })
  version!: number

  @Field(() => DateTime, { description: 'When it was made known.' })
  createdAt!: Date
}

export const PropertyConnection = connectionType('Property', () => Property)

@InputType({ description: 'An amount in one currency.' })
export class MoneyInput {
  @Field(() => NonNegativeInt, { description: 'In the currency’s minor units, such as cents.' })
  amount!: number

  @Field(() => String, { description: 'An ISO 4217 code such as `EUR`.' })
  currency!: string
}

@InputType({ description: 'Where a property stands.' })
export class AddressInput implements AddressDraft {
  @Field(() => String, { description: 'Street and number; at most 200 characters.' })
  street!: string

  @Field(() => String, { defaultValue: '', description: 'At most 20 characters.' })
  postalCode!: string

  @Field(() => String, { description: 'City, town or village; at most 100 characters.' })
  city!: string

  @Field(() => String, { nullable: true, description: 'State, province or district; at most 100 characters.' })
  region?: string

  @Field(() => String, { description: 'An ISO 3166 code of two capital letters such as `PT`.' })
  country!: string
}

@InputType({ description: 'A new property.' })
export class PropertyCreateInput implements PropertyDraft {
  @Field(() => String, { description: 'Unique within the company; at most 50 characters.' })
  reference!: string

  @Field(() => String, { description: 'One line of at most 200 characters.' })
  title!: string

  @Field(() => String, { defaultValue: '', description: 'Plain text of at most 10,000 characters.' })
  description!: string

  @Field(() => PropertyKind, { description: 'What sort of property it is.' })
  kind!: PropertyRow['kind']

  @Field(() => MoneyInput, { description: 'What is asked for it.' })
  price!: MoneyInput

  @Field(() => AddressInput, { description: 'Where it stands.' })
  address!: AddressInput

  @Field(() => String, { description: 'Its IANA time zone such as `Europe/Lisbon`.' })
  timeZone!: string
}

@ObjectType({ description: 'What `propertyCreate` did.' })
export class PropertyCreatePayload extends Payload {
  @Field(() => Property, { nullable: true, description: 'The new property.' })
  property?: Property
}
