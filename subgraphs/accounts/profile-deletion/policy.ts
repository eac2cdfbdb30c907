import { asClient, unblocked, withFeature, type Actor, type Client } from '../../kernel/actor.ts'

/** Whose profile may be deleted: each client's own, by themselves. */
export const mayDeleteOwn = (actor: Actor): Client => withFeature(unblocked(asClient(actor)), 'PROFILE_DELETION')
