import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { changePassword } from '../password/commands.ts'
import { PasswordChangeInput } from '../password/types.ts'
import { endAllSessions, endSession, logInClient, logInStaff, refreshSession } from './commands.ts'
import { asPerson } from './policy.ts'
import { sessionsOf } from './queries.ts'
import type { SessionRow } from './tables.ts'
import {
  ClientLogInInput,
  Session,
  SessionConnection,
  SessionEndAllInput,
  SessionEndAllPayload,
  SessionEndInput,
  SessionEndPayload,
  SessionPayload,
  SessionRefreshInput,
  StaffLogInInput,
} from './types.ts'

@Resolver(() => Session)
export class SessionResolver {
  @Query(() => SessionConnection, { nullable: true, description: 'The asker’s own sessions, newest first (ACC-13).' })
  sessions(@Args() page: PageArgs, @Ctx() ctx: Context) {
    return sessionsOf(ctx, page)
  }

  @Mutation(() => SessionPayload, {
    description: 'A member of staff logs in. `CREDENTIALS_INVALID` tells nothing of what is wrong (ACC-9).',
  })
  staffLogIn(@Arg('input', () => StaffLogInInput) input: StaffLogInInput, @Ctx() ctx: Context) {
    return mutate<SessionPayload>(ctx, () => logInStaff(ctx, input))
  }

  @Mutation(() => SessionPayload, {
    description: 'A client logs in. `CREDENTIALS_INVALID` tells nothing of what is wrong (ACC-9).',
  })
  clientLogIn(@Arg('input', () => ClientLogInInput) input: ClientLogInInput, @Ctx() ctx: Context) {
    return mutate<SessionPayload>(ctx, () => logInClient(ctx, input))
  }

  @Mutation(() => SessionPayload, {
    description:
      'Keeps a session going. The refresh token is used up; again within ten seconds it gives the same next one, ' +
      'later it ends the session (`REFRESH_TOKEN_REUSED`). Without use a client’s session ends after 30 days and staff’s ' +
      'after 12 hours, in any case after 90 and 7 days.',
  })
  sessionRefresh(@Arg('input', () => SessionRefreshInput) input: SessionRefreshInput, @Ctx() ctx: Context) {
    return mutate<SessionPayload>(ctx, async () => ({ session: await refreshSession(ctx, input.refreshToken) }))
  }

  @Mutation(() => SessionEndPayload, { description: 'Logs out, or ends another one of the asker’s sessions.' })
  sessionEnd(@Arg('input', () => SessionEndInput) input: SessionEndInput, @Ctx() ctx: Context) {
    return mutate<SessionEndPayload>(ctx, async () => ({ sessionId: await endSession(ctx, input.sessionId ?? null) }))
  }

  @Mutation(() => SessionEndAllPayload, { description: 'Ends the asker’s sessions everywhere.' })
  sessionEndAll(@Arg('input', () => SessionEndAllInput) input: SessionEndAllInput, @Ctx() ctx: Context) {
    return mutate<SessionEndAllPayload>(ctx, async () => ({
      endedCount: await endAllSessions(ctx, input.keepsCurrent),
    }))
  }

  @Mutation(() => SessionPayload, {
    description:
      'Changes the asker’s password: all other sessions end, and this one gets new tokens without the block ' +
      '`PASSWORD_CHANGE_REQUIRED` (ACC-3). The old refresh token serves ten seconds more.',
  })
  passwordChange(@Arg('input', () => PasswordChangeInput) input: PasswordChangeInput, @Ctx() ctx: Context) {
    return mutate<SessionPayload>(ctx, async () => ({
      session: await changePassword(ctx, input.currentPassword, input.newPassword),
    }))
  }

  @FieldResolver(() => DateTime, { description: 'When it was last refreshed.' })
  lastUsedAt(@Root() session: SessionRow) {
    return session.usedAt
  }

  @FieldResolver(() => DateTime, { description: 'When it ends if it is not refreshed before.' })
  expiresAt(@Root() session: SessionRow) {
    return session.idleUntil
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is the one that asks.' })
  isCurrent(@Root() session: SessionRow, @Ctx() ctx: Context) {
    return session.id === asPerson(ctx.actor).session
  }
}
