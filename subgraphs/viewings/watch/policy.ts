import { asService, type Actor, type Service } from '../../kernel/actor.ts'

/** Which service says what somebody looked for when they registered: accounts, which lets them in. */
export const mayRegister = (actor: Actor, caller: string): Service => asService(actor, caller, 'accounts')
