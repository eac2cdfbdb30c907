import { parse, validate, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql'

/** Each character costs up to 120 bytes once it is parsed, so all of them together take no more than 120 MB. */
const MOST_DOCUMENTS = 2_000
const MOST_CHARACTERS = 1_000_000

/**
 * Gives a text's document, parsed and found valid once: the same text is the same object, by which subscribers who ask
 * the same are told (see `audienceOf`). The least recently used are forgotten; what is not valid is not remembered. A
 * text that is no document throws.
 */
export function openValidDocuments(schema: GraphQLSchema): (text: string) => DocumentNode | readonly GraphQLError[] {
  const known = new Map<string, DocumentNode>()
  let characters = 0

  return (text) => {
    const found = known.get(text)
    if (found) {
      known.delete(text)
      known.set(text, found)
      return found
    }
    const document = parse(text)
    const errors = validate(schema, document)
    if (errors.length > 0) return errors
    known.set(text, document)
    characters += text.length
    for (const oldest of known.keys()) {
      if (known.size <= MOST_DOCUMENTS && characters <= MOST_CHARACTERS) break
      known.delete(oldest)
      characters -= oldest.length
    }
    return document
  }
}
