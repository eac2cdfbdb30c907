import { Field, Float, InputType, Int, registerEnumType } from 'type-graphql'
import { NonNegativeInt } from '../../kernel/scalars.ts'

// What viewings looks for properties by, word for word: the graph has one type of each name, and a test compares the two.

/** An enum of viewings' with what its values mean. */
function mirrored<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): { [V in Value]: V } {
  const entries = Object.entries<string>(values)
  const object = Object.fromEntries(entries.map(([value]) => [value, value])) as { [V in Value]: V }
  const valuesConfig = Object.fromEntries(entries.map(([value, text]) => [value, { description: text }]))
  registerEnumType(object, { name, description, valuesConfig: valuesConfig as never })
  return object
}

export const PropertyTransaction = mirrored('PropertyTransaction', 'What can be done with a property.', {
  SALE: 'It is sold, for its price.',
  RENT: 'It is let, for its price a month.',
})

export const PropertyKind = mirrored('PropertyKind', 'What sort of property it is.', {
  HOUSE: 'A house with its ground.',
  APARTMENT: 'A dwelling in a building with others.',
  ROOM: 'A room in a shared dwelling.',
  LAND: 'Ground without a building.',
  COMMERCIAL: 'A shop, an office, a hall.',
  PARKING: 'A garage or a parking space.',
})

export const PropertyFeature = mirrored('PropertyFeature', 'What a property has that others may lack.', {
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
})

@InputType({ description: 'Prices in one currency, both ends included.' })
export class PriceRangeInput {
  @Field(() => NonNegativeInt, { nullable: true, description: 'In the currency’s minor units.' })
  min?: number

  @Field(() => NonNegativeInt, { nullable: true, description: 'In the currency’s minor units; not less than `min`.' })
  max?: number

  @Field(() => String, { description: 'An ISO 4217 code such as `EUR`.' })
  currency!: string
}

@InputType({ description: 'Sizes in square metres, both ends included.' })
export class AreaRangeInput {
  @Field(() => Int, { nullable: true, description: 'From 0 on.' })
  min?: number

  @Field(() => Int, { nullable: true, description: 'Not less than `min`.' })
  max?: number
}

@InputType({ description: 'A part of the map, in degrees of WGS 84.' })
export class BoundingBoxInput {
  @Field(() => Float, { description: 'Its least latitude, from -90 on.' })
  south!: number

  @Field(() => Float, { description: 'Its western edge, from -180 to 180.' })
  west!: number

  @Field(() => Float, { description: 'Its greatest latitude, up to 90.' })
  north!: number

  @Field(() => Float, { description: 'Its eastern edge, from -180 to 180.' })
  east!: number
}

@InputType({ description: 'What is looked for; at least one thing. What is absent or empty does not narrow.' })
export class WatchCriteriaInput {
  @Field(() => PropertyTransaction, { nullable: true, description: 'To be bought, or to be rented.' })
  transaction?: keyof typeof PropertyTransaction

  @Field(() => [PropertyKind], { nullable: true, description: 'One of these kinds.' })
  kinds?: (keyof typeof PropertyKind)[]

  @Field(() => PriceRangeInput, { nullable: true, description: 'What is asked for it.' })
  price?: PriceRangeInput

  @Field(() => [String], {
    nullable: true,
    description: 'In one of these cities, towns or villages, whatever the case of the letters; at most 20.',
  })
  cities?: string[]

  @Field(() => BoundingBoxInput, {
    nullable: true,
    description:
      'Within this part of the map, by the area of the property that clients see and not by its exact point.',
  })
  boundingBox?: BoundingBoxInput

  @Field(() => Float, { nullable: true, description: 'At least so many rooms, in tenths of a room.' })
  minRooms?: number

  @Field(() => AreaRangeInput, { nullable: true, description: 'How large its living area is.' })
  livingArea?: AreaRangeInput

  @Field(() => [PropertyFeature], { nullable: true, description: 'All of these.' })
  features?: (keyof typeof PropertyFeature)[]
}
