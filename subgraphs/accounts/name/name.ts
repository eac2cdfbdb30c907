import { inOneLine, isName, lengthOf } from '../../kernel/text.ts'
import { refuse } from '../refusals.ts'

const LONGEST = 100
/** What programs that show mails make a link of: a name stands in mails, and leads nowhere. */
const WEB_ADDRESS = /:\/\/|www\./i

/** A name as an account says it of its person, which may be empty; or a refusal of this field (ACC-6, ACC-17). */
export function nameOf(given: string, field: string): string {
  const name = inOneLine(given)
  const path = ['input', field]
  if (lengthOf(name) > LONGEST) throw refuse('NAME_TOO_LONG', { path })
  if (!isName(name)) throw refuse('NAME_UNREADABLE', { path })
  mustLeadNowhere(name, path)
  return name
}

/** Throws where others would be led away by what somebody is called. */
export function mustLeadNowhere(name: string, path: string[]): void {
  if (WEB_ADDRESS.test(name)) throw refuse('NAME_HAS_WEB_ADDRESS', { path })
}
