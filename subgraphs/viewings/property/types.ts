import { Directive, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime, NonNegativeInt } from '../../kernel/scalars.ts'
import { AddressInput, GeoPointInput } from '../location/types.ts'
import type { PropertyUpdate } from './commands.ts'
import type { PropertyDraft } from './property.ts'
import { energyLabel, propertyFeature, propertyKind, propertyTransaction, type PropertyRow } from './tables.ts'

export const PropertyKind = enumType(propertyKind, 'PropertyKind', 'What sort of property it is.', {
  HOUSE: 'A house with its ground.',
  APARTMENT: 'A dwelling in a building with others.',
  ROOM: 'A room in a shared dwelling.',
  LAND: 'Ground without a building.',
  COMMERCIAL: 'A shop, an office, a hall.',
  PARKING: 'A garage or a parking space.',
})

export const PropertyTransaction = enumType(
  propertyTransaction,
  'PropertyTransaction',
  'What can be done with a property.',
  {
    SALE: 'It is sold, for its price.',
    RENT: 'It is let, for its price a month.',
  },
)

export const EnergyLabel = enumType(
  energyLabel,
  'EnergyLabel',
  'An energy performance label as it is called where the property stands, from the best to the worst.',
  {
    A_PLUS_4: 'Written A++++, and what is better still.',
    A_PLUS_3: 'Written A+++, the second best.',
    A_PLUS_2: 'Written A++, the third best.',
    A_PLUS: 'Written A+; the best of countries that know no more.',
    A: 'The best of countries without plus signs.',
    B: 'One worse than A.',
    B_MINUS: 'Written B-, between B and C, as in Portugal.',
    C: 'One worse than B.',
    D: 'One worse than C.',
    E: 'One worse than D.',
    F: 'One worse than E.',
    G: 'The worst of most countries.',
    H: 'One worse than G, as in Germany.',
  },
)

export const PropertyFeature = enumType(
  propertyFeature,
  'PropertyFeature',
  'What a property has that others may lack.',
  {
    AIR_CONDITIONING: 'Its rooms can be cooled.',
    BALCONY: 'One can step out of an upper floor.',
    BARRIER_FREE: 'It can be entered and used without steps.',
    CELLAR: 'Rooms below the ground.',
    CHARGING_POINT: 'A place to charge a car.',
    ELEVATOR: 'A lift leads to it.',
    FIREPLACE: 'An open fire or a stove.',
    FITTED_KITCHEN: 'A kitchen that stays.',
    FURNISHED: 'Furniture that stays.',
    GARAGE: 'A roof and walls for a car.',
    GARDEN: 'Green ground of its own, or a share in it.',
    GUEST_TOILET: 'A second toilet.',
    HEAT_PUMP: 'It is heated by a heat pump.',
    NEW_BUILDING: 'Nobody has lived in it yet.',
    PARKING_SPACE: 'A place to park outside.',
    PETS_ALLOWED: 'Animals may live in it.',
    ROOF_TERRACE: 'A terrace on the roof.',
    SAUNA: 'One can sweat in it.',
    SEA_VIEW: 'The sea is to be seen from it.',
    SOLAR_PANELS: 'It makes electricity or warm water of sunlight.',
    STORAGE_ROOM: 'A room for things, in it or beside it.',
    SWIMMING_POOL: 'A pool to swim in.',
    TERRACE: 'One can sit outside at ground level.',
    UNDERFLOOR_HEATING: 'Its floors are warm.',
    WATERFRONT: 'It stands at the water.',
  },
)

@ObjectType('Money', { simpleResolvers: true, description: 'An amount in one currency.' })
export class Money {
  @Field(() => NonNegativeInt, { description: 'In the currency’s minor units, such as cents; may exceed 32 bits.' })
  amount!: number

  @Field(() => String, { description: 'An ISO 4217 code such as `EUR`.' })
  currency!: string
}

