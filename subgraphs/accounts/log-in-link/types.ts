import { Field, InputType, ObjectType } from 'type-graphql'
import { MailAskedPayload } from '../proof/types.ts'
import type { LinkWanted } from './commands.ts'

@InputType({ description: 'Who wants a link that logs them in, and at which portal.' })
export class LoginLinkRequestInput implements LinkWanted {
  @Field(() => String, { description: 'The company’s public portal key.' })
  portalKey!: string

  @Field(() => String, { description: 'The email address they log in with, in whatever case.' })
  email!: string
}

@InputType({ description: 'The link from the mail.' })
export class LoginLinkUseInput {
  @Field(() => String, { description: '`logIn` in the link’s address.' })
  token!: string
}

@ObjectType({ description: 'What `loginLinkRequest` did; the same whether the address is known or not (ACC-9).' })
export class LoginLinkRequestPayload extends MailAskedPayload {}
