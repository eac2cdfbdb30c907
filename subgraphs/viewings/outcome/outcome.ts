import { ensure } from '../permission/permission.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { decide, withoutProposal, type Decided, type Viewing } from '../viewing/viewing.ts'

type Outcome = NonNullable<ViewingRow['outcome']>

/** Staff say that it took place, from its start on; null when they have said so already (VIE-7). */
export function complete(viewing: Viewing, now: Date): Decided | null {
  ensure('COMPLETE', viewing, now)
  return viewing.outcome === 'TOOK_PLACE' ? null : decide('COMPLETED', viewing, completed('TOOK_PLACE'))
}

/** Staff say that the client did not come, from its start on; null when they have said so already (VIE-7). */
export function markNoShow(viewing: Viewing, now: Date): Decided | null {
  ensure('MARK_NO_SHOW', viewing, now)
  return viewing.outcome === 'NO_SHOW' ? null : decide('NO_SHOW', viewing, completed('NO_SHOW'))
}

/** Nobody has said how it went; at the end of its day it is taken to have been (VIE-7). */
export function assume(viewing: Viewing): Decided {
  return decide('COMPLETED', viewing, completed('ASSUMED'))
}

function completed(outcome: Outcome): Partial<ViewingRow> {
  return { status: 'COMPLETED', outcome, ...withoutProposal }
}
