import { question } from '../../kernel/ask.ts'
import type { AgentId, CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import { languageOf, type Language } from '../../kernel/language.ts'
import type { Letterhead } from '../../kernel/letterhead.ts'
import { addressOf, type CalendarMessage } from '../../kernel/mail.ts'
import { openServiceContext } from '../../kernel/open-context.ts'
import type { Services } from '../../kernel/services.ts'
import type { Job } from '../../kernel/subgraph.ts'
import type { Booked } from '../calendar/calendar.ts'
import { messageOf, type Audience, type Message } from '../calendar/ical.ts'
import { findBooked } from '../calendar/repository.ts'
import { letterOf } from './letter.ts'
import { invites, isTrue, type Letter } from './mail.ts'

interface ContactTold {
  readonly displayName: string
  readonly emails: readonly string[]
  readonly language: string
  readonly responsibleAgent: { readonly id: AgentId } | null
}
interface AgentTold {
  readonly name: string
  readonly email: string
  readonly role: string
  readonly leftAt: string | null
}

const CONTACT = question<{ contact: ContactTold | null }, { id: ContactId }>(
  'query contactOfMail($id: ID!) { contact(id: $id) { displayName emails language responsibleAgent { id } } }',
)
const AGENT = question<{ agent: AgentTold | null }, { id: AgentId }>(
  'query agentOfMail($id: ID!) { agent(id: $id) { name email role leftAt } }',
)

/** To whom a mail goes, and whom it names. */
interface Addressee {
  readonly name: string
  readonly email: string
  readonly language: Language
  /** Whom they meet; null where they may not know. */
  readonly who: string | null
}

/**
 * Mails what is true of a viewing at this moment, if it is still what the mail was to tell. Handed over again after a kill
 * it has the same id, by which it is known as the same mail.
 */
export const mailViewing: Job = async (services, { company, viewingId, version, to, about, name, told }) => {
  const letter = { to, about } as Letter
  const booked = await findBooked(services.db, company, viewingId as Id<'viewing'>)
  const now = services.now()
  if (!booked || !isTrue(letter.about, Number(told), booked.viewing, now)) return
  const head = await services.links.accounts.get<Letterhead | null>('letterhead', { company })
  const addressee = head && (await addresseeOf(services, company, booked, letter, head))
  if (!head || !addressee) return
  const { email, language } = addressee
  const { portalUrl, publicUrl, mailFrom } = services.config
  const portal = `${portalUrl}/?portal=${encodeURIComponent(head.portalKey)}`
  const address = letter.to === 'client' ? portal : publicUrl
  const text = letterOf(letter, booked, { ...addressee, now, company: head.company, address })
  const organizer = { name: head.company, email: addressOf(mailFrom) }
  const calendar = calendarOf(letter, booked, { reader: letter.to, language, now }, { organizer, attendee: addressee })
  const id = `${viewingId}.${version}.${to}.${name}`
  await services.mail.send({ to: email, language, id, ...text, ...(calendar && { calendar }) })
}

/** What the recipient's calendar is told along with it; null for nothing. */
function calendarOf(
  letter: Letter,
  booked: Booked,
  audience: Audience,
  people: Omit<Message, 'method'>,
): CalendarMessage | null {
  const method = booked.viewing.startsAt && invites(letter)
  return method ? { method, content: messageOf(booked, audience, { method, ...people }) } : null
}

/** Who is written to; null for nobody. An agent is told the name of a client whom they see in the graph, too. */
async function addresseeOf(
  services: Services,
  company: CompanyId,
  { viewing }: Booked,
  { to }: Letter,
  head: Letterhead,
): Promise<Addressee | null> {
  const by = openServiceContext(services, company)
  const { contact } = await services.ask('contacts', CONTACT, { id: viewing.contactId }, by)
  const { agent } = await services.ask('accounts', AGENT, { id: viewing.agentId }, by)
  if (to === 'client') {
    const email = contact?.emails[0]
    if (!contact || !email) return null
    return { name: contact.displayName, email, language: languageOf(contact.language), who: agent?.name ?? null }
  }
  if (!agent || agent.leftAt) return null
  const isSeen = agent.role === 'ADMIN' || contact?.responsibleAgent?.id === viewing.agentId
  const who = isSeen ? (contact?.displayName ?? null) : null
  return { name: agent.name, email: agent.email, language: languageOf(head.language), who }
}
