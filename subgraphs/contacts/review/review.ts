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

/** Whether staff want nothing of this lead: nobody comes in as it until they accept it. */
export function isShut({ reviewState }: Pick<ContactRow, 'reviewState'>): boolean {
  return reviewState === 'REJECTED' || reviewState === 'SPAM'
}

/**
 * Staff accept a lead, reject it, or call it spam; who is not accepted is not to be written to for that (CON-4). They may
 * accept it later: then it is as one that was never rejected.
 */
export function review(lead: ContactRow, { decision, kind, hasConsent }: Verdict, by: AgentId, now: Date): Reviewed {
  if (decision === 'ACCEPT') {
    const consent = { doNotContactSince: null, doNotContactById: null, doNotContactReason: null }
    const turned = isShut(lead) && { doNotContactById: null, doNotContactReason: 'SELF_REGISTRATION' as const }
    const waiting = isShut(lead) ? { ...lead, reviewState: 'PENDING' as const } : lead
    return reviewed(waiting, 'ACCEPTED', { kind, ...turned, ...(hasConsent && consent) }, by, now)
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
