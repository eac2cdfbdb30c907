import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { openSupportAccount } from './commands.ts'
import { SupportAccountOpenInput, SupportAccountOpenPayload } from './types.ts'

@Resolver()
export class SupportAccountResolver {
  @Directive('@inaccessible')
  @Mutation(() => SupportAccountOpenPayload, {
    description:
      'For tickets: begins an account for somebody who asks for support and has none, while the portal is on and open to ' +
      'registration. Once more has no effect (ACC-20).',
  })
  supportAccountOpen(@Arg('input', () => SupportAccountOpenInput) input: SupportAccountOpenInput, @Ctx() ctx: Context) {
    return mutate<SupportAccountOpenPayload>(ctx, async () => ({ accountId: await openSupportAccount(ctx, input) }))
  }
}
