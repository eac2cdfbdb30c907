import type { Decision } from '../../kernel/events/event.ts'
import type { AgentId } from '../../kernel/ids.ts'
import type { ContactRow } from '../contact/tables.ts'
import type { ContactReviewed } from '../events.ts'
import { refuse } from '../refusals.ts'

/** What staff make of a lead. */
export interface Verdict {
  readonly decision: 'ACCEPT' | 'REJECT' | 'SPAM'
  /** What an accepted one is from then on. */
  readonly kind: ContactRow['kind']
  /** Whether an accepted one has agreed to be written to. */
  readonly hasConsent: boolean
}

type Reviewed = Decision<ContactRow, ContactReviewed>

/** Staff accept a lead, reject it, or call it spam; who is not accepted is not to be written to for that (CON-4). */
export function review(lead: ContactRow, { decision, kind, hasConsent }: Verdict, by: AgentId, now: Date): Reviewed {
  if (decision === 'ACCEPT') {
    const consent = { doNotContactSince: null, doNotContactById: null, doNotContactReason: null }
    return reviewed(lead, 'ACCEPTED', { kind, ...(hasConsent && consent) }, by, now)
  }
  const doNotContactReason = decision === 'REJECT' ? 'REJECTED' : 'SPAM'
  const silence = {
    doNotContactSince: lead.doNotContactSince ?? now,
    doNotContactById: by,
    doNotContactReason,
  } as const
  return reviewed(lead, doNotContactReason, silence, by, now)
}

/** Ends a lead's review with what was decided, if it waits for one. */
export function reviewed(
  lead: ContactRow,
  decision: ContactReviewed['data']['decision'],
  change: Partial<ContactRow>,
  by: AgentId,
  now: Date,
): Reviewed {
  if (lead.reviewState !== 'PENDING') throw refuse('CONTACT_NOT_UNDER_REVIEW', { path: ['input', 'contactId'] })
  const { id, responsibleAgentId, version } = lead
  return {
    change: { ...change, reviewState: decision, reviewedAt: now, reviewedById: by, version: version + 1 },
    event: {
      type: 'contact.reviewed',
      subject: id,
      persons: responsibleAgentId ? [id, responsibleAgentId] : [id],
      data: { contactId: id, decision, by },
    },
  }
}
