import { asStaff, blockOf, unblocked, type Actor, type Staff } from '../../kernel/actor.ts'

/** Who sets how the portal looks and works; everybody else sees what comes of it (FEATURES, the column `settings`). */
export const maySet = (actor: Actor): Staff => unblocked(asStaff(actor, 'ADMIN'))

/** Whether somebody sees all of its settings. */
export const seesSettings = (actor: Actor): boolean =>
  actor.kind === 'staff' && actor.role === 'ADMIN' && blockOf(actor) === null
