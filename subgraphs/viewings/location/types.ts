import { Field, Float, InputType, Int, InterfaceType, ObjectType } from 'type-graphql'
import type { AddressDraft, AreaPlace, ExactPlace, Point } from './location.ts'

@ObjectType('GeoPoint', { simpleResolvers: true, description: 'A place on the globe, in degrees of WGS 84.' })
export class GeoPoint implements Point {
  @Field(() => Float, { description: 'From -90 in the south to 90 in the north.' })
  latitude!: number

  @Field(() => Float, { description: 'From -180 in the west to 180 in the east.' })
  longitude!: number
}

@InterfaceType('PropertyLocation', {
  autoRegisterImplementations: false,
  description:
    'Where a property stands: exactly for staff, and for clients where `viewingSettings.map` is `EXACT`; else about where.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class PropertyLocation {
  @Field(() => String, { description: 'City, town or village.' })
  city!: string

  @Field(() => String, { nullable: true, description: 'State, province or district, where addresses name one.' })
  region!: string | null

  @Field(() => String, { description: 'An ISO 3166 code of two letters such as `PT`.' })
  country!: string
}

@ObjectType('ExactLocation', {
  simpleResolvers: true,
  implements: PropertyLocation,
  description: 'Where a property stands, as a letter would name it and as a map shows it.',
})
export class ExactLocation extends PropertyLocation implements Omit<ExactPlace, '__typename'> {
  @Field(() => String, { description: 'Street and number.' })
  street!: string

  @Field(() => String, { description: 'Empty where there is none.' })
  postalCode!: string

  @Field(() => GeoPoint, { nullable: true, description: 'Null where staff have not said it.' })
  point!: GeoPoint | null
}

@ObjectType('AreaLocation', {
  simpleResolvers: true,
  implements: PropertyLocation,
  description: 'About where a property stands. It is the same for all properties nearby, however often one asks.',
})
export class AreaLocation extends PropertyLocation implements Omit<AreaPlace, '__typename'> {
  @Field(() => GeoPoint, { nullable: true, description: 'The middle of a circle in which it stands; null if unknown.' })
  center!: GeoPoint | null

  @Field(() => Int, { nullable: true, description: 'How far the circle reaches; null if its middle is unknown.' })
  radiusMeters!: number | null
}

@InputType({ description: 'A place on the globe, in degrees of WGS 84.' })
export class GeoPointInput implements Point {
  @Field(() => Float, { description: 'From -90 in the south to 90 in the north.' })
  latitude!: number

  @Field(() => Float, { description: 'From -180 in the west to 180 in the east.' })
  longitude!: number
}

@InputType({ description: 'Where a property stands, as a letter would name it.' })
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
