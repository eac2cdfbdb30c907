import type { Actor } from '../../kernel/actor.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { sightOf as sightOfClients, type Sight } from '../client/policy.ts'

/** Whose favourites somebody sees, for the repository to turn into SQL. */
export type FavouriteSight = Sight | { readonly see: 'ofAccount'; readonly account: AccountId }

/** What this person sees: a client those of their own account, staff those of the contacts they see. */
export function sightOf(actor: Actor): FavouriteSight {
  return actor.kind === 'client' ? { see: 'ofAccount', account: actor.account } : sightOfClients(actor)
}
