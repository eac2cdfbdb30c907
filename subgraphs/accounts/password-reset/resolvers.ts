import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { SessionPayload } from '../session/types.ts'
import { completeReset, resendReset, startReset, startStaffReset } from './commands.ts'
import {
  PasswordResetCompleteInput,
  PasswordResetResendInput,
  PasswordResetResendPayload,
  PasswordResetStartInput,
  PasswordResetStartPayload,
  StaffPasswordResetStartInput,
  StaffPasswordResetStartPayload,
} from './types.ts'

@Resolver()
export class PasswordResetResolver {
  @Mutation(() => PasswordResetStartPayload, {
    description:
      'A client has a code mailed by which to choose a new password (ACC-12). Who cannot, such as somebody whose account is ' +
      'disabled, gets a mail that says what to do instead; the answer is the same for every address.',
  })
  passwordResetStart(@Arg('input', () => PasswordResetStartInput) input: PasswordResetStartInput, @Ctx() ctx: Context) {
    return mutate<PasswordResetStartPayload>(ctx, () => startReset(ctx, input))
  }

  @Mutation(() => StaffPasswordResetStartPayload, {
    description:
      'A member of staff has a code mailed by which to choose a new password (ACC-12); the answer is the same for every ' +
      'address.',
  })
  staffPasswordResetStart(
    @Arg('input', () => StaffPasswordResetStartInput) input: StaffPasswordResetStartInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<StaffPasswordResetStartPayload>(ctx, () => startStaffReset(ctx, input))
  }

  @Mutation(() => PasswordResetResendPayload, {
    description: 'Has another code mailed, a minute after the one before at the earliest; the one before is dead.',
  })
  passwordResetResend(
    @Arg('input', () => PasswordResetResendInput) { resetId }: PasswordResetResendInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PasswordResetResendPayload>(ctx, () => resendReset(ctx, resetId))
  }

  @Mutation(() => SessionPayload, {
    description:
      'Sets a new password by the code from the mail, ends all sessions of its person, and logs them in (ACC-12). A ' +
      'password that is refused uses up no try of the code, of which there are five.',
  })
  passwordResetComplete(
    @Arg('input', () => PasswordResetCompleteInput) { resetId, code, newPassword }: PasswordResetCompleteInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<SessionPayload>(ctx, () => completeReset(ctx, resetId, code, newPassword))
  }
}
