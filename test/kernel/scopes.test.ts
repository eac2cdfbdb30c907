import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { Scope, Staff } from '../../subgraphs/kernel/actor.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { callRoute } from '../../subgraphs/kernel/routes/call-route.ts'
import type { Route } from '../../subgraphs/kernel/routes/route.ts'
import { scopeOf } from '../../subgraphs/kernel/scopes.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { subgraphNames, type Subgraph } from '../../subgraphs/kernel/subgraph.ts'

const handle: Route['handle'] = async () => ({ status: 200, headers: {}, body: null })
const routes: Route[] = [
  { method: 'GET', path: '/files/letters/:id/first/page', handle },
  { method: 'PUT', path: '/files/letters/:id/first/page', handle },
  { method: 'POST', path: '/files/letters/:id/first/page', handle },
]
const subgraph = { name: 'viewings', resolvers: [class {}], routes } as unknown as Subgraph
const services = { name: 'viewings' } as Services

/** How a request over plain HTTP is answered. */
async function status(method: string, scopes?: readonly Scope[]): Promise<number> {
  const session = scopes ? newId('api_key') : newId('session')
  const someone = { company: newId('company'), agent: newId('agent'), session, role: 'ADMIN', blocks: [] } as const
  const actor: Staff = { kind: 'staff', ...someone, ...(scopes && { scopes }) }
  const request = {
    path: ['files', 'letters', 'one', 'first', 'page'],
    query: '',
    headers: {},
    body: Readable.from([]),
    requestId: 'test',
  }
  const { signal } = new AbortController()
  return (await callRoute(subgraph, services, { ...request, method, actor, signal })).status
}

describe('a route of a subgraph', () => {
  it('is for API keys that may read what it gives, or write what it takes (ACC-29)', async () => {
    const all = subgraphNames.flatMap((name) => [scopeOf(name, 'READ'), scopeOf(name, 'WRITE')])
    const but = (scope: Scope) => all.filter((other) => other !== scope)
    for (const method of ['GET', 'HEAD']) {
      expect(await status(method, ['VIEWINGS_READ']), method).toBe(200)
      expect(await status(method, but('VIEWINGS_READ')), method).toBe(403)
    }
    for (const method of ['PUT', 'POST']) {
      expect(await status(method, ['VIEWINGS_WRITE']), method).toBe(200)
      expect(await status(method, but('VIEWINGS_WRITE')), method).toBe(403)
    }
    expect(await status('PUT')).toBe(200)
  })
})
