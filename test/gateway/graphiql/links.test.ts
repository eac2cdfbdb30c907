import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { buildSchema, getOperationAST, Kind, parse, validate } from 'graphql'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { apiSchema } from '../../../gateway/api-schema.ts'
import {
  linkDocuments,
  newVerifier,
  sessionIn,
  signOnErrorIn,
  tabOf,
  type Verifier,
} from '../../../gateway/graphiql/links.ts'
import { variableErrors } from '../../../gateway/variables.ts'
import { portalLinks, type PortalLink } from '../../../subgraphs/kernel/portal-links.ts'

const read = (name: string) => readFileSync(new URL(`../../../schema/${name}.graphql`, import.meta.url), 'utf8')
const [published, served] = [buildSchema(read('api')), apiSchema(read('supergraph'))]

/** The page that a link opens, with what it keeps. */
let kept: Verifier | null = null
const page = { kept: () => kept, make: async () => (kept = await newVerifier()) }
const opened = async (told: Readonly<Record<string, string>>) => {
  const tab = await tabOf(new URLSearchParams(told), page)
  return tab && { query: tab.query, variables: JSON.parse(tab.variables) as Record<string, unknown> }
}
afterEach(() => void vi.unstubAllGlobals())

const links = Object.entries(portalLinks) as [PortalLink, (typeof portalLinks)[PortalLink]][]
const asked = links.filter(([, { asks }]) => asks !== null)

describe('the page where a mailed link leads without a frontend', () => {
  it('knows every link that asks for something', () => {
    expect(Object.keys(linkDocuments).sort()).toEqual(asked.map(([name]) => name).sort())
  })

  it.each(asked)('is opened with what belongs to it, filled in: %s', async (name, { asks }) => {
    const { query, variables } = (await opened({ portal: 'harbour-homes', [name]: 'instance-or-token' }))!
    const document = parse(query)
    expect(validate(published, document)).toEqual([])
    const operation = getOperationAST(document)!
    expect(variableErrors(served, operation, variables)).toEqual([])
    const fields = operation.selectionSet.selections.map((field) => field.kind === Kind.FIELD && field.name.value)
    expect(fields).toEqual([asks])
    expect(JSON.stringify(variables)).toContain('instance-or-token')
  })

  it('is opened as ever without a link, or with nothing but why a sign-on failed, which it says', async () => {
    expect(await opened({})).toBeNull()
    expect(await opened({ 'sign-on-error': 'SIGN_ON_OVER' })).toBeNull()
    expect((await opened({ portal: 'harbour-homes' }))!.variables).toEqual({ key: 'harbour-homes' })
    const saidOf = (error: string) => signOnErrorIn(new URLSearchParams({ 'sign-on-error': error }))
    expect(saidOf('SIGN_ON_OVER')).toBe('SIGN_ON_OVER')
    expect(saidOf('Call this number: SIGN_ON_OVER')).toBeNull()
    expect(signOnErrorIn(new URLSearchParams())).toBeNull()
  })

  it('sends the hash of what it keeps, comes back with that itself, and begins anew with another (ACC-21)', async () => {
    const begun = (await opened({ portal: 'p', 'sign-on-from': 'i' }))!
    const { input } = begun.variables as { input: { verifierHash: string } }
    const back = (await opened({ portal: 'p', 'sign-on': 't' }))!.variables as { input: { verifier: string } }
    expect(createHash('sha256').update(back.input.verifier).digest('base64url')).toBe(input.verifierHash)
    expect(Buffer.from(back.input.verifier, 'base64url')).toHaveLength(32)
    expect((await opened({ portal: 'p', 'sign-on-from': 'i' }))!.variables).not.toEqual(begun.variables)
  })

  it('needs no encryption but for a sign-on, which says so', async () => {
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes })
    const plain = (told: Readonly<Record<string, string>>) => tabOf(new URLSearchParams(told), page)
    expect(await plain({ portal: 'p', registration: 't' })).not.toBeNull()
    await expect(plain({ portal: 'p', 'sign-on-from': 'i' })).rejects.toThrow('by HTTPS')
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
