import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { openValidDocuments } from '../../subgraphs/kernel/valid-documents.ts'

const schema = buildSchema('type Query { n: Int } type Subscription { n: Int }')

describe('a document that many send', () => {
  it('is one object for the same text, and another for any other', () => {
    const documentOf = openValidDocuments(schema)
    const one = documentOf('subscription { n }')
    expect(documentOf('subscription { n }')).toBe(one)
    expect(documentOf('subscription { n  }')).not.toBe(one)
  })

  it('is refused each time if it is not valid, or no document at all', () => {
    const documentOf = openValidDocuments(schema)
    for (let time = 0; time < 2; time++) {
      expect(documentOf('subscription { m }')).toMatchObject([{ message: expect.stringContaining('"m"') as string }])
      expect(() => documentOf('subscription {')).toThrow('Syntax Error')
    }
  })

  it('is forgotten once there are many newer ones, the longest unused first', () => {
    const documentOf = openValidDocuments(schema)
    const text = (n: number) => `subscription S${n} { n }`
    const [first, second] = [documentOf(text(1)), documentOf(text(2))]
    for (let n = 3; n <= 2_000; n++) documentOf(text(n))
    expect(documentOf(text(1))).toBe(first)
    documentOf(text(2_001))
    expect(documentOf(text(1))).toBe(first)
    expect(documentOf(text(2))).not.toBe(second)
  })

  it('is forgotten where the newer ones are long', () => {
    const documentOf = openValidDocuments(schema)
    const first = documentOf('subscription { n }')
    for (const letter of ['a', 'b']) documentOf(`subscription { n } # ${letter.repeat(500_000)}`)
    expect(documentOf('subscription { n }')).not.toBe(first)
  })
})
