import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { LocalDate, LocalTime } from '../../kernel/scalars.ts'
import { Agent } from '../foreign.ts'
import type { Availability as AvailabilityValue, Hours, WeeklyHours as WeeklyValue } from './availability.ts'
import type { AvailabilityDraft, ExceptionDraft } from './commands.ts'

@ObjectType('OpenHours', {
  simpleResolvers: true,
  description: 'Times of day, by the clocks of whatever property is shown.',
})
export class OpenHours implements Hours {
  @Field(() => LocalTime, { description: 'From this time of day on.' })
  from!: string

  @Field(() => LocalTime, { description: 'Until this time of day; `00:00` is the end of the day.' })
  to!: string
}

@ObjectType('WeeklyHours', { simpleResolvers: true, description: 'Times of day of each such day of the week.' })
export class WeeklyHours extends OpenHours implements WeeklyValue {
  @Field(() => Int, { description: 'From 1 for Monday to 7 for Sunday, as ISO 8601 counts.' })
  weekday!: number
}

@ObjectType('AvailabilityException', {
  simpleResolvers: true,
  description: 'A date on which an agent has other hours than on others of its weekday.',
})
export class AvailabilityException {
  @Field(() => LocalDate, { description: 'The day, as a calendar where the property is shows it.' })
  date!: string

  @Field(() => [OpenHours], { description: 'The hours of that day; none where the agent is off.' })
  hours!: OpenHours[]
}

@ObjectType('Availability', {
  simpleResolvers: true,
  description: 'When an agent has time to show properties (VIE-16); 09:00 to 18:00 but on Sundays, until they say.',
})
export class Availability implements Pick<AvailabilityValue, 'bufferMinutes' | 'noticeHours' | 'version'> {
  @Field(() => [WeeklyHours], { description: 'The hours of every week; several ranges a day may stand.' })
  weekly!: WeeklyHours[]

  @Field(() => [AvailabilityException], {
    description: 'Dates on which it is otherwise, from yesterday on, the earliest first.',
  })
  exceptions!: AvailabilityException[]

  @Field(() => Int, { description: 'Minutes that stay free before and after each viewing where slots are proposed.' })
  bufferMinutes!: number

  @Field(() => Int, { description: 'How many hours ahead clients are proposed slots at the earliest.' })
  noticeHours!: number

  @Field(() => Int, { description: 'Counts the changes; 0 for the usual hours.' })
  version!: number
}

@InputType({ description: 'Times of day, by the clocks of whatever property is shown.' })
export class OpenHoursInput implements Hours {
  @Field(() => LocalTime, { description: 'From this time of day on.' })
  from!: string

  @Field(() => LocalTime, { description: 'Until this time of day; `00:00` is the end of the day.' })
  to!: string
}

@InputType({ description: 'Times of day of each such day of the week.' })
export class WeeklyHoursInput extends OpenHoursInput implements WeeklyValue {
  @Field(() => Int, { description: 'From 1 for Monday to 7 for Sunday, as ISO 8601 counts.' })
  weekday!: number
}

@InputType({ description: 'When an agent has time; what is not given stays as it is.' })
export class AvailabilitySetInput implements AvailabilityDraft {
  @Field(() => ID, { nullable: true, description: 'By default the asker; an administrator may name anybody.' })
  agentId?: string

  @Field(() => [WeeklyHoursInput], {
    nullable: true,
    description: 'All hours of the week, in the place of those before; at most 8 ranges a day. Empty: none at all.',
  })
  weekly?: WeeklyHoursInput[]

  @Field(() => Int, { nullable: true, description: 'Minutes to stay free around each viewing: 0 to 480.' })
  bufferMinutes?: number

  @Field(() => Int, { nullable: true, description: 'Hours ahead of which clients are proposed nothing: 0 to 720.' })
  noticeHours?: number

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@InputType({ description: 'Dates on which an agent is off, or has other hours.' })
export class AvailabilityExceptionSetInput implements ExceptionDraft {
  @Field(() => ID, { nullable: true, description: 'By default the asker; an administrator may name anybody.' })
  agentId?: string

  @Field(() => LocalDate, { description: 'The day, or the first of several.' })
  date!: string

  @Field(() => LocalDate, { nullable: true, description: 'The last of several; at most 366 days.' })
  until?: string

  @Field(() => [OpenHoursInput], { defaultValue: [], description: 'The hours of each of these days; empty is off.' })
  hours!: OpenHoursInput[]
}

@InputType({ description: 'Dates on which an agent has the hours of every week again.' })
export class AvailabilityExceptionDeleteInput {
  @Field(() => ID, { nullable: true, description: 'By default the asker; an administrator may name anybody.' })
  agentId?: string

  @Field(() => LocalDate, { description: 'The day, or the first of several.' })
  date!: string

  @Field(() => LocalDate, { nullable: true, description: 'The last of several; at most 366 days.' })
  until?: string
}

@ObjectType({ description: 'What `availabilitySet` did.' })
export class AvailabilitySetPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'Whose hours these are.' })
  agent?: Agent
}

@ObjectType({ description: 'What `availabilityExceptionSet` did.' })
export class AvailabilityExceptionSetPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'Whose hours these are.' })
  agent?: Agent
}

@ObjectType({ description: 'What `availabilityExceptionDelete` did.' })
export class AvailabilityExceptionDeletePayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'Whose hours these are.' })
  agent?: Agent
}
