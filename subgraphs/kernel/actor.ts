import { forbidden, unauthenticated } from './errors.ts'
import type { AccountId, AgentId, ApiKeyId, CompanyId, ContactId, SessionId } from './ids.ts'
import type { SubgraphName } from './subgraph.ts'

/** What a member of staff may do, by FEATURES' table at its head. */
export type Role = 'ADMIN' | 'AGENT' | 'SUPPORT'

/** What keeps a signed-in person from everything but mending it, in the order in which it is to be mended (ACC-16). */
export type Block = 'PASSWORD_CHANGE_REQUIRED' | 'TERMS_NOT_ACCEPTED' | 'PORTAL_OFF'

/** The parts of a portal that its clients have or not, in the order in which they are shown (ACC-24). */
export const portalFeatures = [
  'VIEWINGS',
  'OFFERS',
  'TICKETS',
  'HELP_CENTRE',
  'CONTACT_AGENT',
  'PROFILE_DELETION',
  'UPLOADS',
] as const
export type PortalFeature = (typeof portalFeatures)[number]

/** What an API key may do in one subgraph: ask it, or change what is there (ACC-29). */
export type Scope = `${Uppercase<SubgraphName>}_${'READ' | 'WRITE'}`

/** A visitor without a session. */
export interface Anonymous {
  readonly kind: 'anonymous'
}

/** A member of one company, or an API key that acts for them. */
export interface Staff {
  readonly kind: 'staff'
  readonly company: CompanyId
  readonly agent: AgentId
  readonly role: Role
  /** What their coming and going is told by: their session, or the API key itself. */
  readonly session: SessionId | ApiKeyId
  readonly blocks: readonly Block[]
  /** An API key's: it may do this much of what its member may, see `scopes.ts`. Absent where the member asks in person. */
  readonly scopes?: readonly Scope[]
}

/** A portal user of one company, who is exactly one contact of it. */
export interface Client {
  readonly kind: 'client'
  readonly company: CompanyId
  readonly account: AccountId
  readonly contact: ContactId
  readonly session: SessionId
  readonly blocks: readonly Block[]
  /** What of the portal its company's clients do not have; absent where they have all. */
  readonly featuresOff?: readonly PortalFeature[]
  /** The member of staff who sees the portal as this client does, and changes nothing in it; absent where the client asks. */
  readonly seenBy?: AgentId
}

/** A subgraph that acts by itself for a company: a job or a reaction. */
export interface Service {
  readonly kind: 'service'
  readonly company: CompanyId
}

/**
 * Who asks. The gateway verifies it once and passes it inward: by value in one process, as a signed assertion over
 * HTTP. Clients' tokens never travel inward.
 */
export type Actor = Anonymous | Staff | Client | Service

/** Nobody in particular: what a request without a token gets. */
export const anonymous: Anonymous = { kind: 'anonymous' }

/** The member of staff who asks; UNAUTHENTICATED for a visitor, FORBIDDEN for anyone else. */
export function asStaff(actor: Actor, ...roles: readonly Role[]): Staff {
  if (actor.kind === 'anonymous') throw unauthenticated()
  if (actor.kind !== 'staff') throw forbidden('STAFF_ONLY')
  if (roles.length > 0 && !roles.includes(actor.role)) throw forbidden('ROLE', { roles })
  return actor
}

/** The portal user who asks; UNAUTHENTICATED for a visitor, FORBIDDEN for anyone else. */
export function asClient(actor: Actor): Client {
  if (actor.kind === 'anonymous') throw unauthenticated()
  if (actor.kind !== 'client') throw forbidden('CLIENTS_ONLY')
  return actor
}

/**
 * The service that asks for itself, if it is one of these; FORBIDDEN for anyone else. `caller` is who has signed for what the
 * actor is.
 */
export function asService(actor: Actor, caller: string, ...services: readonly SubgraphName[]): Service {
  if (actor.kind === 'service' && services.some((name) => name === caller)) return actor
  throw forbidden('SERVICES_ONLY')
}

/**
 * The same actor; FORBIDDEN for an API key. All that makes, changes or ends a way to come in is for people: a key that has
 * leaked must not outlive its end (ACC-29).
 */
export function inPerson<A extends Actor>(actor: A): A & { readonly session?: SessionId } {
  if (isApiKey(actor)) throw forbidden('PEOPLE_ONLY')
  return actor as A & { readonly session?: SessionId }
}

/** The same actor; FORBIDDEN for staff who look at the portal as a client sees it: they change nothing. */
export function mayWrite<A extends Actor>(actor: A): A {
  if (actor.kind === 'client' && actor.seenBy) throw forbidden('READ_ONLY_VIEW')
  return actor
}

/** The same actor; FORBIDDEN for a client of a company whose clients do not have this part of the portal (ACC-24). */
export function withFeature<A extends Actor>(actor: A, feature: PortalFeature): A {
  if (actor.kind === 'client' && actor.featuresOff?.includes(feature)) throw forbidden('FEATURE_OFF', { feature })
  return actor
}

/** Whether an API key asks. */
export function isApiKey(
  actor: Actor,
): actor is Staff & { readonly session: ApiKeyId; readonly scopes: readonly Scope[] } {
  return actor.kind === 'staff' && actor.scopes !== undefined
}

/** The id under which the actor does things: who stands as `by` in events and activities; null for the system. */
export function personOf(actor: Actor): AgentId | AccountId | null {
  if (actor.kind === 'staff') return actor.agent
  return actor.kind === 'client' ? actor.account : null
}

/** The same actor; FORBIDDEN, with what is due first as its reason, for who must mend something (ACC-3, ACC-16). */
export function unblocked<A extends Actor>(actor: A): A {
  const block = blockOf(actor)
  if (block) throw forbidden(block)
  return actor
}

/** What somebody must mend first; null when nothing is in their way. */
export function blockOf(actor: Actor): Block | null {
  return actor.kind === 'staff' || actor.kind === 'client' ? (actor.blocks[0] ?? null) : null
}
