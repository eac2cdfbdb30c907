import { asStaff, type Actor, type Staff } from '../../kernel/actor.ts'
import type { ContactId } from '../../kernel/ids.ts'

/** Which properties somebody sees, for the repository to turn into SQL. */
export type PropertySight =
  { readonly see: 'all' } | { readonly see: 'offered'; readonly contact: ContactId } | { readonly see: 'none' }

/** What this person sees: staff all, a client those offered to them, found by their watches, kept at hand, or viewed. */
export function sightOf(actor: Actor): PropertySight {
  if (actor.kind === 'staff' || actor.kind === 'service') return { see: 'all' }
  return actor.kind === 'client' ? { see: 'offered', contact: actor.contact } : { see: 'none' }
}

/** Who may make properties known. */
export const mayWrite = (actor: Actor): Staff => asStaff(actor, 'ADMIN', 'AGENT')

/** Whether somebody may make properties known. */
export const writes = (actor: Actor): boolean => actor.kind === 'staff' && actor.role !== 'SUPPORT'

/** Who knows all of a property: its exact place, and how one gets in. */
export const seesAll = (actor: Actor): boolean => actor.kind === 'staff' || actor.kind === 'service'
