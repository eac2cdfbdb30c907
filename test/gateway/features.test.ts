import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, getOperationAST, isInterfaceType, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { extents, openFeatures } from '../../gateway/features.ts'

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'))
const featuresIn = openFeatures(schema)

/** What of the portal a valid document asks for. */
function featuresOf(text: string): string[] {
  const document = parse(text)
  expect(validate(schema, document)).toEqual([])
  return [...featuresIn(document, getOperationAST(document)!)].sort()
}

describe('the parts of the portal that an operation asks for (ACC-24)', () => {
  it.each<[string, string, string[]]>([
    ['a root field', '{ mine: requests { edges { cursor } } }', ['TICKETS']],
    [
      'several',
      '{ requests { edges { cursor } } offerGroups { __typename } viewer { __typename } }',
      ['OFFERS', 'TICKETS'],
    ],
    [
      'what needs two parts',
      'mutation ($input: AttachmentUploadCreateInput!) { attachmentUploadCreate(input: $input) { upload { id } } }',
      ['TICKETS', 'UPLOADS'],
    ],
    [
      'a path that leads there',
      '{ viewer { ... on ClientViewer { account { requests { pageInfo { hasNextPage } } } } } }',
      ['TICKETS'],
    ],
    ['a node', 'query ($id: ID!) { node(id: $id) { id ... on Viewing { status } } }', ['VIEWINGS']],
    ['a subscription', 'subscription { viewingChanged { __typename } }', ['VIEWINGS']],
    [
      'fragments',
      '{ ...Root } fragment Root on Query { viewer { ...Me } } fragment Me on ClientViewer { account { requests { edges { cursor } } } }',
      ['TICKETS'],
    ],
    [
      'a property by itself',
      'query ($id: ID!) { node(id: $id) { ...P } } fragment P on Property { title }',
      ['OFFERS'],
    ],
    [
      'a viewing’s property',
      '{ viewings { edges { node { property { ...P } } } } } fragment P on Property { title }',
      ['VIEWINGS'],
    ],
    [
      'a property both ways',
      'query ($id: ID!) { viewings { edges { node { property { ...P } } } } node(id: $id) { ...P } } fragment P on Property { title }',
      ['OFFERS', 'VIEWINGS'],
    ],
    ['of nothing', '{ __typename viewer { __typename } __type(name: "Viewing") { fields { name } } }', []],
  ])('are known: %s', (_what, document, features) => {
    expect(featuresOf(document)).toEqual(features)
  })

  it('are of types that there are, and each type that has a `node` is decided', () => {
    const typed = Object.values(extents).flatMap(({ types, nodes }) => [...types, ...nodes])
    expect(typed.filter((name) => !schema.getType(name))).toEqual([])
    const node = schema.getType('Node')
    if (!isInterfaceType(node)) throw new Error('Node is no interface.')
    const nodes = schema.getPossibleTypes(node).map(({ name }) => name)
    expect(nodes.filter((name) => !typed.includes(name)).sort()).toEqual(ofNoFeature)
  })
})

const ofNoFeature = [
  'Agent',
  'ApiKey',
  'ClientAccount',
  'Contact',
  'ContactNote',
  'PortalAccount',
  'PropertyImport',
  'Team',
]
