import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { completeRegistration, resendRegistration, startRegistration, verifyRegistration } from './commands.ts'
import {
  RegistrationCompleteInput,
  RegistrationCompletePayload,
  RegistrationResendInput,
  RegistrationResendPayload,
  RegistrationStartInput,
  RegistrationStartPayload,
  RegistrationVerifyInput,
  RegistrationVerifyPayload,
} from './types.ts'

@Resolver()
export class RegistrationResolver {
  @Mutation(() => RegistrationStartPayload, {
    description:
      'A visitor begins to open an account: a code of ten minutes or a link of a day is mailed, and the account is a ' +
      'draft until then (ACC-6, ACC-7, ACC-11). It replaces an unverified one of the same address.',
  })
  registrationStart(@Arg('input', () => RegistrationStartInput) input: RegistrationStartInput, @Ctx() ctx: Context) {
    return mutate<RegistrationStartPayload>(ctx, () => startRegistration(ctx, input))
  }

  @Mutation(() => RegistrationResendPayload, {
    description: 'Mails another code or link, a minute after the one before, which is dead then (ACC-7).',
  })
  registrationResend(
    @Arg('input', () => RegistrationResendInput) { registrationId }: RegistrationResendInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<RegistrationResendPayload>(ctx, () => resendRegistration(ctx, registrationId))
  }

  @Mutation(() => RegistrationVerifyPayload, {
    description:
      'Verifies the address by the mailed code, which may be tried five times: the account is linked to the contact of ' +
      'that address or to a new lead, and its person is logged in, unless staff must look at it first (ACC-7, ACC-8).',
  })
  registrationVerify(
    @Arg('input', () => RegistrationVerifyInput) { registrationId, code }: RegistrationVerifyInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<RegistrationVerifyPayload>(ctx, () => verifyRegistration(ctx, registrationId, code))
  }

  @Mutation(() => RegistrationCompletePayload, {
    description:
      'Verifies the address by the mailed link, which serves once, and sets the password; then as `registrationVerify` ' +
      '(ACC-11).',
  })
  registrationComplete(
    @Arg('input', () => RegistrationCompleteInput) { token, password }: RegistrationCompleteInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<RegistrationCompletePayload>(ctx, () => completeRegistration(ctx, token, password))
  }
}
