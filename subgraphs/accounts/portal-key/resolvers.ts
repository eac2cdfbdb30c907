import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import type { PortalRow } from '../portal/tables.ts'
import { PortalSettings } from '../portal/types.ts'
import { retirePortalKey, rotatePortalKey } from './commands.ts'
import { portalKeysOf } from './queries.ts'
import {
  PortalKey,
  PortalKeyRetireInput,
  PortalKeyRetirePayload,
  PortalKeyRotateInput,
  PortalKeyRotatePayload,
} from './types.ts'

@Resolver(() => PortalSettings)
export class PortalKeyResolver {
  @Mutation(() => PortalKeyRotatePayload, {
    description: 'An ADMIN gives the portal a new key. Those before it live on until they are retired (ACC-5).',
  })
  portalKeyRotate(@Arg('input', () => PortalKeyRotateInput) input: PortalKeyRotateInput, @Ctx() ctx: Context) {
    return mutate<PortalKeyRotatePayload>(ctx, async () => ({
      portalSettings: await rotatePortalKey(ctx, input.key ?? null),
    }))
  }

  @Mutation(() => PortalKeyRetirePayload, {
    description: 'An ADMIN takes an earlier key out of use for good: it then leads to no portal (ACC-5).',
  })
  portalKeyRetire(@Arg('input', () => PortalKeyRetireInput) input: PortalKeyRetireInput, @Ctx() ctx: Context) {
    return mutate<PortalKeyRetirePayload>(ctx, async () => ({ portalSettings: await retirePortalKey(ctx, input.key) }))
  }

  @FieldResolver(() => [PortalKey], { description: 'The keys that lead to it, newest first; at most ten.' })
  keys(@Root() { companyId }: PortalRow, @Ctx() ctx: Context) {
    return portalKeysOf(ctx, companyId)
  }
}
