import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { requestTimeline } from '../entry/queries.ts'
import { RequestEntryConnection } from '../entry/types.ts'
import { PortalAccount } from '../foreign.ts'
import { replyToRequest, solveRequest, submitRequest } from '../ticket/commands.ts'
import { requestOf, requestsOf, requestsOfAccount } from '../ticket/queries.ts'
import type { RequestView } from '../ticket/ticket.ts'
import {
  Request,
  RequestConnection,
  RequestFilter,
  RequestReplyInput,
  RequestReplyPayload,
  RequestSolveInput,
  RequestSolvePayload,
  RequestSubmitInput,
  RequestSubmitPayload,
} from './types.ts'

@Resolver(() => Request)
export class RequestResolver {
  @Query(() => Request, {
    nullable: true,
    description: 'One request as its client sees it; null where there is none that the asker may see.',
  })
  request(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return requestOf(ctx, id)
  }

  @Query(() => RequestConnection, {
    nullable: true,
    description: 'All requests of the client who asks, newest first (TIC-1).',
  })
  requests(
    @Args() page: PageArgs,
    @Arg('filter', () => RequestFilter, { nullable: true }) filter: RequestFilter | null,
    @Ctx() ctx: Context,
  ) {
    return requestsOf(ctx, filter?.statuses, page)
  }

  @Mutation(() => RequestSubmitPayload, { description: 'A client asks the company something (TIC-1).' })
  requestSubmit(@Arg('input', () => RequestSubmitInput) input: RequestSubmitInput, @Ctx() ctx: Context) {
    return mutate<RequestSubmitPayload>(ctx, async () => ({ request: await submitRequest(ctx, input) }))
  }

  @Mutation(() => RequestReplyPayload, {
    description:
      'A client answers. That reopens what awaited it or was solved; of what is closed it makes a new request.',
  })
  requestReply(@Arg('input', () => RequestReplyInput) input: RequestReplyInput, @Ctx() ctx: Context) {
    return mutate<RequestReplyPayload>(ctx, async () => ({
      request: await replyToRequest(ctx, input.requestId, input),
    }))
  }

  @Mutation(() => RequestSolvePayload, { description: 'A client marks their own request as solved (TIC-3).' })
  requestSolve(@Arg('input', () => RequestSolveInput) input: RequestSolveInput, @Ctx() ctx: Context) {
    return mutate<RequestSolvePayload>(ctx, async () => ({ request: await solveRequest(ctx, input.requestId) }))
  }

  @FieldResolver(() => Request, { nullable: true, description: 'The closed request that this one goes on from.' })
  followUpOf(@Root() { followUpOfId }: RequestView, @Ctx() ctx: Context) {
    return followUpOfId && requestOf(ctx, followUpOfId)
  }

  @FieldResolver(() => RequestEntryConnection, {
    nullable: true,
    description: 'Replies and changes of the status that the client sees, in time order.',
  })
  timeline(@Root() { id }: RequestView, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return requestTimeline(ctx, id, page)
  }
}

@Resolver(() => PortalAccount)
export class AccountRequestsResolver {
  @FieldResolver(() => RequestConnection, {
    nullable: true,
    description: 'What was asked with this account, as its client sees it, newest first.',
  })
  requests(@Root() account: PortalAccount, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return requestsOfAccount(ctx, account.id, page)
  }
}
