import { inOneLine, lengthOf } from '../../kernel/text.ts'
import { refuse } from '../refusals.ts'

/** A text of one line that must not be empty, or a refusal that points at the input's field. */
export function wanted(given: string, most: number, ...field: string[]): string {
  const text = inOneLine(given)
  if (text === '') throw refuse('TEXT_MISSING', { path: ['input', ...field] })
  return atMost(text, most, ...field)
}

/** The text, unless it has too many characters. */
export function atMost(text: string, most: number, ...field: string[]): string {
  if (lengthOf(text) > most) throw refuse('TEXT_TOO_LONG', { path: ['input', ...field], most })
  return text
}
