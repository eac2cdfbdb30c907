import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { composeServices } from '@theguild/federation-composition'
import { buildSchema, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { apiSchema } from '../../../gateway/api-schema.ts'
import { sunsetOf, unclearDeprecations } from '../../../scripts/contract/deprecation.ts'

const withReason = (reason: string) =>
  buildSchema(`
    type Query { old(arg: Int): Int @deprecated(reason: ${JSON.stringify(reason)}), new: Int, deal: Deal }
    type Deal { title: String }`)

describe('a deprecation', () => {
  it('tells what to use instead, and the last day', () => {
    expect(sunsetOf('Use `new` instead; served until 2027-06-01.')).toEqual({ replacement: 'new', until: '2027-06-01' })
  })

  it.each(['Use `new` until 2027-06-01.', 'Use `Deal.title` instead; served until 2027-06-01.'])(
    'is clear: %s',
    (reason) => {
      expect(unclearDeprecations(withReason(reason))).toEqual([])
    },
  )

  it.each([
    'No longer supported',
    'Use `new`.',
    'Use new until 2027-06-01.',
    'Use `new` until 2027-02-30.',
    'Use `new` until June.',
    'Use `new` until 2027-06-01. Or later.',
  ])('is unclear: %s', (reason) => {
    expect(unclearDeprecations(withReason(reason))).toEqual([
      expect.stringMatching(/^Query\.old is deprecated without a clear end: say /),
    ])
  })

  it.each(['newer', 'Deal.name', 'old', 'title'])('names a replacement that there is, and not `%s`', (name) => {
    expect(unclearDeprecations(withReason(`Use \`${name}\` until 2027-06-01.`))).toEqual([
      `Query.old is to be replaced by \`${name}\`, which there is not.`,
    ])
  })

  it('is held to it on arguments, input fields and values, too', () => {
    const schema = buildSchema(`
      type Query { a(b: Int @deprecated(reason: "gone")): C }
      enum C { D @deprecated(reason: "gone") E }
      input F { g: Int @deprecated(reason: "gone") h: Int }`)
    expect(unclearDeprecations(schema).map((line) => line.split(' ')[0])).toEqual(['Query.a(b:)', 'C.D', 'F.g'])
  })

  it('comes through from a subgraph to the public schema', () => {
    const sdl = `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
      type Query { a(b: Int @deprecated(reason: "gone")): C @deprecated(reason: "gone") }
      enum C { D @deprecated(reason: "gone") E }`
    const { supergraphSdl } = composeServices([{ name: 'deals', typeDefs: parse(sdl) }])
    const told = unclearDeprecations(apiSchema(supergraphSdl!)).map((line) => line.split(' ')[0])
    expect(told.sort()).toEqual(['C.D', 'Query.a', 'Query.a(b:)'])
  })

  it('is clear wherever the public schema has one', () => {
    const api = readFileSync(join(import.meta.dirname, '../../../schema/api.graphql'), 'utf8')
    expect(unclearDeprecations(buildSchema(api))).toEqual([])
  })
})
