import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload, UserError } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { TicketStatus } from '../status/types.ts'
import { ticketChannel, type TicketRow } from './tables.ts'

const TicketChannel = enumType(ticketChannel, 'TicketChannel', 'Through what a ticket came (TIC-2).', {
  FORM: 'Written in the portal.',
  EMAIL: 'Written as a mail.',
})

@Directive('@key(fields: "id")')
@ObjectType('Ticket', { implements: Node, description: 'What a client asked the company, as staff work on it.' })
export class Ticket implements Pick<
  TicketRow,
  'number' | 'subject' | 'status' | 'channel' | 'version' | 'createdAt' | 'updatedAt'
> {
  @Field(() => ID, { description: 'Opaque and global; the same id is the client’s `Request`.' })
  id!: string

  @Field(() => Int, { description: 'Counts the company’s tickets; what one says on the telephone.' })
  number!: number

  @Field(() => String, { description: 'One line of at most 200 characters.' })
  subject!: string

  @Field(() => TicketStatus, { description: 'How far it is.' })
  status!: TicketRow['status']

  @Field(() => TicketChannel, { description: 'Through what it came.' })
  channel!: TicketRow['channel']

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number

  @Field(() => DateTime, { description: 'When it was submitted.' })
  createdAt!: Date

  @Field(() => DateTime, { description: 'When anything last changed, notes included.' })
  updatedAt!: Date
}

export const TicketConnection = connectionType('Ticket', () => Ticket)

@ObjectType('TicketStatusNotAllowed', {
  implements: UserError,
  description: 'A ticket of this status cannot become the one wanted.',
})
export class TicketStatusNotAllowed extends UserError {
  @Field(() => TicketStatus, { description: 'The status that the ticket has.' })
  status!: TicketRow['status']

  @Field(() => [TicketStatus], { description: 'What it can become.' })
  allowed!: TicketRow['status'][]
}

@InputType({ description: 'Which tickets a list shows; what is not given does not narrow it.' })
export class TicketFilter {
  @Field(() => [TicketStatus], { nullable: true, description: 'Those of one of these statuses.' })
  statuses?: TicketRow['status'][]

  @Field(() => ID, { nullable: true, description: 'Those assigned to this agent.' })
  assigneeId?: string

  @Field(() => Boolean, { nullable: true, description: 'Those assigned to nobody, or else those assigned to anybody.' })
  isUnassigned?: boolean
}

@InputType({ description: 'What staff answer in public.' })
export class TicketReplyInput {
  @Field(() => ID, { description: 'The ticket that is answered.' })
  ticketId!: string

  @Field(() => String, { description: 'Plain text, 1 to 20,000 characters.' })
  body!: string

  @Field(() => TicketStatus, {
    nullable: true,
    description: 'The status it gets with the answer; without one it stays, but for NEW, which becomes OPEN.',
  })
  status?: TicketRow['status']

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Uploads of `attachmentUploadCreate` to which the files were sent that go along; at most 10.',
  })
  uploadIds!: string[]
}

@InputType({ description: 'What staff write for themselves.' })
export class TicketNoteAddInput {
  @Field(() => ID, { description: 'The ticket in whose history the note stands.' })
  ticketId!: string

  @Field(() => String, { description: 'Plain text, 1 to 20,000 characters.' })
  body!: string

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Uploads of `attachmentUploadCreate` to which the files were sent that go along; at most 10.',
  })
  uploadIds!: string[]
}

@InputType({ description: 'How far the ticket is now.' })
export class TicketStatusSetInput {
  @Field(() => ID, { description: 'The ticket that gets the status.' })
  ticketId!: string

  @Field(() => TicketStatus, { description: 'Never NEW; CLOSED only for what is solved.' })
  status!: TicketRow['status']

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@InputType({ description: 'Whose ticket it shall be.' })
export class TicketAssignInput {
  @Field(() => ID, { description: 'The ticket that is given away.' })
  ticketId!: string

  @Field(() => ID, { description: 'The member of staff who is to work on it.' })
  agentId!: string
}

@ObjectType({ description: 'What `ticketReply` did.' })
export class TicketReplyPayload extends Payload {
  @Field(() => Ticket, { nullable: true, description: 'The ticket as it is now.' })
  ticket?: TicketRow
}

@ObjectType({ description: 'What `ticketNoteAdd` did.' })
export class TicketNoteAddPayload extends Payload {
  @Field(() => Ticket, { nullable: true, description: 'The ticket as it is now.' })
  ticket?: TicketRow
}

@ObjectType({ description: 'What `ticketStatusSet` did.' })
export class TicketStatusSetPayload extends Payload {
  @Field(() => Ticket, { nullable: true, description: 'The ticket as it is now.' })
  ticket?: TicketRow
}

@ObjectType({ description: 'What `ticketAssign` did.' })
export class TicketAssignPayload extends Payload {
  @Field(() => Ticket, { nullable: true, description: 'The ticket, also when it has left the asker’s sight by this.' })
  ticket?: TicketRow
}
