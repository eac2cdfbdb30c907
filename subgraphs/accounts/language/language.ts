import { languageTagIn } from '../../kernel/language.ts'
import { refuse } from '../refusals.ts'

/** The language that an account is written to in, in the one way of writing its tag; or a refusal (ACC-6, ACC-17). */
export function languageIn(given: string): string {
  const language = languageTagIn(given.trim())
  if (language !== null) return language
  throw refuse('LANGUAGE_INVALID', { path: ['input', 'language'] })
}
