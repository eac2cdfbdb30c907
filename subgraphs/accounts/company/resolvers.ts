import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { Agent } from '../agent/types.ts'
import { appointAdministrator, foundFirstCompany } from './commands.ts'
import { administratorOf } from './queries.ts'
import type { CompanyRow } from './tables.ts'
import {
  AdministratorAppointInput,
  AdministratorAppointPayload,
  Company,
  CompanyFoundInput,
  CompanyFoundPayload,
} from './types.ts'

@Resolver(() => Company)
export class CompanyResolver {
  @Mutation(() => CompanyFoundPayload, {
    description:
      'Makes the first company of a new server, with its administrator and its portal: open to everybody as long as there ' +
      'is no company, and to nobody from then on (ACC-27).',
  })
  companyFound(@Arg('input', () => CompanyFoundInput) input: CompanyFoundInput, @Ctx() ctx: Context) {
    return mutate<CompanyFoundPayload>(ctx, async () => {
      const { name, handle, password, ...administrator } = input
      const { company: id, portalKey } = await foundFirstCompany(ctx, {
        company: { name, handle },
        administrator,
        password,
      })
      return { company: { id, name }, portalKey }
    })
  }

  @Mutation(() => AdministratorAppointPayload, {
    description:
      'An ADMIN names the company’s administrator, who gets the contacts that are nobody’s, and can neither leave nor get ' +
      'another role until somebody else is named (ACC-27). Once more has no effect.',
  })
  administratorAppoint(
    @Arg('input', () => AdministratorAppointInput) input: AdministratorAppointInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<AdministratorAppointPayload>(ctx, async () => ({
      agent: await appointAdministrator(ctx, input.agentId),
    }))
  }

  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'The company’s administrator; null while the asker must mend something first.',
  })
  administrator(@Root() { id }: { readonly id: CompanyRow['companyId'] }, @Ctx() ctx: Context) {
    return administratorOf(ctx, id)
  }
}
