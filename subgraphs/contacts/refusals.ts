import { refusals } from '../kernel/errors.ts'

/** Why contacts says no: each code with its English message. */
export const refuse = refusals({
  NOT_FOUND: 'There is no such {noun}.',
  VERSION_MISMATCH: 'Somebody else changed this in the meantime; read it again.',
  NAME_MISSING: 'A contact needs a first or a last name.',
  NAME_TOO_LONG: 'A name has at most 100 characters.',
  EMAIL_INVALID: 'This is not an email address.',
  EMAIL_REPEATED: 'This email address stands twice.',
  PHONE_INVALID: 'A phone number has 5 to 30 digits, spaces and signs.',
  LANGUAGE_INVALID: 'A language is a tag such as en or pt-BR.',
  TOO_MANY: 'At most {most} of these.',
})
