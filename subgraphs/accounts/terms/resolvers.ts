import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { agentOf } from '../agent/queries.ts'
import { Agent } from '../agent/types.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { PortalAccount } from '../portal-account/types.ts'
import type { PortalRow } from '../portal/tables.ts'
import { Portal } from '../portal/types.ts'
import { ClientViewer } from '../viewer/types.ts'
import { acceptTerms, publishTerms } from './commands.ts'
import { seesPublisher } from './policy.ts'
import {
  acceptancesOf,
  latestAcceptanceOf,
  termsOf,
  termsOfPortal,
  termsShown,
  termsToAccept,
  termsVersionsOf,
  textOf,
  type TermsShown,
} from './queries.ts'
import {
  Terms,
  TermsAcceptance,
  TermsAcceptanceConnection,
  TermsAcceptInput,
  TermsAcceptPayload,
  TermsConnection,
  TermsPublishInput,
  TermsPublishPayload,
} from './types.ts'

const inLanguage = { nullable: true, description: 'In which language, as `en`; the asker’s own if absent.' } as const

@Resolver(() => Terms)
export class TermsResolver {
  @Query(() => Terms, {
    nullable: true,
    description:
      'The terms and conditions of the asker’s company; null while it has none. Also for who must accept them first.',
  })
  terms(
    @Arg('version', () => Int, { nullable: true, description: 'Which version; the current one if absent.' })
    version: number | undefined,
    @Arg('language', () => String, inLanguage) language: string | undefined,
    @Ctx() ctx: Context,
  ) {
    return termsOf(ctx, version ?? null, language ?? null)
  }

  @Query(() => TermsConnection, {
    nullable: true,
    description: 'Every version of the company’s terms, newest first. For staff.',
  })
  termsVersions(@Args() page: PageArgs, @Ctx() ctx: Context) {
    return termsVersionsOf(ctx, page)
  }

  @Mutation(() => TermsPublishPayload, {
    description:
      'An ADMIN publishes the next version of the terms, which nobody can change any more. A required one blocks every ' +
      'client until they accept it (ACC-16).',
  })
  termsPublish(@Arg('input', () => TermsPublishInput) input: TermsPublishInput, @Ctx() ctx: Context) {
    return mutate<TermsPublishPayload>(ctx, async () => ({
      terms: await termsShown(ctx, await publishTerms(ctx, input), null),
    }))
  }

  @Mutation(() => TermsAcceptPayload, {
    description:
      'A client accepts the current version of the terms; the session gets new tokens without the block ' +
      '`TERMS_NOT_ACCEPTED`. Done again it changes nothing. The old refresh token serves ten seconds more.',
  })
  termsAccept(@Arg('input', () => TermsAcceptInput) input: TermsAcceptInput, @Ctx() ctx: Context) {
    return mutate<TermsAcceptPayload>(ctx, () => acceptTerms(ctx, input))
  }

  @FieldResolver(() => String, { description: 'One line.' })
  async title(@Root() terms: TermsShown, @Ctx() ctx: Context) {
    return (await textOf(ctx, terms)).title
  }

  @FieldResolver(() => String, {
    description: 'Markdown as the company wrote it: a page that shows it lets no HTML in it through.',
  })
  async body(@Root() terms: TermsShown, @Ctx() ctx: Context) {
    return (await textOf(ctx, terms)).body
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who published it. For staff; null for all others.' })
  publishedBy(@Root() terms: TermsShown, @Ctx() ctx: Context) {
    return seesPublisher(ctx.actor) ? agentOf(ctx, terms.publishedBy) : null
  }
}

@Resolver(() => Portal)
export class PortalTermsResolver {
  @FieldResolver(() => Terms, {
    nullable: true,
    description: 'The current terms and conditions; null while there are none.',
  })
  terms(
    @Root() portal: PortalRow,
    @Arg('language', () => String, inLanguage) language: string | undefined,
    @Ctx() ctx: Context,
  ) {
    return termsOfPortal(ctx, portal, language ?? null)
  }
}

@Resolver(() => PortalAccount)
export class AccountTermsResolver {
  @FieldResolver(() => TermsAcceptance, {
    nullable: true,
    description: 'The latest version of the terms that they accepted; null for none.',
  })
  termsAcceptance(@Root() account: PortalAccountRow, @Ctx() ctx: Context) {
    return latestAcceptanceOf(ctx, account)
  }

  @FieldResolver(() => TermsAcceptanceConnection, {
    nullable: true,
    description: 'Every version of the terms that they accepted, the latest first.',
  })
  termsAcceptances(@Root() account: PortalAccountRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return acceptancesOf(ctx, account, page)
  }
}

@Resolver(() => ClientViewer)
export class ViewerTermsResolver {
  @FieldResolver(() => Terms, {
    nullable: true,
    description: 'The terms that wait to be accepted (`termsAccept`); null when none are in the way.',
  })
  termsToAccept(@Ctx() ctx: Context) {
    return termsToAccept(ctx)
  }
}
