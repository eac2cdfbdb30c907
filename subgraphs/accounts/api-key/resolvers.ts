import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { beginningOf } from '../../kernel/key-text.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { agentsById } from '../agent/loaders.ts'
import { Agent } from '../agent/types.ts'
import { statusOf } from './api-key.ts'
import { createApiKey, revokeApiKey, updateApiKey } from './commands.ts'
import { apiKeyOf, apiKeysOf } from './queries.ts'
import type { ApiKeyRow } from './tables.ts'
import {
  ApiKey,
  ApiKeyConnection,
  ApiKeyCreateInput,
  ApiKeyCreatePayload,
  ApiKeyFilter,
  ApiKeyRevokeInput,
  ApiKeyRevokePayload,
  ApiKeyStatus,
  ApiKeyUpdateInput,
  ApiKeyUpdatePayload,
} from './types.ts'

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Query(() => ApiKey, {
    nullable: true,
    description: 'One of the company’s API keys; null where there is none, and for whoever is no ADMIN in person.',
  })
  apiKey(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return apiKeyOf(ctx, id)
  }

  @Query(() => ApiKeyConnection, {
    nullable: true,
    description: 'The company’s API keys, newest first, those that have ended too. For ADMIN, in person (ACC-29).',
  })
  apiKeys(
    @Args() page: PageArgs,
    @Arg('filter', () => ApiKeyFilter, { nullable: true }) filter: ApiKeyFilter | null,
    @Ctx() ctx: Context,
  ) {
    return apiKeysOf(ctx, filter ?? {}, page)
  }

  @Mutation(() => ApiKeyCreatePayload, {
    description: 'An ADMIN makes a key for a program of the company; 50 may be active at a time (ACC-29).',
  })
  apiKeyCreate(@Arg('input', () => ApiKeyCreateInput) input: ApiKeyCreateInput, @Ctx() ctx: Context) {
    return mutate<ApiKeyCreatePayload>(ctx, () => createApiKey(ctx, input))
  }

  @Mutation(() => ApiKeyUpdatePayload, {
    description:
      'An ADMIN gives a key another name or other scopes, which count within a second: its sockets are closed then, and ' +
      'it may connect again.',
  })
  apiKeyUpdate(@Arg('input', () => ApiKeyUpdateInput) input: ApiKeyUpdateInput, @Ctx() ctx: Context) {
    return mutate<ApiKeyUpdatePayload>(ctx, async () => ({ apiKey: await updateApiKey(ctx, input) }))
  }

  @Mutation(() => ApiKeyRevokePayload, {
    description: 'An ADMIN ends a key for good: within a second it is refused, and its sockets and streams are closed.',
  })
  apiKeyRevoke(@Arg('input', () => ApiKeyRevokeInput) { apiKeyId }: ApiKeyRevokeInput, @Ctx() ctx: Context) {
    return mutate<ApiKeyRevokePayload>(ctx, async () => ({ apiKey: await revokeApiKey(ctx, apiKeyId) }))
  }

  @FieldResolver(() => String, { description: 'How the key begins: all of it that is no secret.' })
  prefix(@Root() { companyId, id }: ApiKeyRow) {
    return beginningOf(companyId, id)
  }

  @FieldResolver(() => ApiKeyStatus, { description: 'What has become of it.' })
  status(@Root() apiKey: ApiKeyRow, @Ctx() ctx: Context) {
    return statusOf(apiKey, ctx.now())
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'For whom it acts.' })
  member(@Root() { agentId }: ApiKeyRow, @Ctx() ctx: Context) {
    return ctx.loader(agentsById).load(agentId)
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'The ADMIN who made it.' })
  createdBy(@Root() { createdById }: ApiKeyRow, @Ctx() ctx: Context) {
    return ctx.loader(agentsById).load(createdById)
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'The ADMIN who ended it; null for one that nobody has.' })
  revokedBy(@Root() { revokedById }: ApiKeyRow, @Ctx() ctx: Context) {
    return revokedById && ctx.loader(agentsById).load(revokedById)
  }
}
