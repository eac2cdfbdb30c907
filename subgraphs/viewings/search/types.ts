import { Field, Float, InputType, registerEnumType } from 'type-graphql'
import { BoundingBoxInput, PriceRangeInput } from '../criteria/types.ts'
import type { PropertyRow } from '../property/tables.ts'
import { EnergyLabel, PropertyFeature, PropertyKind, PropertyTransaction } from '../property/types.ts'
import type { PropertyFilter as Filter, PropertyOrder as Order, Range } from './search.ts'

export const PropertyOrder = {
  NEWEST: 'NEWEST',
  CHEAPEST: 'CHEAPEST',
  DEAREST: 'DEAREST',
  REFERENCE: 'REFERENCE',
} as const
registerEnumType(PropertyOrder, {
  name: 'PropertyOrder',
  description: 'In which order properties are listed.',
  valuesConfig: {
    NEWEST: { description: 'What was made known last comes first.' },
    CHEAPEST: { description: 'By price, the lowest first; each currency by itself.' },
    DEAREST: { description: 'By price, the highest first; each currency by itself.' },
    REFERENCE: { description: 'By the company’s own number or name, as a text.' },
  } satisfies Record<Order, object>,
})

@InputType({ description: 'A range of numbers, which may be open at either end.' })
export class NumberRangeInput implements Range {
  @Field(() => Float, { nullable: true, description: 'The least that will do.' })
  min?: number

  @Field(() => Float, { nullable: true, description: 'The most that will do.' })
  max?: number
}

@InputType({
  description:
    'Which properties a list shows; what is not given does not narrow it. One of which a range’s number is not known does ' +
    'not fit.',
})
export class PropertyFilter implements Filter {
  @Field(() => String, {
    nullable: true,
    description:
      'Words of the reference, title, description, town and region, each at least in its beginning, in any order and ' +
      'without regard to accents; where that finds little, also what is written alike. For staff of the address, too. What ' +
      'goes beyond 200 characters is left away.',
  })
  text?: string

  @Field(() => [PropertyKind], { nullable: true, description: 'One of these.' })
  kinds?: PropertyRow['kind'][]

  @Field(() => PropertyTransaction, { nullable: true, description: 'Only what is sold, or only what is let.' })
  transaction?: PropertyRow['transaction']

  @Field(() => PriceRangeInput, { nullable: true, description: 'What may be asked for it.' })
  price?: PriceRangeInput

  @Field(() => NumberRangeInput, { nullable: true, description: 'What of it is lived or worked in, in square metres.' })
  livingArea?: NumberRangeInput

  @Field(() => NumberRangeInput, { nullable: true, description: 'How large its ground is, in square metres.' })
  plotArea?: NumberRangeInput

  @Field(() => NumberRangeInput, { nullable: true, description: 'How many rooms it has.' })
  rooms?: NumberRangeInput

  @Field(() => NumberRangeInput, { nullable: true, description: 'How many of them are for sleeping.' })
  bedrooms?: NumberRangeInput

  @Field(() => [PropertyFeature], { nullable: true, description: 'It has all of these.' })
  features?: PropertyRow['features']

  @Field(() => EnergyLabel, { nullable: true, description: 'It has this energy label or a better one.' })
  energyLabelFrom?: PropertyRow['energyLabel']

  @Field(() => [String], {
    nullable: true,
    description: 'It stands in one of these, at most 50, whatever their accents and capitals.',
  })
  cities?: string[]

  @Field(() => BoundingBoxInput, {
    nullable: true,
    description:
      'It stands in this part of the map; for who knows its area only, the middle of that does. Where `west` is more than ' +
      '`east`, the part crosses the 180th meridian.',
  })
  boundingBox?: BoundingBoxInput

  @Field(() => Boolean, { nullable: true, description: 'Whether it is off the market.' })
  isWithdrawn?: boolean
}
