import { inOneLine, lengthOf } from '../../kernel/text.ts'
import { refuse } from '../refusals.ts'

const LONGEST_SUBJECT = 200
const LONGEST_BODY = 20_000

/** A subject in one line, or a refusal that points at it. */
export function subjectOf(given: string): string {
  const path = ['input', 'subject']
  const subject = inOneLine(given)
  if (subject === '') throw refuse('SUBJECT_MISSING', { path })
  if (lengthOf(subject) > LONGEST_SUBJECT) throw refuse('SUBJECT_TOO_LONG', { path })
  return subject
}

/** A text as it was written, without the empty space around it, or a refusal that points at it. */
export function bodyOf(given: string): string {
  const path = ['input', 'body']
  const body = given.trim()
  if (body === '') throw refuse('BODY_MISSING', { path })
  if (lengthOf(body) > LONGEST_BODY) throw refuse('BODY_TOO_LONG', { path })
  return body
}
