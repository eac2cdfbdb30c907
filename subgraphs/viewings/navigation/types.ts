import { createUnionType, Field, ObjectType } from 'type-graphql'
import { DateTime } from '../../kernel/scalars.ts'
import { GateClosed } from '../gate/types.ts'
import { ExactLocation } from '../location/types.ts'
import type { NavigationView } from './queries.ts'

@ObjectType('NavigationOpen', { simpleResolvers: true, description: 'All that leads to a viewing (VIE-9).' })
export class NavigationOpen implements Omit<NavigationView, '__typename' | 'location'> {
  @Field(() => ExactLocation, { description: 'Where to go, whatever the company’s map shows else.' })
  location!: ExactLocation

  @Field(() => String, {
    description: 'A page of OpenStreetMap that finds the route there: to the point, or to the address without one.',
  })
  routeUrl!: string

  @Field(() => String, { nullable: true, description: 'How to get in, as staff have written it; plain text.' })
  accessNotes!: string | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'From when on the client is shown it no more: the end of the viewing’s day. Null for staff.',
  })
  closesAt!: Date | null
}

export const NavigationGate = createUnionType({
  name: 'NavigationGate',
  description: 'The way to a viewing, or why it is not shown yet or no more (VIE-9).',
  types: () => [NavigationOpen, GateClosed] as const,
  resolveType: (found: object) => (found as { __typename: string }).__typename as never,
})
