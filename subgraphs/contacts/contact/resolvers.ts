import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { ActivityConnection } from '../activity/types.ts'
import { Agent } from '../foreign.ts'
import { assignContact, createContact } from './commands.ts'
import { displayName } from './contact.ts'
import { emailsByContact, phonesByContact } from './loaders.ts'
import { activitiesOf, contactOf, contactsOf, contactsOfAgent } from './queries.ts'
import type { ContactRow } from './tables.ts'
import {
  Contact,
  ContactAssignInput,
  ContactAssignPayload,
  ContactConnection,
  ContactCreateInput,
  ContactCreatePayload,
  ContactFilter,
} from './types.ts'

@Resolver(() => Contact)
export class ContactResolver {
  @Query(() => Contact, {
    nullable: true,
    description: 'One contact; null where there is none that the asker may see.',
  })
  contact(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return contactOf(ctx, id)
  }

  @Query(() => ContactConnection, {
    nullable: true,
    description: 'The contacts that a member of staff sees, newest first.',
  })
  contacts(
    @Args() page: PageArgs,
    @Arg('filter', () => ContactFilter, { nullable: true }) filter: ContactFilter | null,
    @Ctx() ctx: Context,
  ) {
    return contactsOf(ctx, filter ?? {}, page)
  }

  @Mutation(() => ContactCreatePayload, { description: 'Staff make somebody known to the company (CON-1).' })
  contactCreate(@Arg('input', () => ContactCreateInput) input: ContactCreateInput, @Ctx() ctx: Context) {
    return mutate<ContactCreatePayload>(ctx, async () => ({ contact: await createContact(ctx, input) }))
  }

  @Mutation(() => ContactAssignPayload, { description: 'Staff give a contact another responsible agent (CON-1).' })
  contactAssign(@Arg('input', () => ContactAssignInput) input: ContactAssignInput, @Ctx() ctx: Context) {
    return mutate<ContactAssignPayload>(ctx, async () => ({
      contact: await assignContact(ctx, input),
    }))
  }

  @FieldResolver(() => String, { description: 'First and last name in one line.' })
  displayName(@Root() contact: ContactRow) {
    return displayName(contact)
  }

  @FieldResolver(() => [String], { description: 'Email addresses, the main one first.' })
  async emails(@Root() contact: ContactRow, @Ctx() ctx: Context) {
    return (await ctx.loader(emailsByContact).load(contact.id)).map((email) => email.address)
  }

  @FieldResolver(() => [String], { description: 'Phone numbers, the main one first.' })
  async phones(@Root() contact: ContactRow, @Ctx() ctx: Context) {
    return (await ctx.loader(phonesByContact).load(contact.id)).map((phone) => phone.number)
  }

  @FieldResolver(() => Agent, {
    nullable: true,
    description:
      'The agent who looks after this person; null until one is named, and while the asker must mend something first.',
  })
  responsibleAgent(@Root() contact: ContactRow) {
    return contact.responsibleAgentId && { id: contact.responsibleAgentId }
  }

  @FieldResolver(() => ActivityConnection, {
    nullable: true,
    description: 'What happened to this contact, newest first (CON-3). For staff.',
  })
  activities(@Root() contact: ContactRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return activitiesOf(ctx, contact.id, page)
  }
}

@Resolver(() => Agent)
export class AgentContactsResolver {
  @FieldResolver(() => ContactConnection, {
    nullable: true,
    description: 'The contacts this agent is responsible for, as far as the asker sees them, newest first.',
  })
  contacts(@Root() agent: Agent, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return contactsOfAgent(ctx, agent.id, page)
  }
}
