import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { ClientLogIn, StaffLogIn } from './commands.ts'
import type { OpenedSession as Opened } from './opened.ts'
import { SignInWay } from '../sign-in/types.ts'
import type { SessionRow } from './tables.ts'

@ObjectType('OpenedSession', {
  simpleResolvers: true,
  description: 'A session with its tokens. They are shown this once: keep them where no script of others reads.',
})
export class OpenedSession implements Opened {
  @Field(() => ID, { description: 'The session; `sessionEnd` takes it.' })
  id!: SessionRow['id']

  @Field(() => String, { description: 'For the header `Authorization: Bearer …`; ten minutes.' })
  accessToken!: string

  @Field(() => DateTime, { description: 'When the access token expires: call `sessionRefresh` before.' })
  accessTokenExpiresAt!: Date

  @Field(() => String, {
    description: 'Serves once, for `sessionRefresh`, which gives the next one. Used again later it ends the session.',
  })
  refreshToken!: string

  @Field(() => DateTime, { description: 'When the session ends if it is not refreshed before.' })
  expiresAt!: Date
}

@ObjectType('Session', { description: 'One of the asker’s own sessions: a device they are logged in on (ACC-13).' })
export class Session implements Pick<SessionRow, 'createdAt' | 'ipAddress' | 'program' | 'way'> {
  @Field(() => ID, { description: 'For `sessionEnd`.' })
  id!: SessionRow['id']

  @Field(() => DateTime, { description: 'When they logged in.' })
  createdAt!: Date

  @Field(() => String, { nullable: true, description: 'From which IP address, where that is known.' })
  ipAddress!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What their browser or program called itself when they logged in: its `User-Agent`.',
  })
  program!: string | null

  @Field(() => SignInWay, { description: 'How they came in.' })
  way!: SessionRow['way']
}

export const SessionConnection = connectionType('Session', () => Session)

@InputType({ description: 'What a member of staff types to log in.' })
export class StaffLogInInput implements StaffLogIn {
  @Field(() => String, { description: 'The company’s handle, such as `harbour-homes`.' })
  company!: string

  @Field(() => String, { description: 'The email address, in whatever case.' })
  email!: string

  @Field(() => String, { description: 'The password, the temporary one too.' })
  password!: string
}

@InputType({ description: 'What a client types to log in, and the key of the portal they do it in.' })
export class ClientLogInInput implements ClientLogIn {
  @Field(() => String, { description: 'The company’s public portal key.' })
  portalKey!: string

  @Field(() => String, { description: 'The email address, in whatever case.' })
  email!: string

  @Field(() => String, { description: 'The password, the temporary one too.' })
  password!: string
}

@InputType({ description: 'What keeps a session going.' })
export class SessionRefreshInput {
  @Field(() => String, { description: 'The session’s latest refresh token.' })
  refreshToken!: string
}

@InputType({ description: 'Which session ends.' })
export class SessionEndInput {
  @Field(() => ID, { nullable: true, description: 'One of the asker’s own; the present one if absent.' })
  sessionId?: string
}

@InputType({ description: 'Which sessions end.' })
export class SessionEndAllInput {
  @Field(() => Boolean, { defaultValue: false, description: 'Whether the present session goes on.' })
  keepsCurrent!: boolean
}

@ObjectType('SecondFactorChallenge', {
  simpleResolvers: true,
  description: 'What stands between the first factor and the session: `secondFactorVerify` takes it with a code.',
})
export class SecondFactorChallenge {
  @Field(() => String, { description: 'For `secondFactorVerify`: five tries.' })
  challengeId!: string

  @Field(() => DateTime, { description: 'Until when it can be answered: five minutes.' })
  expiresAt!: Date
}

@ObjectType({ description: 'A session that was opened or renewed.' })
export class SessionPayload extends Payload {
  @Field(() => OpenedSession, { nullable: true, description: 'The session with its tokens.' })
  session?: OpenedSession

  @Field(() => SecondFactorChallenge, {
    nullable: true,
    description: 'That a second factor is asked for before there is a session: answer it by `secondFactorVerify`.',
  })
  challenge?: SecondFactorChallenge
}

@ObjectType({ description: 'What `sessionEnd` did.' })
export class SessionEndPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The session that has ended.' })
  sessionId?: string
}

@ObjectType({ description: 'What `sessionEndAll` did.' })
export class SessionEndAllPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many sessions were ended.' })
  endedCount?: number
}
