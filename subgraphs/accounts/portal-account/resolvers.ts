import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { agentOf } from '../agent/queries.ts'
import { Agent } from '../agent/types.ts'
import { Contact } from '../foreign.ts'
import { createAccount, resendInvitation } from './commands.ts'
import { accountOf, accountOfContact, accountsOf } from './queries.ts'
import type { PortalAccountRow } from './tables.ts'
import {
  PortalAccount,
  PortalAccountConnection,
  PortalAccountCreateInput,
  PortalAccountCreatePayload,
  PortalAccountFilter,
  PortalInvitationResendInput,
  PortalInvitationResendPayload,
} from './types.ts'

@Resolver(() => PortalAccount)
export class PortalAccountResolver {
  @Query(() => PortalAccount, {
    nullable: true,
    description: 'One portal account; null where there is none that the asker may see.',
  })
  portalAccount(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return accountOf(ctx, id)
  }

  @Query(() => PortalAccountConnection, {
    nullable: true,
    description: 'The portal accounts that a member of staff sees, newest first.',
  })
  portalAccounts(
    @Args() page: PageArgs,
    @Arg('filter', () => PortalAccountFilter, { nullable: true }) filter: PortalAccountFilter | null,
    @Ctx() ctx: Context,
  ) {
    return accountsOf(ctx, filter ?? {}, page)
  }

  @Mutation(() => PortalAccountCreatePayload, {
    description:
      'Staff give a contact a portal account, active at once; a temporary password of 72 hours is mailed (ACC-2). ' +
      'A contact has at most one: `PORTAL_USER_ALREADY_EXISTS`.',
  })
  portalAccountCreate(
    @Arg('input', () => PortalAccountCreateInput) { contactId, email }: PortalAccountCreateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PortalAccountCreatePayload>(ctx, async () => ({
      portalAccount: await createAccount(ctx, contactId, email ?? null),
    }))
  }

  @Mutation(() => PortalInvitationResendPayload, {
    description: 'Staff have a new temporary password mailed; the one before is dead (ACC-3).',
  })
  portalInvitationResend(
    @Arg('input', () => PortalInvitationResendInput) { accountId }: PortalInvitationResendInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PortalInvitationResendPayload>(ctx, async () => ({
      portalAccount: await resendInvitation(ctx, accountId),
    }))
  }

  @FieldResolver(() => Boolean, { description: 'Whether staff have shut it; nothing is deleted by that.' })
  isDisabled(@Root() account: PortalAccountRow) {
    return account.disabledAt !== null
  }

  @FieldResolver(() => Agent, {
    nullable: true,
    description:
      'The contact’s responsible agent, else the administrator; null for a draft, and while the asker must ' +
      'mend something first (ACC-1).',
  })
  owner(@Root() account: PortalAccountRow, @Ctx() ctx: Context) {
    return account.ownerId && agentOf(ctx, account.ownerId)
  }

  @FieldResolver(() => Contact, {
    nullable: true,
    description: 'Whose account it is; null for a draft, and where the asker does not see the contact.',
  })
  contact(@Root() account: PortalAccountRow) {
    return account.contactId && { id: account.contactId }
  }
}

@Resolver(() => Contact)
export class ContactAccountResolver {
  @FieldResolver(() => PortalAccount, {
    nullable: true,
    description: 'The contact’s portal account; null where there is none that the asker may see.',
  })
  portalAccount(@Root() contact: Contact, @Ctx() ctx: Context) {
    return accountOfContact(ctx, contact.id)
  }
}
