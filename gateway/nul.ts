import { visit, type DocumentNode } from 'graphql'

/** Whether a text holds U+0000, the one character that PostgreSQL keeps in no text. */
const hasNul = (text: string): boolean => text.includes('\0')

/** Whether any text in JSON values holds U+0000, the names of an object's fields included. */
export function valuesHaveNul(values: unknown): boolean {
  const waiting = [values]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'string' && hasNul(value)) return true
    if (value === null || typeof value !== 'object') continue
    for (const [name, inner] of Object.entries(value)) {
      if (hasNul(name)) return true
      waiting.push(inner)
    }
  }
  return false
}

/** Whether a literal in a document holds U+0000. */
export function literalsHaveNul(document: DocumentNode): boolean {
  let isFound = false
  visit(document, {
    StringValue({ value }) {
      isFound ||= hasNul(value)
    },
  })
  return isFound
}