@Directive('@key(fields: "id")')
@ObjectType('Property', { implements: Node, description: 'Something that is sold or let, and can be viewed.' })
export class Property implements Pick<
  PropertyRow,
  | 'reference'
  | 'title'
  | 'description'
  | 'kind'
  | 'transaction'
  | 'timeZone'
  | 'energyLabel'
  | 'livingArea'
  | 'plotArea'
  | 'rooms'
  | 'bedrooms'
  | 'bathrooms'
  | 'yearBuilt'
  | 'features'
  | 'withdrawnAt'
  | 'version'
  | 'createdAt'
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

  @Field(() => PropertyTransaction, { description: 'Whether it is sold or let.' })
  transaction!: PropertyRow['transaction']

  @Field(() => String, {
    description: 'The IANA zone in which dates and times of day at this property are meant, such as `Europe/Lisbon`.',
  })
  timeZone!: string

  @Field(() => EnergyLabel, { nullable: true, description: 'Null where it has none, or none is known.' })
  energyLabel!: PropertyRow['energyLabel']

  @Field(() => Int, { nullable: true, description: 'What of it is lived or worked in, in square metres.' })
  livingArea!: number | null

  @Field(() => Int, { nullable: true, description: 'Its ground, in square metres.' })
  plotArea!: number | null

  @Field(() => Float, { nullable: true, description: 'Its rooms, counted as is usual there: also by halves.' })
  rooms!: number | null

  @Field(() => Int, { nullable: true, description: 'How many of the rooms are for sleeping.' })
  bedrooms!: number | null

  @Field(() => Int, { nullable: true, description: 'How many bathrooms it has.' })
  bathrooms!: number | null

  @Field(() => Int, { nullable: true, description: 'The year in which it was built, or will be.' })
  yearBuilt!: number | null

  @Field(() => [PropertyFeature], { description: 'What it has, in alphabetical order.' })
  features!: PropertyRow['features']

  @Field(() => DateTime, { nullable: true, description: 'When it was taken off the market; null while it is on it.' })
  withdrawnAt!: Date | null

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
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

  @Field(() => PropertyTransaction, { defaultValue: 'SALE', description: 'Whether it is sold or let.' })
  transaction!: PropertyRow['transaction']

  @Field(() => MoneyInput, { description: 'What is asked for it.' })
  price!: MoneyInput

  @Field(() => AddressInput, { description: 'Where it stands.' })
  address!: AddressInput

  @Field(() => GeoPointInput, { nullable: true, description: 'Where it stands on a map.' })
  point?: GeoPointInput

  @Field(() => String, { description: 'Its IANA time zone such as `Europe/Lisbon`.' })
  timeZone!: string

  @Field(() => String, {
    nullable: true,
    description: 'How one gets in, for staff and for whoever is on the way to a viewing; at most 2,000 characters.',
  })
  accessNotes?: string

  @Field(() => EnergyLabel, { nullable: true, description: 'Its energy performance label.' })
  energyLabel?: PropertyRow['energyLabel']

  @Field(() => Int, { nullable: true, description: 'In square metres, 1 to 100,000,000.' })
  livingArea?: number

  @Field(() => Int, { nullable: true, description: 'In square metres, 1 to 100,000,000.' })
  plotArea?: number

  @Field(() => Float, { nullable: true, description: 'Whole or half ones, 0.5 to 1,000.' })
  rooms?: number

  @Field(() => Int, { nullable: true, description: 'How many it has: 0 to 1,000.' })
  bedrooms?: number

  @Field(() => Int, { nullable: true, description: 'How many it has: 0 to 1,000.' })
  bathrooms?: number

  @Field(() => Int, { nullable: true, description: 'When it was built, or will be: 1000 to 2100.' })
  yearBuilt?: number

  @Field(() => [PropertyFeature], { defaultValue: [], description: 'What it has.' })
  features!: PropertyRow['features']
}

