import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { Company } from '../company/types.ts'
import type { CompanyRow } from '../company/tables.ts'
import { updatePortal } from './commands.ts'
import { portalAt, portalOf, portalSettingsOf } from './queries.ts'
import type { PortalRow } from './tables.ts'
import {
  Portal,
  PortalBranding,
  PortalRegistration,
  PortalResult,
  PortalSettings,
  PortalSettingsUpdateInput,
  PortalSettingsUpdatePayload,
} from './types.ts'

@Resolver(() => Portal)
export class PortalResolver {
  @Query(() => PortalResult, {
    description:
      'How the portal looks and works to which a public key leads: what a frontend asks first, before anybody logs in ' +
      '(ACC-28).',
  })
  portal(
    @Arg('key', () => String, {
      nullable: true,
      description: 'The portal’s key, as it stands in the frontend’s address.',
    })
    key: string | null,
    @Ctx() ctx: Context,
  ) {
    return portalAt(ctx, key)
  }

  @FieldResolver(() => PortalBranding, { description: 'How it looks.' })
  branding(@Root() portal: PortalRow) {
    return portal
  }

  @FieldResolver(() => PortalRegistration, { description: 'How somebody comes to an account by themselves.' })
  registration(@Root() { registrationMode, registrationWay, shortestName }: PortalRow) {
    return { mode: registrationMode, way: registrationWay, shortestName }
  }
}

@Resolver(() => PortalSettings)
export class PortalSettingsResolver {
  @Query(() => PortalSettings, { nullable: true, description: 'The settings of the company’s portal. For ADMIN.' })
  portalSettings(@Ctx() ctx: Context) {
    return portalSettingsOf(ctx)
  }

  @Mutation(() => PortalSettingsUpdatePayload, {
    description:
      'An ADMIN sets how the portal looks and works. One save applies all or nothing: each wrong value is a refusal of its ' +
      'own in `userErrors`.',
  })
  portalSettingsUpdate(
    @Arg('input', () => PortalSettingsUpdateInput) input: PortalSettingsUpdateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PortalSettingsUpdatePayload>(ctx, async () => ({ portalSettings: await updatePortal(ctx, input) }))
  }

  @FieldResolver(() => Portal, { description: 'What everybody sees of it.' })
  portal(@Root() settings: PortalRow) {
    return settings
  }
}

@Resolver(() => Company)
export class CompanyPortalResolver {
  @FieldResolver(() => Portal, { description: 'How its portal looks and works.' })
  portal(@Root() { id }: { readonly id: CompanyRow['companyId'] }, @Ctx() ctx: Context) {
    return portalOf(ctx, id)
  }
}
