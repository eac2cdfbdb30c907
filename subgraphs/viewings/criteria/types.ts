import { Field, Float, InputType, Int, ObjectType } from 'type-graphql'
import { NonNegativeInt } from '../../kernel/scalars.ts'
import { PropertyFeature, PropertyKind, PropertyTransaction } from '../property/types.ts'
import type { PropertyRow } from '../property/tables.ts'
import type { Box, Criteria, CriteriaDraft } from './criteria.ts'

@ObjectType('PriceRange', { simpleResolvers: true, description: 'Prices in one currency, both ends included.' })
export class PriceRange {
  @Field(() => NonNegativeInt, { nullable: true, description: 'In the currency’s minor units; null for any.' })
  min!: number | null

  @Field(() => NonNegativeInt, { nullable: true, description: 'In the currency’s minor units; null for any.' })
  max!: number | null

  @Field(() => String, {
    description: 'An ISO 4217 code such as `EUR`; what is asked for in another one does not match.',
  })
  currency!: string
}

@ObjectType('AreaRange', { simpleResolvers: true, description: 'Sizes in square metres, both ends included.' })
export class AreaRange {
  @Field(() => Int, { nullable: true, description: 'Null for any.' })
  min!: number | null

  @Field(() => Int, { nullable: true, description: 'Null for any.' })
  max!: number | null
}

@ObjectType('BoundingBox', { simpleResolvers: true, description: 'A part of the map, in degrees of WGS 84.' })
export class BoundingBox implements Box {
  @Field(() => Float, { description: 'Its least latitude.' })
  south!: number

  @Field(() => Float, { description: 'Its least longitude.' })
  west!: number

  @Field(() => Float, { description: 'Its greatest latitude.' })
  north!: number

  @Field(() => Float, { description: 'Its greatest longitude.' })
  east!: number
}

@ObjectType('WatchCriteria', {
  simpleResolvers: true,
  description: 'What a watch looks for: a property matches that meets all of these. Null or empty does not narrow.',
})
export class WatchCriteria implements Pick<Criteria, 'transaction' | 'kinds' | 'cities' | 'minRooms' | 'features'> {
  @Field(() => PropertyTransaction, { nullable: true, description: 'To be bought, or to be rented.' })
  transaction!: PropertyRow['transaction'] | null

  @Field(() => [PropertyKind], { description: 'One of these kinds.' })
  kinds!: PropertyRow['kind'][]

  @Field(() => PriceRange, { nullable: true, description: 'What is asked for it.' })
  price!: PriceRange | null

  @Field(() => [String], {
    description: 'In one of these cities, towns or villages, whatever the case of the letters.',
  })
  cities!: string[]

  @Field(() => BoundingBox, {
    nullable: true,
    description:
      'Within this part of the map, by the area of the property that clients see and not by its exact point.',
  })
  boundingBox!: BoundingBox | null

  @Field(() => Float, { nullable: true, description: 'At least so many rooms.' })
  minRooms!: number | null

  @Field(() => AreaRange, { nullable: true, description: 'How large its living area is.' })
  livingArea!: AreaRange | null

  @Field(() => [PropertyFeature], { description: 'All of these.' })
  features!: PropertyRow['features']
}

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
export class BoundingBoxInput implements Box {
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
export class WatchCriteriaInput implements CriteriaDraft {
  @Field(() => PropertyTransaction, { nullable: true, description: 'To be bought, or to be rented.' })
  transaction?: PropertyRow['transaction']

  @Field(() => [PropertyKind], { nullable: true, description: 'One of these kinds.' })
  kinds?: PropertyRow['kind'][]

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
  features?: PropertyRow['features']
}

/** Criteria as the world sees them. */
export function shownCriteria(kept: Criteria): WatchCriteria {
  const { transaction, kinds, cities, minRooms, features, south, west, north, east } = kept
  const { priceMin, priceMax, priceCurrency, livingAreaMin, livingAreaMax } = kept
  const hasBox = south !== null && west !== null && north !== null && east !== null
  return {
    transaction,
    kinds,
    price: priceCurrency === null ? null : { min: priceMin, max: priceMax, currency: priceCurrency },
    cities,
    boundingBox: hasBox ? { south, west, north, east } : null,
    minRooms,
    livingArea: livingAreaMin === null && livingAreaMax === null ? null : { min: livingAreaMin, max: livingAreaMax },
    features,
  }
}
