import { asClient, unblocked, type Actor, type Client } from '../../kernel/actor.ts'

/** Clients say themselves who they are, each of their own account (ACC-17). */
export const mayEditOwn = (actor: Actor): Client => unblocked(asClient(actor))
