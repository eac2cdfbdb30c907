import { Field, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { AskedMail } from './proof.ts'

export const whenMailed =
  'When the mail leaves: now, or a minute after the one before, whose code or link no longer serves. Null where ' +
  'none does, since too many were asked for within the hour; then what was mailed before still serves.'
export const whenAgain =
  'From when on another one can be asked for: a minute after the mail, which then no longer serves.'

/** What is told of a mail with a code or a link that was asked for; the same whoever is behind the address (ACC-9). */
@ObjectType()
export abstract class MailAskedPayload extends Payload implements Partial<AskedMail> {
  @Field(() => DateTime, { nullable: true, description: 'When the code or link in the mail expires.' })
  expiresAt?: Date

  @Field(() => DateTime, { nullable: true, description: whenMailed })
  mailAt?: Date | null

  @Field(() => DateTime, { nullable: true, description: whenAgain })
  resendAt?: Date
}
