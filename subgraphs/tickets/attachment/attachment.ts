import { inOneLine, lengthOf } from '../../kernel/text.ts'
import { refuse } from '../refusals.ts'

const MOST_ATTACHMENTS = 10
const LONGEST_NAME = 200

/** The uploads that are attached to one message, or a refusal where they are too many (API-10). */
export function uploadsOf(given: readonly string[]): readonly string[] {
  if (given.length > MOST_ATTACHMENTS) {
    throw refuse('TOO_MANY_ATTACHMENTS', { path: ['input', 'uploadIds'], most: MOST_ATTACHMENTS })
  }
  return given
}

/** A file's name as it is shown: without the folders that some programs send along. */
export function nameOf(given: string): string {
  const path = ['input', 'name']
  const name = inOneLine(given.replace(/^.*[/\\]/s, ''))
  if (name === '') throw refuse('NAME_MISSING', { path })
  if (lengthOf(name) > LONGEST_NAME) throw refuse('NAME_TOO_LONG', { path, most: LONGEST_NAME })
  return name
}
