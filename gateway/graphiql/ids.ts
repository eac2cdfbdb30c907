/** The latest id of each kind, by its prefix: `contact` → `contact_01h…`. */
export type Ids = Readonly<Record<string, string>>

/** Global ids are a readable type prefix and 26 characters of base 32. */
const globalId = /^([a-z](?:[a-z_]*[a-z])?)_[0-7][0-9a-hjkmnp-tv-z]{25}$/

/** The ids in a result by kind; of several of one kind the first, which is what the operation was about. */
export function idsIn(result: unknown): Ids {
  const found: Record<string, string> = {}
  collect(result, found)
  return found
}

function collect(value: unknown, found: Record<string, string>): void {
  if (typeof value === 'string') {
    const prefix = globalId.exec(value)?.[1]
    if (prefix) found[prefix] ??= value
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) collect(part, found)
  }
}

/**
 * The variables with their gaps filled from memory: every empty `…Id`, however deep, and every `$…Id` that the document
 * declares and the variables lack. Null when there is nothing to fill, or when the text is not an object in JSON.
 */
export function fill(variables: string, document: string, ids: Ids): string | null {
  const before = parse(variables)
  if (!before) return null
  const declared = Array.from(document.matchAll(/\$(\w+Id)\s*:/g), ([, name = '']) => name)
  const missing = declared.filter((name) => !(name in before) && idFor(name, ids))
  const after = { ...filled(before, ids), ...Object.fromEntries(missing.map((name) => [name, idFor(name, ids)])) }
  const text = JSON.stringify(after, null, 2)
  return text === JSON.stringify(before, null, 2) ? null : text
}

function filled(value: Record<string, unknown>, ids: Ids): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      part === '' && name.endsWith('Id') ? (idFor(name, ids) ?? '') : isObject(part) ? filled(part, ids) : part,
    ]),
  )
}

/** `$contactId` is a `contact_…`; of `$preferredContactId` the last word counts. */
function idFor(name: string, ids: Ids): string | undefined {
  const words = name
    .replace(/Id$/, '')
    .split(/(?=[A-Z])/)
    .map((word) => word.toLowerCase())
  return ids[words.join('_')] ?? ids[words.at(-1) ?? '']
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text.trim() || '{}')
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
