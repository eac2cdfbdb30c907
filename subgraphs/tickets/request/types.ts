import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { RequestStatus } from '../status/types.ts'
import type { RequestDraft } from '../ticket/commands.ts'
import type { RequestView } from '../ticket/ticket.ts'

@Directive('@key(fields: "id")')
@ObjectType('Request', {
  implements: Node,
  description: 'What a client asked the company, as the client sees it: nothing that staff keep to themselves (TIC-4).',
})
export class Request implements Pick<RequestView, 'number' | 'subject' | 'status' | 'createdAt' | 'updatedAt'> {
  @Field(() => ID, { description: 'Opaque and global; the same id is staff’s `Ticket`.' })
  id!: string

  @Field(() => Int, { description: 'Counts the company’s tickets; what one says on the telephone.' })
  number!: number

  @Field(() => String, { description: 'One line of at most 200 characters.' })
  subject!: string

  @Field(() => RequestStatus, { description: 'How far it is.' })
  status!: RequestView['status']

  @Field(() => DateTime, { description: 'When it was submitted.' })
  createdAt!: Date

  @Field(() => DateTime, { description: 'When something last changed that the client may see.' })
  updatedAt!: Date
}

export const RequestConnection = connectionType('Request', () => Request)

@InputType({ description: 'Which requests a list shows; what is not given does not narrow it.' })
export class RequestFilter {
  @Field(() => [RequestStatus], { nullable: true, description: 'Those of one of these statuses.' })
  statuses?: RequestView['status'][]
}

@InputType({ description: 'What a client asks.' })
export class RequestSubmitInput implements RequestDraft {
  @Field(() => String, { description: 'In one line, 1 to 200 characters.' })
  subject!: string

  @Field(() => String, { description: 'Plain text, 1 to 20,000 characters.' })
  body!: string

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Uploads of `attachmentUploadCreate` to which the files were sent that go along; at most 10.',
  })
  uploadIds!: string[]
}

@InputType({ description: 'What a client answers.' })
export class RequestReplyInput {
  @Field(() => ID, { description: 'One of their own requests.' })
  requestId!: string

  @Field(() => String, { description: 'Plain text, 1 to 20,000 characters.' })
  body!: string

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Uploads of `attachmentUploadCreate` to which the files were sent that go along; at most 10.',
  })
  uploadIds!: string[]
}

@InputType({ description: 'What is settled for the client.' })
export class RequestSolveInput {
  @Field(() => ID, { description: 'One of their own requests.' })
  requestId!: string
}

@ObjectType({ description: 'What `requestSubmit` did.' })
export class RequestSubmitPayload extends Payload {
  @Field(() => Request, { nullable: true, description: 'The new request.' })
  request?: RequestView
}

@ObjectType({ description: 'What `requestReply` did.' })
export class RequestReplyPayload extends Payload {
  @Field(() => Request, {
    nullable: true,
    description: 'The request; where that one is closed, the new one that follows it.',
  })
  request?: RequestView
}

@ObjectType({ description: 'What `requestSolve` did.' })
export class RequestSolvePayload extends Payload {
  @Field(() => Request, { nullable: true, description: 'The request as it is now.' })
  request?: RequestView
}
