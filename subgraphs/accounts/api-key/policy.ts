import { asStaff, blockOf, inPerson, isApiKey, unblocked, type Actor, type Staff } from '../../kernel/actor.ts'

/** Who looks after the company's API keys: an ADMIN in person, so that no key makes or changes keys. */
export const mayManage = (actor: Actor): Staff => unblocked(inPerson(asStaff(actor, 'ADMIN')))

/** The same question where no answer is an answer. */
export const seesKeys = (actor: Actor): boolean =>
  actor.kind === 'staff' && actor.role === 'ADMIN' && !isApiKey(actor) && blockOf(actor) === null
