import { asStaff, inPerson, personOf, unblocked, type Actor, type Staff } from '../../kernel/actor.ts'
import type { PersonId } from '../password/tables.ts'

/** Who takes away others' second factors: an ADMIN in person. */
export const mayReset = (actor: Actor): Staff => unblocked(inPerson(asStaff(actor, 'ADMIN')))

/** Whether somebody sees that an agent has a second factor: an ADMIN, and they themselves. */
export const seesOfAgent = (actor: Actor, person: PersonId): boolean =>
  personOf(actor) === person || (actor.kind === 'staff' && actor.role === 'ADMIN')

/** How many codes for recovery are left is told to nobody but their owner. */
export const isOwn = (actor: Actor, person: PersonId): boolean => personOf(actor) === person
