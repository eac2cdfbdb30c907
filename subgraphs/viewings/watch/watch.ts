import type { Decision, Fact } from '../../kernel/events/event.ts'
import type { AgentId, ContactId, Id } from '../../kernel/ids.ts'
import { inOneLine } from '../../kernel/text.ts'
import { criteriaOf, type CriteriaDraft } from '../criteria/criteria.ts'
import type { WatchCreated, WatchDeleted, WatchEvent, WatchMatched } from '../events.ts'
import { refuse } from '../refusals.ts'
import { atMost } from '../text/text.ts'
import type { WatchMatchRow, WatchRow } from './tables.ts'

/** What a new watch is. */
export interface WatchDraft {
  readonly title?: string | null
  readonly criteria: CriteriaDraft
}

/** What of a watch is to be another; what is absent stays. */
export interface WatchChange {
  readonly title?: string | null
  readonly criteria?: CriteriaDraft | null
}

/** A watch, and who is responsible for its contact. */
export interface Watch extends WatchRow {
  readonly responsibleAgentId: AgentId | null
}

type Decided = Decision<WatchRow, WatchEvent>

export const MOST_WATCHES = 20
const LONGEST_TITLE = 100

/** A watch beside the others of its contact (VIE-15). */
export function create(
  { companyId, id, contactId, madeById }: Pick<WatchRow, 'companyId' | 'id' | 'contactId' | 'madeById'>,
  draft: WatchDraft,
  { others, responsibleAgentId }: { readonly others: number; readonly responsibleAgentId: AgentId | null },
  now: Date,
): { readonly watch: WatchRow; readonly event: WatchCreated } {
  if (others >= MOST_WATCHES) throw refuse('TOO_MANY_WATCHES', { path: ['input'], most: MOST_WATCHES })
  const watch = {
    companyId,
    id,
    contactId,
    title: titleOf(draft.title),
    ...criteriaOf(draft.criteria),
    madeById,
    pausedAt: null,
    version: 1,
    createdAt: now,
  }
  return { watch, event: factOf('watch.created', { ...watch, responsibleAgentId }) }
}

/** Looks for something else from now on, all criteria anew where any are given, or is called otherwise; null where nothing changes. */
export function update(watch: Watch, { title, criteria }: WatchChange): Decided | null {
  const change = {
    ...(title !== undefined && { title: titleOf(title) }),
    ...(criteria && criteriaOf(criteria)),
  }
  const isSame = Object.entries(change).every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify(watch[name as keyof WatchRow]),
  )
  return isSame ? null : decide('watch.changed', watch, change)
}

/** Finds nothing new until it is resumed; null where it is paused already. What it has found stays. */
export function pause(watch: Watch, now: Date): Decided | null {
  return watch.pausedAt ? null : decide('watch.paused', watch, { pausedAt: now })
}

/** Looks again, also among what has come meanwhile; null where it is not paused. */
export function resume(watch: Watch): Decided | null {
  return watch.pausedAt ? decide('watch.resumed', watch, { pausedAt: null }) : null
}

export function deleted(watch: Watch): WatchDeleted {
  return factOf('watch.deleted', watch)
}

/** What a watch has found; `persons` are those who look after it. */
export function matched({ watchId, contactId, propertyId }: WatchMatchRow, agent: AgentId | null): WatchMatched {
  const persons = agent ? [contactId, agent] : [contactId]
  return { type: 'watch.matched', subject: watchId, persons, data: { watchId, contactId, propertyId } }
}

function decide(type: WatchEvent['type'], watch: Watch, given: Partial<WatchRow>): Decided {
  return { change: { ...given, version: watch.version + 1 }, event: factOf(type, watch) as WatchEvent }
}

function factOf<Type extends WatchEvent['type']>(
  type: Type,
  { id, contactId, responsibleAgentId }: Pick<Watch, 'id' | 'contactId' | 'responsibleAgentId'>,
): Fact<Type, { readonly watchId: Id<'watch'>; readonly contactId: ContactId }> {
  const persons = responsibleAgentId ? [contactId, responsibleAgentId] : [contactId]
  return { type, subject: id, persons, data: { watchId: id, contactId } }
}

function titleOf(given: string | null | undefined): string | null {
  return atMost(inOneLine(given ?? ''), LONGEST_TITLE, 'title') || null
}
