import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openSocket } from '../gateway/support/socket.ts'
import { change } from '../graph/support/company.ts'
import { person, type Person } from '../support/person.ts'
import { openFirm, type Firm } from './firm.ts'

// API keys where the gateway and the subgraphs are processes of their own.

let firm: Firm
beforeAll(async () => (firm = await openFirm()), 90_000)
afterAll(() => firm?.close())

const patience = { timeout: 30_000, interval: 20 }

async function program(...scopes: string[]): Promise<Person & { readonly id: string }> {
  const query = 'mutation ($input: ApiKeyCreateInput!) { made: apiKeyCreate(input: $input) { secret apiKey { id } } }'
  type Made = { made: { secret: string; apiKey: { id: string } } }
  const { made } = await firm.admin.ask<Made, object>(query, { input: { name: 'A program', scopes } })
  return { ...person(firm.processes.url, made.secret), id: made.apiKey.id }
}

/** Why a query is refused; null when it is answered. */
async function refusal(by: Person): Promise<unknown> {
  const { errors } = await by.send('{ viewer { __typename } }')
  return errors?.[0]?.extensions?.['reason'] ?? null
}

describe('an API key across processes', { timeout: 90_000 }, () => {
  it('reaches what its scopes reach, and each part refuses the rest by itself (ACC-29)', async () => {
    const its = await program('CONTACTS_READ')
    const nested = '{ contacts { edges { node { displayName viewings { edges { cursor } } } } } }'
    type Contacts = { contacts: { edges: { node: Record<string, unknown> }[] } }
    const { data, errors } = await its.send<Contacts, object>(nested, {})
    expect(data!.contacts.edges[0]!.node).toEqual({ displayName: 'Kim Waters', viewings: null })
    const place = ['contacts', 'edges', 0, 'node', 'viewings']
    expect(errors).toMatchObject([{ path: place, extensions: { code: 'FORBIDDEN', reason: 'SCOPE' } }])
    const stream = its.follow<unknown, object>('subscription { viewingChanged { __typename } }')
    const refused = stream.ended.then((told) => ({ errors: told }))
    expect(await Promise.race([stream.next().catch(() => refused), refused])).toMatchObject({
      errors: [{ extensions: { reason: 'SCOPE' } }],
    })
    stream.cut()
  })

  it('that is revoked ends its sockets and streams, and a gateway that starts again refuses it (ACC-29)', async () => {
    const [goes, stays] = [await program('VIEWINGS_READ'), await program('VIEWINGS_READ')]
    const socket = await openSocket(firm.processes.url, { authorization: `Bearer ${goes.token}` })
    await socket.message('connection_ack')
    const stream = goes.followSse<unknown, object>('subscription { viewingChanged { __typename } }', {})
    await stream.next()
    await change(firm.admin, 'apiKeyRevoke', { apiKeyId: goes.id }, 'apiKey')
    expect(await socket.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
    expect((await stream.next()).errors).toMatchObject([{ extensions: { reason: 'SESSION_ENDED' } }])
    await vi.waitFor(async () => expect(await refusal(goes)).toBe('SESSION_ENDED'), patience)
    await firm.processes.kill('gateway')
    await firm.processes.restart('gateway')
    expect(await refusal(goes)).toBe('SESSION_ENDED')
    expect(await refusal(stays)).toBeNull()
  })

  it('counts for nobody while accounts is away, and again when it is back (ACC-29)', async () => {
    const [known, fresh] = [await program('CONTACTS_READ'), await program('CONTACTS_READ')]
    expect(await refusal(known)).toBeNull()
    await firm.processes.kill('accounts')
    expect(await refusal(fresh)).toBe('SUBGRAPH_UNREACHABLE')
    await vi.waitFor(async () => expect(await refusal(known)).toBe('SUBGRAPH_UNREACHABLE'), patience)
    await firm.processes.restart('accounts')
    await vi.waitFor(async () => expect(await refusal(known)).toBeNull(), patience)
    await vi.waitFor(async () => expect(await refusal(fresh)).toBeNull(), patience)
  })
})
