import { refusals } from '../kernel/errors.ts'

/** Why viewings says no: each code with its English message. */
export const refuse = refusals({
  NOT_FOUND: 'There is no such {noun}.',
  VERSION_MISMATCH: 'Somebody else changed this in the meantime; read it again.',
  TEXT_MISSING: 'This must not be empty.',
  TEXT_TOO_LONG: 'This has at most {most} characters.',
  REFERENCE_TAKEN: 'Another property has this reference.',
  TIME_ZONE_UNKNOWN: 'This is not an IANA time zone such as Europe/Lisbon.',
  COUNTRY_INVALID: 'A country is two capital letters of ISO 3166, such as PT.',
  CURRENCY_UNKNOWN: 'This is not a currency of ISO 4217 such as EUR.',
  PRICE_INVALID: 'A price is a whole number of minor units, from 0 on.',
  ALREADY_OFFERED: 'This property is offered in this deal already.',
  DATE_MISSING: 'Name at least one preferred date.',
  TOO_MANY_DATES: 'At most {most} preferred dates.',
  DATE_IN_THE_PAST: 'This day is over where the property is.',
  TOO_FAR: 'This is more than {years} years ahead.',
  DATE_REPEATED: 'This date stands twice.',
  TIMES_REVERSED: 'The time to must be later than the time from.',
  OPEN_VIEWING_EXISTS: 'There is an open viewing of this property already.',
  SLOT_REVERSED: 'A viewing must end later than it starts.',
  SLOT_IN_THE_PAST: 'This time is over.',
  SLOT_TOO_LONG: 'A viewing takes at most {hours} hours.',
  SLOT_TAKEN: 'This time is taken.',
  INVALID_STATE: 'A viewing in the state {status} cannot be {done}.',
})
