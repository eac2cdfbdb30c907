import { ensure } from '../permission/permission.ts'
import type { Slot } from '../slot/slot.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { checkTime, decide, withoutProposal, type Decided, type Viewing } from '../viewing/viewing.ts'

/** A time that the client would like better, and since when. */
export interface Proposal extends Slot {
  readonly at: Date
}

/** A client asks for another time; it takes the place of the one they proposed before (VIE-7). */
export function propose(viewing: Viewing, slot: Slot, now: Date): Decided {
  ensure('PROPOSE', viewing, now)
  const { startsAt, endsAt } = checkTime(slot, now)
  return decide('PROPOSED', viewing, { proposedStartsAt: startsAt, proposedEndsAt: endsAt, proposedAt: now })
}

/** Staff leave the time as it is; they agree to a proposal by confirming or moving the viewing to it (VIE-7). */
export function decline(viewing: Viewing, now: Date): Decided {
  ensure('DECLINE_PROPOSAL', viewing, now)
  return decide('PROPOSAL_DECLINED', viewing, withoutProposal)
}

/** The proposal that staff have not answered yet. */
export function proposalOf({ proposedStartsAt, proposedEndsAt, proposedAt }: ViewingRow): Proposal | null {
  if (!proposedStartsAt || !proposedEndsAt || !proposedAt) return null
  return { startsAt: proposedStartsAt, endsAt: proposedEndsAt, at: proposedAt }
}
