import { visit, type DocumentNode } from 'graphql'

/** Whether PostgreSQL can keep a text: it keeps no U+0000, and half a surrogate pair is no character. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Whether any text in JSON values could not be kept, the names of an object's fields included. */
export function hasUnstorableText(values: unknown): boolean {
  const waiting = [values]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'string' && !isStorable(value)) return true
    if (value === null || typeof value !== 'object') continue
    for (const [name, inner] of Object.entries(value)) {
      if (!isStorable(name)) return true
      waiting.push(inner)
    }
  }
  return false
}

/** Whether a literal in a document could not be kept. */
export function hasUnstorableLiteral(document: DocumentNode): boolean {
  let isFound = false
  visit(document, {
    StringValue({ value }) {
      isFound ||= !isStorable(value)
    },
  })
  return isFound
}
