import { asStaff, inPerson, isApiKey, personOf, unblocked, type Actor, type Staff } from '../../kernel/actor.ts'
import type { PersonId } from '../password/tables.ts'

/** Who takes away others' second factors: an ADMIN in person. */
export const mayReset = (actor: Actor): Staff => unblocked(inPerson(asStaff(actor, 'ADMIN')))

/**
 * Whether somebody sees which members of staff have a second factor: an ADMIN. Their own the viewer tells, as what SUPPORT or
 * administrators see of an event is made once for all of them.
 */
export const seesOfStaff = (actor: Actor): boolean => actor.kind === 'staff' && actor.role === 'ADMIN'

/** How many codes for recovery are left is told to nobody but their owner in person. */
export const isOwn = (actor: Actor, person: PersonId): boolean => personOf(actor) === person && !isApiKey(actor)
