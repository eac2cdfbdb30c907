import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import type { PortalRow } from '../portal/tables.ts'
import { Portal, PortalSettings } from '../portal/types.ts'
import { redirectUrl, startUrl } from '../sign-on/addresses.ts'
import { createInstance, removeInstance, updateInstance } from './commands.ts'
import { instancesOf, offeredInstances } from './queries.ts'
import {
  PortalSignOn,
  SignOnInstance,
  SignOnInstanceConnection,
  SignOnInstanceCreateInput,
  SignOnInstanceCreatePayload,
  SignOnInstanceDeleteInput,
  SignOnInstanceDeletePayload,
  SignOnInstanceUpdateInput,
  SignOnInstanceUpdatePayload,
  SignOnSettings,
} from './types.ts'

@Resolver(() => SignOnInstance)
export class SignOnInstanceResolver {
  @Mutation(() => SignOnInstanceCreatePayload, {
    description: 'An ADMIN lets clients come in by another installation of the company’s product (ACC-21).',
  })
  signOnInstanceCreate(
    @Arg('input', () => SignOnInstanceCreateInput) input: SignOnInstanceCreateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<SignOnInstanceCreatePayload>(ctx, async () => ({ instance: await createInstance(ctx, input) }))
  }

  @Mutation(() => SignOnInstanceUpdatePayload, {
    description: 'An ADMIN changes how an instance is set, all that is given or nothing.',
  })
  signOnInstanceUpdate(
    @Arg('input', () => SignOnInstanceUpdateInput) input: SignOnInstanceUpdateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<SignOnInstanceUpdatePayload>(ctx, async () => ({ instance: await updateInstance(ctx, input) }))
  }

  @Mutation(() => SignOnInstanceDeletePayload, {
    description:
      'An ADMIN takes an instance away for good. Whoever came in by it keeps the account, and may sign on by another one.',
  })
  signOnInstanceDelete(
    @Arg('input', () => SignOnInstanceDeleteInput) { instanceId }: SignOnInstanceDeleteInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<SignOnInstanceDeletePayload>(ctx, async () => ({
      portalSettings: await removeInstance(ctx, instanceId),
    }))
  }
}

@Resolver(() => Portal)
export class PortalSignOnResolver {
  @FieldResolver(() => PortalSignOn, { description: 'How clients come in by the company’s product (ACC-28).' })
  async signOn(@Root() { companyId }: PortalRow, @Ctx() ctx: Context) {
    return { instances: await offeredInstances(ctx, companyId) }
  }
}

@Resolver(() => SignOnSettings)
export class SignOnSettingsResolver {
  @FieldResolver(() => SignOnInstanceConnection, {
    nullable: true,
    description: 'All instances, those that are switched off too, in the order in which they were made.',
  })
  instances(@Args() page: PageArgs, @Ctx() ctx: Context) {
    return instancesOf(ctx, page)
  }
}

@Resolver(() => PortalSettings)
export class PortalSettingsSignOnResolver {
  @FieldResolver(() => SignOnSettings, { description: 'By which providers clients come in.' })
  signOn(@Ctx() ctx: Context) {
    const { publicUrl } = ctx.services.config
    return { redirectUrl: redirectUrl(publicUrl), startUrl: startUrl(publicUrl) }
  }
}
