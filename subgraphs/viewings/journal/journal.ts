import type { JournalChanged } from '../events.ts'
import { journalGate, type Gated } from '../gate/gate.ts'
import { refuse } from '../refusals.ts'
import { personsOf, type Viewing } from '../viewing/viewing.ts'

/** Refuses to write in a journal that is closed, and says from when on it is not (VIE-10). */
export function ensureWritable(viewing: Gated & { readonly zone: string }, now: Date): void {
  const gate = journalGate(viewing, viewing.zone, now)
  if (gate.state === 'OPEN') return
  const { opensAt, reason } = gate
  throw refuse('JOURNAL_CLOSED', { type: 'JournalClosed', path: ['input'], opensAt, allowedFrom: opensAt, reason })
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
