import { asStaff, type Actor, type Staff } from '../../kernel/actor.ts'

/** Who says for which reasons clients of the company may reject a property. */
export const mayWrite = (actor: Actor): Staff => asStaff(actor, 'ADMIN')
