import { readFileSync } from 'node:fs'
import { buildSchema, getOperationAST, parse, validate, type GraphQLSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { apiSchema } from '../../../gateway/api-schema.ts'
import { journey } from '../../../gateway/graphiql/journey.ts'
import { sessionDocuments } from '../../../gateway/graphiql/session-documents.ts'
import { variableErrors } from '../../../gateway/variables.ts'

const read = (name: string) => readFileSync(new URL(`../../../schema/${name}.graphql`, import.meta.url), 'utf8')
const published = buildSchema(read('api'))
// The published text knows the scalars' names only; the gateway's own schema knows what they take.
const served = apiSchema(read('supergraph'))

const sample = { email: 'robin@example.com', password: 'a lantern in the harbour' }
const input: Readonly<Record<keyof typeof sessionDocuments, unknown>> = {
  staff: { ...sample, company: 'harbour-homes' },
  client: { ...sample, portalKey: 'harbour-homes' },
  code: { challengeId: 'challenge', code: '123456' },
  refresh: { refreshToken: 'token' },
  password: { currentPassword: 'before', newPassword: sample.password },
  end: {},
  viewer: undefined,
}
const asked = [
  ...journey.map(({ operation, document, variables = {} }) => [operation, document, variables] as const),
  ...Object.entries(sessionDocuments).map(
    ([name, document]) => [name, document, { input: input[name as keyof typeof input] }] as const,
  ),
]

function wrong(schema: GraphQLSchema, text: string, variables: Readonly<Record<string, unknown>>): string[] {
  const document = parse(text)
  const errors = validate(schema, document)
  return [...errors, ...variableErrors(schema, getOperationAST(document)!, variables)].map(({ message }) => message)
}

describe('what the page asks', () => {
  it.each(asked)('fits the graph: %s', (_name, document, variables) => {
    expect(wrong(published, document, variables)).toEqual([])
    expect(wrong(served, document, variables)).toEqual([])
    const declared = getOperationAST(parse(document))!.variableDefinitions!.map(({ variable }) => variable.name.value)
    expect(Object.keys(variables).filter((name) => name !== 'input' || variables[name])).toEqual(declared)
  })
})

describe('the journey', () => {
  it('knows each of its tabs by the name of its operation', () => {
    const names = journey.map(({ document }) => getOperationAST(parse(document))?.name?.value)
    expect(names).toEqual(journey.map(({ operation }) => operation))
    expect(new Set(names).size).toBe(journey.length)
  })
})
