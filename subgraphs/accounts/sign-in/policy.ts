import { isApiKey, type Actor } from '../../kernel/actor.ts'

/**
 * Whether somebody sees how members of staff have come in: an ADMIN, and no key in their name. Not even their own otherwise,
 * as what SUPPORT sees of an event is made once for all of them.
 */
export function seesSignInsOfStaff(actor: Actor): boolean {
  return actor.kind === 'staff' && !isApiKey(actor) && actor.role === 'ADMIN'
}
