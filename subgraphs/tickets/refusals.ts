import { refusals } from '../kernel/errors.ts'

/** Why tickets says no: each code with its English message. */
export const refuse = refusals({
  NOT_FOUND: 'There is no such {noun}.',
  VERSION_MISMATCH: 'Somebody else changed this in the meantime; read it again.',
  SUBJECT_MISSING: 'A request needs a subject.',
  SUBJECT_TOO_LONG: 'A subject has at most 200 characters.',
  BODY_MISSING: 'There is no text.',
  BODY_TOO_LONG: 'A text has at most 20,000 characters.',
  REQUEST_ALREADY_SOLVED: 'This request is solved already.',
  TICKET_CLOSED: 'This ticket is closed; it takes nothing more.',
  TICKET_STATUS_NOT_ALLOWED: 'A ticket that is {status} cannot become {wanted}.',
})
