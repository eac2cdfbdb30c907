import { Arg, Ctx, Query, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { diagnosisOf } from './queries.ts'
import { LoginDiagnosis } from './types.ts'

@Resolver()
export class DiagnosisResolver {
  @Query(() => LoginDiagnosis, {
    nullable: true,
    description:
      'Why a client can or cannot log in: everything that must be true, in order, with what mends it. For staff, of the ' +
      'accounts that they see; to the client themselves the answer is always the same (ACC-9, ACC-25).',
  })
  loginDiagnosis(
    @Arg('email', () => String, { description: 'What the client types, in whatever case.' }) email: string,
    @Arg('portalKey', () => String, { description: 'The key in the address of the page where they type it.' })
    portalKey: string,
    @Ctx() ctx: Context,
  ) {
    return diagnosisOf(ctx, email, portalKey)
  }
}
