import type { Actor } from '../../kernel/actor.ts'
import type { ViewingRow } from '../viewing/tables.ts'

/** How somebody who sees a viewing stands to its gates: they are there for its client; staff, who arrange it, see behind them. */
export type Standing = 'CLIENT' | 'STAFF' | 'STRANGER'

export function standingOf(actor: Actor, { contactId }: ViewingRow): Standing {
  if (actor.kind === 'staff' || actor.kind === 'service') return 'STAFF'
  return actor.kind === 'client' && actor.contact === contactId ? 'CLIENT' : 'STRANGER'
}
