import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { PortalAccount } from '../portal-account/types.ts'
import { completeEmailChange, resendEmailChange, startEmailChange } from './commands.ts'
import { emailChangeOf } from './queries.ts'
import {
  EmailChange,
  EmailChangeCompleteInput,
  EmailChangeCompletePayload,
  EmailChangeResendInput,
  EmailChangeResendPayload,
  EmailChangeStartInput,
  EmailChangeStartPayload,
} from './types.ts'

@Resolver(() => PortalAccount)
export class EmailChangeResolver {
  @Mutation(() => EmailChangeStartPayload, {
    description:
      'A client wants to log in with another email address: a code of ten minutes goes there, and the present address is ' +
      'told (ACC-17). Nothing changes until `emailChangeComplete`.',
  })
  emailChangeStart(
    @Arg('input', () => EmailChangeStartInput) { email, password }: EmailChangeStartInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<EmailChangeStartPayload>(ctx, async () => ({
      portalAccount: await startEmailChange(ctx, email, password),
    }))
  }

  @Mutation(() => EmailChangeResendPayload, {
    description: 'Mails another code, 60 seconds after the one before, which is dead then (ACC-7, ACC-17).',
  })
  emailChangeResend(
    @Arg('input', () => EmailChangeResendInput) { email }: EmailChangeResendInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<EmailChangeResendPayload>(ctx, async () => ({ portalAccount: await resendEmailChange(ctx, email) }))
  }

  @Mutation(() => EmailChangeCompletePayload, {
    description:
      'Shows by its code that the new address is the client’s: they log in with it from now on. Their other sessions ' +
      'end, and the former address is told (ACC-17). A code can be tried five times.',
  })
  emailChangeComplete(
    @Arg('input', () => EmailChangeCompleteInput) { code }: EmailChangeCompleteInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<EmailChangeCompletePayload>(ctx, async () => ({
      portalAccount: await completeEmailChange(ctx, code),
    }))
  }

  @FieldResolver(() => EmailChange, {
    nullable: true,
    description: 'Another address that waits for the code which was mailed there; null for none.',
  })
  emailChange(@Root() account: PortalAccountRow, @Ctx() ctx: Context) {
    return emailChangeOf(ctx, account)
  }
}
