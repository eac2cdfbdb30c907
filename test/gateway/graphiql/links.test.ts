import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { buildSchema, getOperationAST, Kind, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { apiSchema } from '../../../gateway/api-schema.ts'
import { linkDocuments, newVerifier, sessionIn, tabOf } from '../../../gateway/graphiql/links.ts'
import { variableErrors } from '../../../gateway/variables.ts'
import { portalLinks, type PortalLink } from '../../../subgraphs/kernel/portal-links.ts'

const read = (name: string) => readFileSync(new URL(`../../../schema/${name}.graphql`, import.meta.url), 'utf8')
const [published, served] = [buildSchema(read('api')), apiSchema(read('supergraph'))]

const verifier = await newVerifier()
const opened = (told: Readonly<Record<string, string>>) => {
  const tab = tabOf(new URLSearchParams(told), verifier)
  return tab && { query: tab.query, variables: JSON.parse(tab.variables) as Record<string, unknown> }
}
const links = Object.entries(portalLinks) as [PortalLink, (typeof portalLinks)[PortalLink]][]
const asked = links.filter(([, { asks }]) => asks !== null)

describe('the page where a mailed link leads without a frontend', () => {
  it('knows every link that asks for something', () => {
    expect(Object.keys(linkDocuments).sort()).toEqual(asked.map(([name]) => name).sort())
  })

  it.each(asked)('is opened with what belongs to it, filled in: %s', (name, { asks }) => {
    const { query, variables } = opened({ portal: 'harbour-homes', [name]: 'instance-or-token' })!
    const document = parse(query)
    expect(validate(published, document)).toEqual([])
    const operation = getOperationAST(document)!
    expect(variableErrors(served, operation, variables)).toEqual([])
    const fields = operation.selectionSet.selections.map((field) => field.kind === Kind.FIELD && field.name.value)
    expect(fields).toEqual([asks])
    expect(JSON.stringify(variables)).toContain('instance-or-token')
  })

  it('is opened as ever without a link, or with nothing but why a sign-on failed', () => {
    expect(opened({})).toBeNull()
    expect(opened({ 'sign-on-error': 'SIGN_ON_OVER' })).toBeNull()
    expect(opened({ portal: 'harbour-homes' })!.variables).toEqual({ key: 'harbour-homes' })
  })

  it('sends the hash of what it keeps, and comes back with that itself (ACC-21)', () => {
    const { input } = opened({ portal: 'p', 'sign-on-from': 'i' })!.variables as { input: { verifierHash: string } }
    const back = opened({ portal: 'p', 'sign-on': 't' })!.variables as { input: { verifier: string } }
    expect(createHash('sha256').update(back.input.verifier).digest('base64url')).toBe(input.verifierHash)
    expect(Buffer.from(back.input.verifier, 'base64url')).toHaveLength(32)
  })

  it('takes in whoever has come in by it, and nobody by what is refused or asks for a code', () => {
    const session = { accessToken: 'a', refreshToken: 'r', accessTokenExpiresAt: '2026-03-01T08:00:00Z' }
    for (const name of ['registrationComplete', 'loginLinkUse', 'signOnComplete']) {
      expect(sessionIn({ [name]: { session } })).toBe(session)
      expect(sessionIn({ [name]: { session: null } })).toBeNull()
    }
    expect(sessionIn({ signOnStart: { url: 'https://example.com' } })).toBeNull()
    expect(sessionIn(null)).toBeNull()
  })
})
