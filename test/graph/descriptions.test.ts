import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, isScalarType, type GraphQLSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { elementsOf } from '../../scripts/contract/elements.ts'

const api = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'))

describe('the descriptions of the public schema', () => {
  it('are there for every type, field, argument, value and directive, and say something', () => {
    expect(elementsOf(api).length).toBeGreaterThan(900)
    expect(sayingNothing(api)).toEqual([])
  })

  it('are seen to be missing where nothing is said', () => {
    const bare = `
      directive @d(e: Int) on FIELD
      type Query { a(b: Int): C }
      enum C { D }
      input E { f: Int }
      interface G { h: Int }
      union U = Query
      scalar S`
    expect(sayingNothing(buildSchema(bare))).toEqual(
      ['@d', '@d(e:)', 'C', 'C.D', 'E', 'E.f', 'G', 'G.h', 'Query', 'Query.a', 'Query.a(b:)', 'S', 'U'].sort(),
    )
  })

  it.each([
    ['the name again', 'The portal account.'],
    ['the name and its type again', 'The id of this portal account.'],
    ['what is no sentence', 'who may log in'],
    ['one word', 'Somebody.'],
  ])('are seen to say nothing where they are %s', (_, text) => {
    const found = sayingNothing(
      buildSchema(`
        "What can be read of the whole company." type Query { ${JSON.stringify(text)} portalAccountId: ID }`),
    )
    expect(found).toEqual(['Query.portalAccountId'])
  })

  it('name the specification of a scalar where there is one', () => {
    const specified = Object.values(api.getTypeMap())
      .filter(isScalarType)
      .filter(({ specifiedByURL }) => specifiedByURL)
      .map(({ name }) => name)
    expect(specified).toEqual(expect.arrayContaining(['DateTime', 'LocalDate']))
  })
})

/** The coordinates of which nothing is said that their names do not say, or not in a sentence. */
function sayingNothing(schema: GraphQLSchema): string[] {
  const saysNothing = ({ coordinate, description }: ReturnType<typeof elementsOf>[number]) => {
    const text = description?.trim() ?? ''
    const known = new Set([...wordsOf(coordinate), ...fillers])
    return (
      !/^\P{Ll}.*[^.]\.$/su.test(text) || text.split(/\s+/).length < 2 || wordsOf(text).every((word) => known.has(word))
    )
  }
  return elementsOf(schema)
    .filter(saysNothing)
    .map(({ coordinate }) => coordinate)
    .sort()
}

const fillers = ['a', 'an', 'are', 'for', 'id', 'is', 'it', 'its', 'of', 'one', 'the', 'this', 'to']

/** A text's words in small letters; of a name those that its capitals begin. */
function wordsOf(text: string): string[] {
  const spaced = text.replace(/([a-z])([A-Z])/g, '$1 $2')
  return spaced.toLowerCase().match(/[a-z]+/g) ?? []
}
