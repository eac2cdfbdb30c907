import { asService, type Actor, type Service } from '../../kernel/actor.ts'

/** Which service says that somebody asked for support: tickets. */
export const mayOpen = (actor: Actor, caller: string): Service => asService(actor, caller, 'tickets')
