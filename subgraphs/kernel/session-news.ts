import type { Block, PortalFeature, Role, Scope } from './actor.ts'
import type { AgentId, CompanyId, ContactId, Id } from './ids.ts'

/**
 * What has become true of a session, of a person, or of all clients of a company. It says the state and not the time of
 * the change: a gateway compares it with what an access token claims, so that neither clocks that differ nor a token
 * made in the same moment decide anything.
 */
export interface RightsChange {
  /** A session, an API key, an agent, a portal account or a company. */
  readonly of: Id<string>
  /** Of a session or an API key: it has ended for good. */
  readonly hasEnded?: true
  /** Of a person: they may not come in. */
  readonly isDisabled?: boolean
  /** Of an agent. */
  readonly role?: Role
  /** Of a person, or of all clients of a company: which blocks stand in their way from now on, and which no longer. */
  readonly blocks?: Readonly<Partial<Record<Block, boolean>>>
  /** Of a company: what of the portal its clients do not have. */
  readonly featuresOff?: readonly PortalFeature[]
  /** Of a company: its frontends' origins have changed, and are to be read anew. This one is no state. */
  readonly hasNewOrigins?: true
  /** Of a company: the version of its terms that clients must have accepted. */
  readonly termsRequired?: number
  /** Of a client: the version they have accepted. */
  readonly termsAccepted?: number
  /** Of an API key: what it may do from this version of it on. */
  readonly key?: KeyScopes
}

/** What an API key may do; `version` counts its changes, so that the newer of two statements is known. */
export interface KeyScopes {
  readonly version: number
  readonly scopes: readonly Scope[]
}

/** What accounts tells a gateway that follows it: one part of what has changed, oldest first. */
export interface SessionNews {
  readonly epoch: number
  /** The place to ask on from. */
  readonly pos: number
  /** It begins with the last twelve minutes, and does not go on from the place that was named. */
  readonly isAnew: boolean
  /** Nothing more had happened when it was read. */
  readonly isWhole: boolean
  readonly changes: readonly RightsChange[]
}

/** What is true of one session or API key, for a gateway that cannot follow and asks. */
export interface SessionState {
  /** It goes on, and its person may come in. */
  readonly isLive: boolean
  /** When it ends unless it is refreshed, in milliseconds of Unix time. */
  readonly until: number
  /** An agent's role; of a view of a client, that of the agent who looks. */
  readonly role?: Role
  readonly blocks: readonly Block[]
  /** Of a client: what of the portal they do not have. */
  readonly featuresOff?: readonly PortalFeature[]
  /** Of an API key. */
  readonly key?: KeyScopes
}

/**
 * Who somebody is who may come in at this moment, for what acts in their name without a session: that person may do no
 * more than they might in person.
 */
export type PersonState =
  | { readonly kind: 'staff'; readonly agent: AgentId; readonly role: Role; readonly language: string }
  | {
      readonly kind: 'client'
      readonly contact: ContactId
      readonly language: string
      readonly featuresOff: readonly PortalFeature[]
    }

/** The origins from which pages of one company's own frontends call, as browsers send them. */
export interface CompanyOrigins {
  readonly company: CompanyId
  readonly origins: readonly string[]
}

/**
 * What accounts says of an API key that a gateway was shown: nothing of one whose secret is wrong, that it counts no more,
 * or for whom it acts.
 */
export type KeyAnswer =
  | { readonly is: 'unknown' | 'ended' }
  | { readonly is: 'live'; readonly agent: AgentId; readonly role: Role; readonly state: SessionState }

/** How long a change is remembered: an access token lives ten minutes, and two are for clocks and slow transactions. */
export const REMEMBERED_MS = 12 * 60_000
