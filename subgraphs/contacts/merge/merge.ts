import type { AgentId } from '../../kernel/ids.ts'
import { mostAddresses } from '../contact/contact.ts'
import type { ContactRow } from '../contact/tables.ts'
import type { ContactMerged, ContactReviewed } from '../events.ts'
import { refuse } from '../refusals.ts'
import { reviewed } from '../review/review.ts'

/** What becomes of a lead and of the contact that it was, and the facts. */
export interface Merge {
  readonly lead: Partial<ContactRow>
  readonly into: Partial<ContactRow>
  readonly events: readonly [ContactReviewed, ContactMerged]
}

/** Staff knew a lead already: it becomes a part of that contact, which keeps what is said of both (CON-4). */
export function mergeLead(lead: ContactRow, into: ContactRow, by: AgentId, now: Date): Merge {
  if (lead.id === into.id) throw refuse('MERGE_INTO_ITSELF', { path: ['input', 'intoContactId'] })
  const { change, event } = reviewed(lead, 'MERGED', { mergedIntoId: into.id }, by, now)
  const persons = [lead.id, into.id, lead.responsibleAgentId, into.responsibleAgentId]
  return {
    lead: change,
    into: { isRequester: lead.isRequester || into.isRequester, version: into.version + 1 },
    events: [
      event,
      {
        type: 'contact.merged',
        subject: lead.id,
        persons: [...new Set(persons)].filter((person) => person !== null),
        data: { contactId: lead.id, intoContactId: into.id },
      },
    ],
  }
}

/** What comes to a contact's addresses, or numbers, after its own: those that it does not have, as far as there is room. */
export function added(own: readonly string[], others: readonly string[]): string[] {
  const known = new Set(own.map((one) => one.toLowerCase()))
  return others.filter((one) => !known.has(one.toLowerCase())).slice(0, Math.max(0, mostAddresses - own.length))
}
