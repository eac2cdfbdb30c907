import { Field, InputType, ObjectType } from 'type-graphql'
import { LocalDate, LocalTime } from '../../kernel/scalars.ts'
import type { PreferenceDraft } from './preference.ts'

@ObjectType('PreferredDate', {
  simpleResolvers: true,
  description: 'A day in the property’s time zone that suits the client.',
})
export class PreferredDate {
  @Field(() => LocalDate, { description: 'The day, as a calendar there shows it.' })
  date!: string

  @Field(() => LocalTime, { nullable: true, description: 'Not before this time of day.' })
  from!: string | null

  @Field(() => LocalTime, { nullable: true, description: 'Over by this time of day.' })
  to!: string | null
}

@InputType({ description: 'A day that suits, as a calendar in the property’s time zone shows it.' })
export class PreferredDateInput implements PreferenceDraft {
  @Field(() => LocalDate, { description: 'Today, there, or later.' })
  date!: string

  @Field(() => LocalTime, { nullable: true, description: 'Not before this time of day.' })
  from?: string

  @Field(() => LocalTime, { nullable: true, description: 'Over by this time of day; after `from`, and after now.' })
  to?: string
}
