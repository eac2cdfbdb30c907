import type { AgentId, CompanyId, ContactId } from '../../kernel/ids.ts'
import { isEmailAddress } from '../../kernel/email-address.ts'
import type { Decision } from '../../kernel/events/event.ts'
import { languageTagIn } from '../../kernel/language.ts'
import { inOneLine, isName, lengthOf } from '../../kernel/text.ts'
import type { ContactAssigned, ContactCreated } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { ContactRow } from './tables.ts'

/** What staff say of somebody new. */
export interface NewContact {
  readonly firstName: string
  readonly lastName: string
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly language: string
  readonly responsibleAgentId: AgentId | null
}

/** A contact with all that was made with it. */
export interface CreatedContact {
  readonly contact: ContactRow
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly event: ContactCreated
}

const LONGEST_NAME = 100
/** A contact has at most so many email addresses, and so many phone numbers. */
export const mostAddresses = 20
const PHONE = /^\+?[\d\s()./-]{5,30}$/

/** What staff make needs no review, and may be written to. */
const madeByStaff = {
  kind: 'CONTACT',
  source: 'STAFF',
  registeredAccountId: null,
  doNotContactSince: null,
  doNotContactById: null,
  doNotContactReason: null,
  reviewState: null,
  reviewedAt: null,
  reviewedById: null,
  candidateIds: [],
  mergedIntoId: null,
} satisfies Partial<ContactRow>

/** A contact as CON-1 wants it, or a refusal that points at what is wrong. */
export function create(company: CompanyId, id: ContactId, given: NewContact, now: Date): CreatedContact {
  const firstName = nameOf(given.firstName, 'firstName')
  const lastName = nameOf(given.lastName, 'lastName')
  if (firstName === '' && lastName === '') throw refuse('NAME_MISSING', { path: ['input', 'lastName'] })
  const language = languageTagIn(given.language.trim())
  if (language === null) throw refuse('LANGUAGE_INVALID', { path: ['input', 'language'] })
  const { responsibleAgentId } = given
  return {
    contact: {
      ...madeByStaff,
      companyId: company,
      id,
      firstName,
      lastName,
      language,
      responsibleAgentId,
      isRequester: false,
      version: 1,
      createdAt: now,
    },
    emails: emailsOf(given.emails),
    phones: phonesOf(given.phones),
    event: {
      type: 'contact.created',
      subject: id,
      persons: responsibleAgentId ? [responsibleAgentId] : [],
      data: { contactId: id, responsibleAgentId },
    },
  }
}

/** Gives a contact another responsible agent; nothing happens when it is theirs already. */
export function assign(contact: ContactRow, agent: AgentId): Decision<ContactRow, ContactAssigned> | null {
  const before = contact.responsibleAgentId
  if (before === agent) return null
  return {
    change: { responsibleAgentId: agent, version: contact.version + 1 },
    event: {
      type: 'contact.assigned',
      subject: contact.id,
      persons: before ? [agent, before] : [agent],
      data: { contactId: contact.id, responsibleAgentId: agent },
    },
  }
}

/** How a contact is called in one line. */
export function displayName({ firstName, lastName }: Pick<ContactRow, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`.trim()
}

function nameOf(given: string, field: string): string {
  const name = inOneLine(given)
  const path = ['input', field]
  if (lengthOf(name) > LONGEST_NAME) throw refuse('NAME_TOO_LONG', { path })
  if (!isName(name)) throw refuse('NAME_UNREADABLE', { path })
  return name
}

function emailsOf(given: readonly string[]): string[] {
  atMost(given, 'emails')
  const seen = new Set<string>()
  return given.map((text, index) => {
    const email = text.trim()
    const path = ['input', 'emails', String(index)]
    if (!isEmailAddress(email)) throw refuse('EMAIL_INVALID', { path })
    if (seen.has(email.toLowerCase())) throw refuse('EMAIL_REPEATED', { path })
    seen.add(email.toLowerCase())
    return email
  })
}

function phonesOf(given: readonly string[]): string[] {
  atMost(given, 'phones')
  return given.map((text, index) => {
    const phone = text.trim()
    if (!PHONE.test(phone)) throw refuse('PHONE_INVALID', { path: ['input', 'phones', String(index)] })
    return phone
  })
}

function atMost(given: readonly unknown[], field: string): void {
  if (given.length > mostAddresses) throw refuse('TOO_MANY', { path: ['input', field], most: mostAddresses })
}
