import { refuse } from '../refusals.ts'

const LONGEST_SUBJECT = 200
const LONGEST_BODY = 20_000

/** A subject in one line, or a refusal that points at it. */
export function subjectOf(given: string): string {
  const path = ['input', 'subject']
  const subject = readable(given, path).replace(/\s+/g, ' ').trim()
  if (subject === '') throw refuse('SUBJECT_MISSING', { path })
  if (lengthOf(subject) > LONGEST_SUBJECT) throw refuse('SUBJECT_TOO_LONG', { path })
  return subject
}

/** A text as it was written, without the empty space around it, or a refusal that points at it. */
export function bodyOf(given: string): string {
  const path = ['input', 'body']
  const body = readable(given, path).trim()
  if (body === '') throw refuse('BODY_MISSING', { path })
  if (lengthOf(body) > LONGEST_BODY) throw refuse('BODY_TOO_LONG', { path })
  return body
}

/** PostgreSQL keeps every character but NUL, and half of a surrogate pair is none. */
function readable(given: string, path: readonly string[]): string {
  if (given.includes('\0') || !given.isWellFormed()) throw refuse('TEXT_UNREADABLE', { path })
  return given
}

/** Characters as a reader counts them: one beyond the basic plane is one. */
function lengthOf(text: string): number {
  return [...text].length
}