@InputType({
  description: 'What of a property is to be changed: what is absent stays, and null empties what may be empty.',
})
export class PropertyUpdateInput implements PropertyUpdate {
  @Field(() => ID, { description: 'Which one.' })
  propertyId!: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number

  @Field(() => String, { nullable: true, description: 'Unique within the company; at most 50 characters.' })
  reference?: string

  @Field(() => String, { nullable: true, description: 'One line of at most 200 characters.' })
  title?: string

  @Field(() => String, { nullable: true, description: 'Plain text of at most 10,000 characters.' })
  description?: string

  @Field(() => PropertyKind, { nullable: true, description: 'What sort of property it is.' })
  kind?: PropertyRow['kind']

  @Field(() => PropertyTransaction, { nullable: true, description: 'Whether it is sold or let.' })
  transaction?: PropertyRow['transaction']

  @Field(() => MoneyInput, { nullable: true, description: 'What is asked for it.' })
  price?: MoneyInput

  @Field(() => AddressInput, { nullable: true, description: 'Where it stands, all of it anew.' })
  address?: AddressInput

  @Field(() => GeoPointInput, { nullable: true, description: 'Where it stands on a map.' })
  point?: GeoPointInput | null

  @Field(() => String, {
    nullable: true,
    description: 'Its IANA time zone; it cannot change while there are open viewings.',
  })
  timeZone?: string

  @Field(() => String, {
    nullable: true,
    description: 'How one gets in, for staff and for whoever is on the way to a viewing; at most 2,000 characters.',
  })
  accessNotes?: string | null

  @Field(() => EnergyLabel, { nullable: true, description: 'Its energy performance label.' })
  energyLabel?: PropertyRow['energyLabel'] | null

  @Field(() => Int, { nullable: true, description: 'In square metres, 1 to 100,000,000.' })
  livingArea?: number | null

  @Field(() => Int, { nullable: true, description: 'In square metres, 1 to 100,000,000.' })
  plotArea?: number | null

  @Field(() => Float, { nullable: true, description: 'Whole or half ones, 0.5 to 1,000.' })
  rooms?: number | null

  @Field(() => Int, { nullable: true, description: 'How many it has: 0 to 1,000.' })
  bedrooms?: number | null

  @Field(() => Int, { nullable: true, description: 'How many it has: 0 to 1,000.' })
  bathrooms?: number | null

  @Field(() => Int, { nullable: true, description: 'When it was built, or will be: 1000 to 2100.' })
  yearBuilt?: number | null

  @Field(() => [PropertyFeature], { nullable: true, description: 'All that it has.' })
  features?: PropertyRow['features']
}

@InputType({ description: 'Which property is taken off the market.' })
export class PropertyWithdrawInput {
  @Field(() => ID, { description: 'The property, which may be withdrawn already.' })
  propertyId!: string
}

@InputType({ description: 'Which property comes back.' })
export class PropertyRestoreInput {
  @Field(() => ID, { description: 'The property, which may be on the market.' })
  propertyId!: string
}

@ObjectType({ description: 'What `propertyCreate` did.' })
export class PropertyCreatePayload extends Payload {
  @Field(() => Property, { nullable: true, description: 'The new property.' })
  property?: Property
}

@ObjectType({ description: 'What `propertyUpdate` did.' })
export class PropertyUpdatePayload extends Payload {
  @Field(() => Property, { nullable: true, description: 'The property as it is now.' })
  property?: Property
}

@ObjectType({ description: 'What `propertyWithdraw` did.' })
export class PropertyWithdrawPayload extends Payload {
  @Field(() => Property, { nullable: true, description: 'The property as it is now.' })
  property?: Property
}

@ObjectType({ description: 'What `propertyRestore` did.' })
export class PropertyRestorePayload extends Payload {
  @Field(() => Property, { nullable: true, description: 'The property as it is now.' })
  property?: Property
}
