import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { SessionPayload } from '../session/types.ts'
import { requestLink, useLink } from './commands.ts'
import { LoginLinkRequestInput, LoginLinkRequestPayload, LoginLinkUseInput } from './types.ts'

@Resolver()
export class LogInLinkResolver {
  @Mutation(() => LoginLinkRequestPayload, {
    description:
      'Has a link mailed that logs a client in without a password, for 15 minutes and once, where the company wants it ' +
      '(`logInByLink` of `portal`). The answer is the same for every address.',
  })
  loginLinkRequest(@Arg('input', () => LoginLinkRequestInput) input: LoginLinkRequestInput, @Ctx() ctx: Context) {
    return mutate<LoginLinkRequestPayload>(ctx, () => requestLink(ctx, input))
  }

  @Mutation(() => SessionPayload, {
    description:
      'A client logs in by the link from the mail. The page that the link opens calls it when its reader says so, as ' +
      'programs that check mails open links, too.',
  })
  loginLinkUse(@Arg('input', () => LoginLinkUseInput) { token }: LoginLinkUseInput, @Ctx() ctx: Context) {
    return mutate<SessionPayload>(ctx, () => useLink(ctx, token))
  }
}
