import type { ViewingGateOpened } from '../events.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { endOfDay, personsOf, type Viewing } from '../viewing/viewing.ts'
import { dateIn, instantIn } from '../zone/zone.ts'

/** What of a viewing its gates depend on. */
export type Gated = Pick<ViewingRow, 'status' | 'startsAt' | 'endsAt' | 'journalUnlockedAt'>

/** What the viewing keeps of its gates, so that each opening is told once. */
export type GateMarks = Pick<ViewingRow, 'navigationOpenedAt' | 'journalOpenedAt' | 'journalUnlockedAt'>

export const gateNames = ['NAVIGATION', 'JOURNAL'] as const
export type GateName = (typeof gateNames)[number]

/** Why a gate is closed. */
export type GateReason = 'NOT_CONFIRMED' | 'TOO_EARLY' | 'OVER' | 'REJECTED' | 'CANCELLED' | 'CLIENT_ONLY'

/** What a client gets. */
export interface Open {
  readonly state: 'OPEN'
  /** The first instant at which it is closed again; null where it stays open. */
  readonly closesAt: Date | null
}

/** What was written before stays readable; writing waits, or is over. */
export interface ReadOnly {
  readonly state: 'READ_ONLY'
  readonly opensAt: Date | null
  readonly reason: GateReason
}

/** Nothing is to be had. `opensAt` is null where it will not open as things stand. */
export interface Closed {
  readonly state: 'CLOSED'
  readonly opensAt: Date | null
  readonly reason: GateReason
}

const NAVIGATION_AHEAD_MS = 48 * 3_600_000

/** Whether the viewing's client is shown the way to it: from 48 hours of elapsed time before the start to the end of its day (VIE-9). */
export function navigationGate(viewing: Gated, zone: string, now: Date): Open | Closed {
  const agreed = agreedTime(viewing)
  if (!agreed) return { state: 'CLOSED', opensAt: null, reason: whyNot(viewing) }
  const [opensAt, closesAt] = [navigationOpensAt(agreed.startsAt), endOfDay(agreed, zone)]
  if (now < opensAt) return { state: 'CLOSED', opensAt, reason: 'TOO_EARLY' }
  if (now >= closesAt) return { state: 'CLOSED', opensAt: null, reason: 'OVER' }
  return { state: 'OPEN', closesAt }
}

/**
 * What the viewing's client may do with its journal: from the beginning of the viewing's day on they write in it. Once it
 * has been open it stays readable, also when the viewing is moved to another day or called off (VIE-10).
 */
export function journalGate(viewing: Gated, zone: string, now: Date): Open | ReadOnly | Closed {
  const agreed = agreedTime(viewing)
  const state = viewing.journalUnlockedAt ? 'READ_ONLY' : 'CLOSED'
  if (!agreed) return { state, opensAt: null, reason: whyNot(viewing) }
  const opensAt = journalOpensAt(agreed.startsAt, zone)
  return now < opensAt ? { state, opensAt, reason: 'TOO_EARLY' } : { state: 'OPEN', closesAt: null }
}

export function navigationOpensAt(startsAt: Date): Date {
  return new Date(startsAt.getTime() - NAVIGATION_AHEAD_MS)
}

/** Where the clocks skip midnight, the day begins when they do. */
export function journalOpensAt(startsAt: Date, zone: string): Date {
  return instantIn(zone, dateIn(zone, startsAt))
}

/**
 * What is to be kept of a viewing's gates after a change of it, or when time alone has passed, and which of them have
 * opened by it. Whoever was told of an opening is told again only if the gate has been closed in between.
 */
export function passGates(
  before: Gated & GateMarks,
  after: Gated,
  zone: string,
  now: Date,
): { readonly marks: GateMarks; readonly opened: readonly GateName[] } {
  const isShown = (viewing: Gated) => navigationGate(viewing, zone, now).state === 'OPEN'
  const isWritable = (viewing: Gated) => journalGate(viewing, zone, now).state === 'OPEN'
  const toldOf = (told: Date | null, isOpen: (viewing: Gated) => boolean) => (isOpen(before) ? told : null)

  const told = {
    NAVIGATION: toldOf(before.navigationOpenedAt, isShown),
    JOURNAL: toldOf(before.journalOpenedAt, isWritable),
  }
  const isOpen = { NAVIGATION: isShown(after), JOURNAL: isWritable(after) }
  const unlocksNow = isWritable(before) || isOpen.JOURNAL
  return {
    marks: {
      navigationOpenedAt: isOpen.NAVIGATION ? (told.NAVIGATION ?? now) : null,
      journalOpenedAt: isOpen.JOURNAL ? (told.JOURNAL ?? now) : null,
      journalUnlockedAt: before.journalUnlockedAt ?? (unlocksNow ? now : null),
    },
    opened: gateNames.filter((gate) => isOpen[gate] && !told[gate]),
  }
}

export function gateOpened(viewing: Viewing, gate: GateName): ViewingGateOpened {
  const { id: viewingId, contactId } = viewing
  return {
    type: 'viewing.gate_opened',
    subject: viewingId,
    persons: personsOf(viewing),
    data: { viewingId, contactId, gate },
  }
}

function agreedTime({ status, startsAt, endsAt }: Gated) {
  const isAgreed = status === 'CONFIRMED' || status === 'COMPLETED'
  return isAgreed && startsAt && endsAt ? { startsAt, endsAt } : null
}

function whyNot({ status }: Gated): GateReason {
  if (status === 'REJECTED' || status === 'CANCELLED') return status
  return 'NOT_CONFIRMED'
}
