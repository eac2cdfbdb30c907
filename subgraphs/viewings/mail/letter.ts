import type { Language } from '../../kernel/language.ts'
import { said } from '../../kernel/texts.ts'
import { lineOf, placeOf, type Booked } from '../calendar/calendar.ts'
import { words } from '../calendar/words.ts'
import type { Letter } from './mail.ts'
import { openings, phrases } from './words.ts'

/** What a mail says besides what is known of the viewing. */
export interface Around {
  readonly language: Language
  readonly now: Date
  /** The recipient's name. */
  readonly name: string
  /** Whom the recipient meets; null where they may not know. */
  readonly who: string | null
  /** The company's name, under which it is signed. */
  readonly company: string
  /** Where the recipient reads more. */
  readonly address: string
}

/** A mail's subject and text; the address stands in it as far as the recipient may know it. */
export function letterOf({ to, about }: Letter, booked: Booked, around: Around): { subject: string; text: string } {
  const { viewing, property } = booked
  const { language, now, name, who, company, address } = around
  const opening = openings[`${to} ${about}`]!
  const place = placeOf(booked, to, now)
  const isRough = place.__typename === 'AreaLocation' && viewing.status === 'CONFIRMED'
  const when = whenOf(about, booked, language)
  const { reason } = viewing
  const facts = [
    property.title,
    when && said(phrases.when, language, { when }),
    said(phrases.where, language, { where: lineOf(place) }),
    isRough && said(words.addressLater, language),
    who && said(phrases.with, language, { who }),
    (about === 'rejected' || about === 'cancelled') && reason && said(phrases.why, language, { why: reason }),
  ]
  const paragraphs = [
    said(phrases.greeting, language, { name }),
    said(opening.lead, language),
    facts.filter(Boolean).join('\n'),
    address,
    company,
  ]
  return { subject: said(opening.subject, language, { title: property.title }), text: `${paragraphs.join('\n\n')}\n` }
}

/** The time that a mail tells of, by the clock of the property's zone. */
function whenOf(about: Letter['about'], { viewing, property }: Booked, language: Language): string | null {
  const [startsAt, endsAt] =
    about === 'proposed' ? [viewing.proposedStartsAt, viewing.proposedEndsAt] : [viewing.startsAt, viewing.endsAt]
  if (!startsAt || !endsAt) return null
  const form = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone: property.timeZone })
  return `${form.formatRange(startsAt, endsAt)} (${property.timeZone})`
}
