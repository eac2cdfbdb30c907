import {
  anonymous,
  personOf,
  type Actor,
  type Block,
  type PortalFeature,
  type Role,
} from '../subgraphs/kernel/actor.ts'
import type { Id } from '../subgraphs/kernel/ids.ts'
import type { Language } from '../subgraphs/kernel/language.ts'
import type { KeyScopes, RightsChange, SessionState } from '../subgraphs/kernel/session-news.ts'

/** What a verified access token claims, or an API key. Whether it is still true is another question. */
export interface Pass {
  readonly actor: Actor
  /** When its session ends unless it is refreshed, in milliseconds of Unix time. */
  readonly until: number
  /** The version of the company's terms that its blocks were judged by. */
  readonly terms: number
  /** A client's, from their account; null for whoever says it with each request. */
  readonly language: Language | null
  /** Of a view of a client: the role of the agent who looks. */
  readonly seerRole?: Role
  /** Of an API key: the version of it whose scopes the actor has. */
  readonly keyVersion?: number
}

/** The pass of whoever shows none. */
export const visitor: Pass = { actor: anonymous, until: Infinity, terms: 0, language: null }

/** Whether a pass still counts: its session has ended, or what it claims of its person is not true any more. */
export type Verdict = 'good' | 'ended' | 'changed'

/** What has ended or changed of late, by session, person and company. */
export interface Rights {
  note(change: RightsChange, at: number): void
  judge(pass: Pass): Verdict
  /** Forgets what was noted before a time: no access token lives that does not know it. */
  forget(before: number): void
  /** Forgets the one noted longest ago. */
  forgetOldest(): void
  clear(): void
  readonly size: number
}

export function openRights(): Rights {
  // The one noted last stands last.
  const known = new Map<Id<string>, { readonly state: RightsChange; readonly at: number }>()
  return {
    note(change, at) {
      const before = known.get(change.of)?.state
      const state = { ...before, ...change }
      known.delete(change.of)
      known.set(change.of, {
        state: before?.blocks && change.blocks ? { ...state, blocks: { ...before.blocks, ...change.blocks } } : state,
        at,
      })
    },
    judge(pass) {
      const { actor } = pass
      if (actor.kind !== 'staff' && actor.kind !== 'client') return 'good'
      const session = known.get(actor.session)?.state
      const person = known.get(personOf(actor)!)?.state
      const company = actor.kind === 'client' ? known.get(actor.company)?.state : undefined
      const seer = actor.kind === 'client' && actor.seenBy ? known.get(actor.seenBy)?.state : undefined
      if (session?.hasEnded || person?.isDisabled || seer?.isDisabled) return 'ended'
      if (seer?.role !== undefined && seer.role !== pass.seerRole) return 'changed'
      return [session, person, company].some((told) => told && contradicts(told, pass)) ? 'changed' : 'good'
    },
    forget(before) {
      for (const [id, { at }] of known) {
        if (at >= before) return
        known.delete(id)
      }
    },
    forgetOldest() {
      for (const id of known.keys()) {
        known.delete(id)
        return
      }
    },
    clear: () => known.clear(),
    get size() {
      return known.size
    },
  }
}

function contradicts(told: RightsChange, pass: Pass): boolean {
  const { role, blocks, termsRequired, termsAccepted, featuresOff, key } = told
  const { actor, terms, keyVersion = 0 } = pass
  if (key && key.version > keyVersion && !hasScopes(pass, key)) return true
  if (actor.kind === 'staff' && role !== undefined && role !== actor.role) return true
  if (featuresOff && !isWithout(pass, featuresOff)) return true
  if (termsRequired !== undefined && termsRequired > terms) return true
  const holds = (block: Block) => 'blocks' in actor && actor.blocks.includes(block)
  if (termsAccepted !== undefined && termsAccepted >= terms && holds('TERMS_NOT_ACCEPTED')) return true
  return Object.entries(blocks ?? {}).some(([block, isDue]) => holds(block as Block) !== isDue)
}

/** The same question, answered by what accounts says of the session at this moment. */
export function judgeBy({ isLive, role, blocks, featuresOff, key }: SessionState, pass: Pass): Verdict {
  const { actor } = pass
  if (!isLive) return 'ended'
  if (!hasScopes(pass, key)) return 'changed'
  if (!isWithout(pass, featuresOff)) return 'changed'
  if ((actor.kind === 'staff' ? actor.role : pass.seerRole) !== role) return 'changed'
  const held = 'blocks' in actor ? actor.blocks : []
  return held.length === blocks.length && blocks.every((block) => held.includes(block)) ? 'good' : 'changed'
}

/** Whether a pass keeps just these parts of the portal from its actor; both are told in the one order that there is. */
function isWithout({ actor }: Pass, featuresOff: readonly PortalFeature[] = []): boolean {
  const held = actor.kind === 'client' ? (actor.featuresOff ?? []) : []
  return held.join() === featuresOff.join()
}

/** Whether a pass lets its actor do what a key may; where there is no key, what they may do is not narrowed. */
function hasScopes({ actor }: Pass, key: KeyScopes | undefined): boolean {
  const held = actor.kind === 'staff' ? actor.scopes : undefined
  return held?.join() === key?.scopes.join()
}
