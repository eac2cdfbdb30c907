import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import type { ContactRow } from '../contact/tables.ts'
import { Contact } from '../contact/types.ts'
import { portalUserByContact } from './loaders.ts'

@Resolver(() => Contact)
export class PortalUserResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether the contact has an active portal account, be it disabled or not (CON-2).',
  })
  async isPortalUser(@Root() contact: ContactRow, @Ctx() ctx: Context) {
    return (await ctx.loader(portalUserByContact).load(contact.id))?.isActive ?? false
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether the contact may come in: their account is active and not disabled, and the portal is on (CON-2).',
  })
  async hasActivePortalAccess(@Root() contact: ContactRow, @Ctx() ctx: Context) {
    return (await ctx.loader(portalUserByContact).load(contact.id))?.hasAccess ?? false
  }
}
