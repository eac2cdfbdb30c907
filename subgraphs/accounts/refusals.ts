import { refusals } from '../kernel/errors.ts'

/** Why accounts says no: each code with its English message. */
export const refuse = refusals({
  NOT_FOUND: 'There is no such {noun}.',
  CREDENTIALS_INVALID: 'These log-in details are not right.',
  SESSION_ENDED: 'This session has ended; log in again.',
  REFRESH_TOKEN_REUSED: 'This refresh token was used before, so its session was ended; log in again.',
  PASSWORD_WRONG: 'This is not your password, or it has expired.',
  PASSWORD_UNCHANGED: 'The new password is the old one.',
  PASSWORD_TOO_SHORT: 'A password has at least {least} characters.',
  PASSWORD_TOO_LONG: 'A password has at most {most} characters.',
  PASSWORD_COMMON: 'This password is among those that are tried first; choose another one.',
  PASSWORD_ALREADY_CHOSEN: 'This person has chosen a password already.',
  NAME_MISSING: 'A name is needed.',
  NAME_TOO_LONG: 'A name has at most 100 characters.',
  EMAIL_INVALID: 'This is not an email address.',
  EMAIL_IN_USE: 'This email address is another account’s.',
  EMAIL_CHOICE_REQUIRED: 'The contact has several email addresses; choose one.',
  EMAIL_NOT_OF_CONTACT: 'This is not one of the contact’s email addresses.',
  CONTACT_HAS_NO_EMAIL: 'The contact has no email address.',
  PORTAL_USER_ALREADY_EXISTS: 'portal user already exists',
  VERSION_MISMATCH: 'Somebody else changed this in the meantime; read it again.',
  VALUE_MISSING: 'This cannot be left empty.',
  TEXT_TOO_LONG: 'This has at most {most} characters.',
  TOO_MANY: 'At most {most} of these.',
  COLOR_INVALID: 'A colour is # and six hexadecimal digits, such as #1d4ed8.',
  ADDRESS_INVALID: 'An address starts with https:// and has at most {most} characters.',
  SHORTEST_NAME_INVALID: 'The shortest name has 1 to {most} characters.',
  LANGUAGE_UNKNOWN: 'The product speaks {languages}.',
  LANGUAGE_NOT_OFFERED: 'The default language is one of those offered.',
  ORIGIN_INVALID:
    'An origin is written as browsers send it, such as https://portal.example.com, without a slash at the end.',
  PORTAL_KEY_INVALID: 'A portal key has 4 to 60 small letters, digits and inner hyphens.',
  PORTAL_KEY_CURRENT: 'This is the current key; make a new one before you retire it.',
  PORTAL_KEYS_TOO_MANY: 'A portal has at most {most} live keys; retire one first.',
  PORTAL_KEY_TAKEN: 'Another portal has this key.',
  CONSUMER_NOT_REPLAYABLE: 'What this consumer does cannot be done again without harm.',
  CONSUMER_REBUILDING: 'This consumer is just being rebuilt, or its source was restored; try again later.',
  HANDLE_INVALID: 'A handle has 2 to 40 small letters, digits and inner hyphens.',
  HANDLE_TAKEN: 'Another company has this handle.',
})

/** What each violated constraint means to whoever asked. */
export const constraints = {
  company_handle: () => refuse('HANDLE_TAKEN', { path: ['input', 'handle'] }),
  portal_key_key: () => refuse('PORTAL_KEY_TAKEN', { path: ['input', 'portalKey'] }),
  agent_email: () => refuse('EMAIL_IN_USE', { path: ['input', 'email'] }),
  portal_account_contact: () => refuse('PORTAL_USER_ALREADY_EXISTS', { path: ['input', 'contactId'] }),
  portal_account_email: () => refuse('EMAIL_IN_USE', { path: ['input', 'email'] }),
}
