import { Field, ID, InputType } from 'type-graphql'
import type { ViewingRow } from '../viewing/tables.ts'
import { ViewingStatus } from '../viewing/types.ts'
import type { CalendarFilter as CalendarFilterValue } from './calendar.ts'

@InputType({ description: 'Which viewings a calendar shows; what is not given does not narrow it.' })
export class CalendarFilter implements CalendarFilterValue {
  @Field(() => [ViewingStatus], {
    nullable: true,
    description:
      'Those of one of these statuses that have a time; without it CONFIRMED and COMPLETED. A cancelled one keeps its time.',
  })
  statuses?: ViewingRow['status'][]

  @Field(() => ID, { nullable: true, description: 'Those of this property.' })
  propertyId?: string

  @Field(() => ID, { nullable: true, description: 'Those of this contact.' })
  contactId?: string
}
