import { asService, type Actor, type Service } from '../../kernel/actor.ts'

/** Which service asks whom an address is known for, and makes leads of those who register: accounts, which lets them in. */
export const mayRegister = (actor: Actor, caller: string): Service => asService(actor, caller, 'accounts')
