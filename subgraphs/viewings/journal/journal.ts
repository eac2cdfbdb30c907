import type { JournalChanged } from '../events.ts'
import { journalGate } from '../gate/gate.ts'
import { refuse } from '../refusals.ts'
import { personsOf, type Viewing } from '../viewing/viewing.ts'

/** A viewing whose client may write in its journal now; else a refusal that says from when on (VIE-10). */
export function toWrite(viewing: Viewing, now: Date): Viewing {
  const gate = journalGate(viewing, viewing.zone, now)
  if (gate.state === 'OPEN') return viewing
  const { opensAt, reason } = gate
  throw refuse('JOURNAL_CLOSED', { type: 'JournalClosed', path: ['input'], opensAt, reason })
}

/** Tells that something was written in a viewing's journal, or deleted from it. */
export function changed(
  viewing: Viewing,
  change: JournalChanged['data']['change'],
  entryId: JournalChanged['data']['entryId'],
): JournalChanged {
  const { id: viewingId, contactId } = viewing
  return {
    type: 'viewing.journal_changed',
    subject: viewingId,
    persons: personsOf(viewing),
    data: { viewingId, contactId, entryId, change },
  }
}
