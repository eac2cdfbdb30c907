import type { Decision } from '../../kernel/events/event.ts'
import { inOneLine } from '../../kernel/text.ts'
import type { ViewingArranged } from '../events.ts'
import { ensure } from '../permission/permission.ts'
import { atMost } from '../text/text.ts'
import { personsOf, type Viewing } from '../viewing/viewing.ts'
import type { ArrangementRow } from './tables.ts'

/** Who goes along to a viewing. */
export interface Accompaniment {
  readonly kind: NonNullable<ArrangementRow['accompaniedBy']>
  readonly name?: string | null
}

/** What is arranged; what is absent stays, and null takes away. */
export interface Arranging {
  readonly accompaniment?: Accompaniment | null
  readonly keys?: string | null
  readonly notice?: string | null
  readonly notes?: string | null
}

const MOST_NAME = 100
const MOST = 500
const MOST_NOTES = 5_000

/** What has been arranged for a viewing for which nothing has. */
export function none({ companyId, id }: Pick<Viewing, 'companyId' | 'id'>): ArrangementRow {
  const empty = { accompaniedBy: null, accompaniedName: null, keys: null, notice: null, notes: null }
  return { companyId, viewingId: id, ...empty, version: 0 }
}

/** Arranges what is given, as long as there is a viewing; null when nothing changes by it. */
export function arrange(
  viewing: Viewing,
  before: ArrangementRow,
  given: Arranging,
  now: Date,
): (Decision<ArrangementRow, ViewingArranged> & { readonly change: ArrangementRow }) | null {
  ensure('ARRANGE', viewing, now)
  const { accompaniment } = given
  const kept = {
    ...before,
    ...(accompaniment !== undefined && accompanied(accompaniment)),
    keys: textOf(before.keys, given.keys, MOST, 'keys'),
    notice: textOf(before.notice, given.notice, MOST, 'notice'),
    notes: textOf(before.notes, given.notes, MOST_NOTES, 'notes'),
  }
  if (JSON.stringify(kept) === JSON.stringify(before)) return null
  return {
    change: { ...kept, version: before.version + 1 },
    event: {
      type: 'viewing.arranged',
      subject: viewing.id,
      persons: personsOf(viewing),
      data: { viewingId: viewing.id },
    },
  }
}

function accompanied(by: Accompaniment | null): Pick<ArrangementRow, 'accompaniedBy' | 'accompaniedName'> {
  if (!by) return { accompaniedBy: null, accompaniedName: null }
  const name = by.kind === 'NOBODY' ? '' : inOneLine(by.name ?? '')
  return { accompaniedBy: by.kind, accompaniedName: atMost(name, MOST_NAME, 'accompaniment', 'name') || null }
}

function textOf(before: string | null, given: string | null | undefined, most: number, field: string): string | null {
  if (given === undefined) return before
  return atMost(given?.trim() ?? '', most, field) || null
}
