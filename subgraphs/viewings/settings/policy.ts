import { asStaff, type Actor, type Staff } from '../../kernel/actor.ts'

/** Who decides how the company works with viewings. */
export const maySet = (actor: Actor): Staff => asStaff(actor, 'ADMIN')
/** Who works by what is decided. */
export const mayRead = (actor: Actor): Staff => asStaff(actor, 'ADMIN', 'AGENT')
/** Whether somebody may read it now. */
export const reads = (actor: Actor): boolean => actor.kind === 'staff' && actor.role !== 'SUPPORT'
