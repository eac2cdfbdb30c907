import { Field, InputType, Int, ObjectType } from 'type-graphql'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { OpenedSession } from '../session/types.ts'
import type { Accepted } from './commands.ts'
import type { TermsAcceptanceRow, TermsRow, TermsTextRow } from './tables.ts'
import type { TermsGiven, TextGiven } from './terms.ts'

@ObjectType('Terms', { description: 'A version of a company’s terms and conditions; it never changes (ACC-16).' })
export class Terms
  implements Pick<TermsRow, 'version' | 'isRequired' | 'languages' | 'publishedAt'>, Pick<TermsTextRow, 'language'>
{
  @Field(() => Int, { description: 'Versions count up from 1.' })
  version!: number

  @Field(() => Boolean, {
    description: 'Whether clients must accept it, or a later one, before anything else; else it is to be read only.',
  })
  isRequired!: boolean

  @Field(() => DateTime, { description: 'When it was published.' })
  publishedAt!: Date

  @Field(() => [String], { description: 'In which languages there is a text of it, as `en`.' })
  languages!: string[]

  @Field(() => String, {
    description: 'In which of them `title` and `body` are: the wanted one, else the portal’s default.',
  })
  language!: string
}

export const TermsConnection = connectionType('Terms', () => Terms)

@ObjectType('TermsAcceptance', {
  simpleResolvers: true,
  description: 'That a client accepted a version of the terms (ACC-16).',
})
export class TermsAcceptance implements Pick<TermsAcceptanceRow, 'version' | 'acceptedAt' | 'language' | 'ipAddress'> {
  @Field(() => Int, { description: 'The version they accepted.' })
  version!: number

  @Field(() => DateTime, { description: 'When they did.' })
  acceptedAt!: Date

  @Field(() => String, { description: 'In which language they read it, as `en`.' })
  language!: string

  @Field(() => String, { nullable: true, description: 'From which IP address; null where it was not known.' })
  ipAddress!: string | null
}

export const TermsAcceptanceConnection = connectionType('TermsAcceptance', () => TermsAcceptance)

@InputType({ description: 'What a new version of the terms says in one language.' })
export class TermsTextInput implements TextGiven {
  @Field(() => String, { description: 'One of `en`, `nl`, `de`, `fr` and `es`, each once.' })
  language!: string

  @Field(() => String, { description: 'One line of 1 to 200 characters.' })
  title!: string

  @Field(() => String, { description: 'Markdown of 1 to 100,000 characters.' })
  body!: string
}

@InputType({ description: 'A new version of the company’s terms and conditions.' })
export class TermsPublishInput implements TermsGiven {
  @Field(() => [TermsTextInput], { description: 'A text in each language; the portal’s default language has one.' })
  texts!: TermsTextInput[]

  @Field(() => Boolean, {
    description: 'Whether clients must accept it: all of them are blocked at once until they do.',
  })
  isRequired!: boolean
}

@InputType({ description: 'Which version of the terms is accepted.' })
export class TermsAcceptInput implements Accepted {
  @Field(() => Int, { description: 'The current one; an earlier one is `TERMS_OUTDATED`.' })
  version!: number

  @Field(() => String, {
    nullable: true,
    description:
      'In which language it was read, one of the version’s, as `en`; if absent the asker’s own, or what they are shown in its place.',
  })
  language?: string
}

@ObjectType({ description: 'What `termsPublish` did.' })
export class TermsPublishPayload extends Payload {
  @Field(() => Terms, { nullable: true, description: 'The new version.' })
  terms?: Terms
}

@ObjectType({ description: 'What `termsAccept` did.' })
export class TermsAcceptPayload extends Payload {
  @Field(() => TermsAcceptance, { nullable: true, description: 'What was accepted, now or before.' })
  acceptance?: TermsAcceptance | null

  @Field(() => OpenedSession, { nullable: true, description: 'The session with new tokens, without the block.' })
  session?: OpenedSession
}
