import type { Block, PortalFeature, Role } from '../../kernel/actor.ts'
import type { Device } from '../../kernel/device.ts'
import type { Refusal } from '../../kernel/errors.ts'
import { prefixOf, type AccountId, type AgentId, type CompanyId, type ContactId } from '../../kernel/ids.ts'
import type { SessionEnded } from '../events.ts'
import { mustChange } from '../password/password.ts'
import type { PasswordRow, PersonId } from '../password/tables.ts'
import { refuse } from '../refusals.ts'
import type { RefreshTokenRow, SessionRow } from './tables.ts'

/** Who may hold a session. */
export type Identity =
  | { readonly kind: 'staff'; readonly company: CompanyId; readonly person: AgentId; readonly role: Role }
  | {
      readonly kind: 'client'
      readonly company: CompanyId
      readonly person: AccountId
      readonly contact: ContactId
      readonly isPortalOn: boolean
      /** What of the portal they have (ACC-24). */
      readonly features: PortalFeature[]
      /** The version of the terms that they must have accepted, and the one they have; 0 for none (ACC-16). */
      readonly termsRequired: number
      readonly termsAccepted: number
      /** Their account's language, as a tag (RFC 5646). */
      readonly language: string
      /** The member of staff who sees the portal as this client does; absent where it is the client. */
      readonly seer?: { readonly agent: AgentId; readonly role: Role }
    }

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Clients come seldom and own little; staff come daily and see a whole company. Without use, and in all. */
const lifetimes = {
  client: { idle: 30 * DAY, absolute: 90 * DAY },
  staff: { idle: 12 * HOUR, absolute: 7 * DAY },
}
/** How long staff may see the portal as a client does, in all. */
const VIEW_LIFETIME = 30 * 60_000
const ACCESS_TOKEN_LIFETIME = 10 * 60_000
/** How long a used refresh token may come again: from a second tab, or because the answer was lost on the way. */
const GRACE = 10_000

/** Whose session begins, and from where they came in how. */
export interface Beginning extends Pick<SessionRow, 'companyId' | 'id' | 'personId' | 'chainKey' | 'way'> {
  readonly device: Device
  /** The member of staff who sees the portal as this client does; null or absent where it is the client. */
  readonly seenBy?: AgentId | null
}

/** A session that begins now. */
export function start({ device, seenBy = null, ...beginning }: Beginning, now: Date): SessionRow {
  const { personId } = beginning
  const absoluteUntil = after(now, seenBy ? VIEW_LIFETIME : lifetimes[kindOf(personId)].absolute)
  const times = { createdAt: now, usedAt: now, absoluteUntil, endedAt: null }
  return {
    ...beginning,
    ipAddress: device.address,
    program: device.program,
    seenBy,
    ...times,
    idleUntil: idleUntil({ personId, absoluteUntil }, now),
  }
}

/**
 * A refresh token was presented: it is used up, or, when it was used up before the grace, stolen; then the whole session
 * ends, which must be saved before the refusal is thrown.
 */
export function refresh(
  session: SessionRow,
  token: RefreshTokenRow,
  now: Date,
): { change: Partial<SessionRow>; event: SessionEnded | null; refusal: Refusal | null } {
  if (!isLive(session, now)) throw refuse('SESSION_ENDED')
  const isReused = token.usedAt !== null && now > after(token.usedAt, GRACE)
  if (isReused) return { ...ended(session, now), refusal: refuse('REFRESH_TOKEN_REUSED') }
  return { change: { usedAt: now, idleUntil: idleUntil(session, now) }, event: null, refusal: null }
}

/** Ends a session; nothing happens when it has ended before. */
export function end(session: SessionRow, now: Date): { change: Partial<SessionRow>; event: SessionEnded } | null {
  return session.endedAt ? null : ended(session, now)
}

/** Whether a session can still be used. */
export function isLive({ endedAt, idleUntil }: Pick<SessionRow, 'endedAt' | 'idleUntil'>, now: Date): boolean {
  return endedAt === null && now < idleUntil
}

/** When an access token made now expires: in ten minutes, and never after its session. */
export function accessTokenExpiry(session: Pick<SessionRow, 'idleUntil'>, now: Date): Date {
  return earlier(after(now, ACCESS_TOKEN_LIFETIME), session.idleUntil)
}

/** What is known of somebody's password, if they have one: who only ever comes in another way has none. */
export type PasswordKnown = Pick<PasswordRow, 'temporaryUntil' | 'changeRequiredAt'> | null

/** What keeps its person from everything but mending it, in the order in which it is to be mended (ACC-16). */
export function blocksOf(identity: Identity, password: PasswordKnown): Block[] {
  const blocks: Block[] = password && mustChange(password) ? ['PASSWORD_CHANGE_REQUIRED'] : []
  if (identity.kind === 'staff') return blocks
  if (identity.termsAccepted < identity.termsRequired) blocks.push('TERMS_NOT_ACCEPTED')
  if (!identity.isPortalOn) blocks.push('PORTAL_OFF')
  return blocks
}

/** Whether somebody is a member of staff or a portal user. */
export function kindOf(person: PersonId): Identity['kind'] {
  return prefixOf(person) === 'agent' ? 'staff' : 'client'
}

function ended(session: SessionRow, now: Date): { change: Partial<SessionRow>; event: SessionEnded } {
  const { id, personId } = session
  return {
    change: { endedAt: now },
    event: { type: 'session.ended', subject: id, persons: [personId], data: { sessionId: id, personId } },
  }
}

function idleUntil({ personId, absoluteUntil }: Pick<SessionRow, 'personId' | 'absoluteUntil'>, now: Date): Date {
  return earlier(after(now, lifetimes[kindOf(personId)].idle), absoluteUntil)
}

const after = (at: Date, ms: number) => new Date(at.getTime() + ms)
const earlier = (one: Date, other: Date) => (one < other ? one : other)
