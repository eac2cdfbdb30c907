import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus, type ICalDayJsStub } from 'ical-generator'
import type { Language } from '../../kernel/language.ts'
import { said } from '../../kernel/texts.ts'
import { dateIn, timeIn } from '../zone/zone.ts'
import { lineOf, placeOf, toldSince, type Booked, type Reader } from './calendar.ts'
import { isToldBy, vtimezoneOf } from './vtimezone.ts'
import { words } from './words.ts'

/** For whom calendar text is written, and when. */
export interface Audience {
  readonly reader: Reader
  readonly language: Language
  readonly now: Date
}

/** A message to one person's calendar (RFC 5546). */
export interface Message {
  readonly method: 'REQUEST' | 'CANCEL'
  readonly organizer: { readonly name: string; readonly email: string }
  readonly attendee: { readonly name: string; readonly email: string }
}

/** How often calendars are asked to read a feed again, in seconds. */
const READ_AGAIN_S = 3600

/** Somebody's viewings as a calendar that is subscribed to. */
export function feedOf(all: readonly Booked[], audience: Audience): string {
  const calendar = empty().name(said(words.calendar, audience.language)).ttl(READ_AGAIN_S)
  for (const booked of all) calendar.createEvent(eventOf(booked, audience))
  return written(calendar)
}

/**
 * An invitation to a viewing, or its end. Who invites is the house, from whose address the mail comes, as clients do not
 * know an agent's; and what was agreed on in the portal needs no answer by mail.
 */
export function messageOf(booked: Booked, audience: Audience, message: Message): string {
  const { method, organizer, attendee } = message
  const calendar = empty().method(ICalCalendarMethod[method])
  calendar.createEvent({
    ...eventOf(booked, audience),
    organizer,
    attendees: [{ ...attendee, rsvp: false, status: ICalAttendeeStatus.ACCEPTED }],
  })
  return written(calendar)
}

function empty() {
  return ical({ prodId: { company: 'Portico', product: 'Viewings' } }).timezone({ name: null, generator: vtimezoneOf })
}

function written(calendar: ReturnType<typeof empty>): string {
  return `${calendar.toString()}\r\n`
}

/** All of it depends on what is told alone, so that a calendar that has not changed is the same text. */
function eventOf(booked: Booked, { reader, language, now }: Audience) {
  const { viewing, property } = booked
  const { id, version, status } = viewing
  const [startsAt, endsAt] = [viewing.startsAt!, viewing.endsAt!]
  const zone = property.timeZone
  const place = placeOf(booked, reader, now)
  const since = toldSince(booked, reader, now)
  const isRough = place.__typename === 'AreaLocation' && status === 'CONFIRMED'
  const isInZone = isToldBy(zone, startsAt) && isToldBy(zone, endsAt)
  return {
    id,
    sequence: version,
    stamp: since,
    lastModified: since,
    // Where calendars would misread the zone's time they are told that of UTC, which they show in their own.
    timezone: isInZone ? zone : null,
    start: isInZone ? clockAt(startsAt, zone) : startsAt,
    end: isInZone ? clockAt(endsAt, zone) : endsAt,
    summary: said(words.title, language, { title: property.title }),
    location: lineOf(place),
    description: [
      said(words.reference, language, { reference: property.reference }),
      ...(isRough ? [said(words.addressLater, language)] : []),
    ].join('\n'),
    status: status === 'CANCELLED' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  }
}

/** An instant by the clock of a zone, in the shape that the generator asks for the time; a plain Date it takes by the machine's own zone. */
function clockAt(instant: Date, zone: string): ICalDayJsStub {
  const shown = `${dateIn(zone, instant)}T${timeIn(zone, instant).slice(0, 8)}`.replace(/[-:]/g, '')
  const [date = '', time = ''] = shown.split('T')
  const clock: ICalDayJsStub = {
    tz: () => clock,
    format: (form) => (form === 'YYYYMMDD' ? date : time),
    isValid: () => true,
    toDate: () => instant,
    toJSON: () => instant.toISOString(),
  }
  return clock
}
