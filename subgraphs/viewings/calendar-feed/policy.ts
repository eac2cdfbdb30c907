import { inPerson, type Actor, type Client, type Staff } from '../../kernel/actor.ts'
import { mayTakePart } from '../client/policy.ts'

/** Who has a calendar that can be subscribed to: clients, and staff who show properties; in person, as it is a way to come in. */
export const mayHaveFeed = (actor: Actor): Client | Staff => mayTakePart(inPerson(actor))
