import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../subgraphs/kernel/config.ts'
import { openOutside } from '../../subgraphs/kernel/outside.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { codes } from './office.ts'
import { openProvider, type ForeignProvider } from './provider.ts'
import { callbackOf, draft, freeUrl, newVerifier, openSignOnOffice, type SignOnOffice } from './sign-on-office.ts'

// Signing on beside the other doors, and where the server goes to for it.

let desk: SignOnOffice
let provider: ForeignProvider

beforeAll(async () => {
  const url = await freeUrl()
  provider = await openProvider(callbackOf(url))
  desk = await openSignOnOffice(url)
})
afterAll(async () => {
  await desk?.office.stop()
  await provider?.stop()
})

describe('a provider in a network that is not public (ACC-21)', () => {
  const services = () => desk.office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
  let before: Services['outside']
  /** The way out that a product has which does not develop. */
  const inProduction = (env: Readonly<Record<string, string>>) => {
    const outside = openOutside(readConfig({ NODE_ENV: 'production', ...env }))
    Object.assign(services(), { outside })
    return outside
  }
  beforeAll(() => {
    before = services().outside
  })
  afterEach(async () => {
    await services().outside.close()
    Object.assign(services(), { outside: before })
  })

  it('is not taken in, and not asked by an instance that is there (ACC-21)', async () => {
    const admin = await desk.office.logIn()
    const other = await openProvider(callbackOf(desk.url))
    const { instance } = await desk.set('signOnInstanceCreate', draft(other, 'Made before'), admin)
    inProduction({})
    for (const issuer of [
      'https://10.0.0.7/',
      'https://[fd00::7]/',
      'https://localhost/',
      'https://169.254.169.254/',
    ]) {
      expect(await desk.set('signOnInstanceCreate', { ...draft(other, 'Inside'), issuer }, admin)).toMatchObject({
        instance: null,
        userErrors: [{ code: 'SIGN_ON_ISSUER_PRIVATE', path: ['input', 'issuer'] }],
      })
    }
    let asked = 0
    other.server.on('connection', () => (asked += 1))
    const started = await desk.start(instance!.id, newVerifier().verifierHash)
    expect(codes(started)).toEqual(['SIGN_ON_UNAVAILABLE'])
    expect(asked).toBe(0)
    await other.stop()
  })

  it('is taken in where the operator has named that network (ACC-21)', async () => {
    const admin = await desk.office.logIn()
    inProduction({ SIGN_ON_NETWORKS: '10.0.0.0/8, fd00::/8' })
    for (const issuer of ['https://10.0.0.8/', 'https://[fd00::8]/']) {
      expect(codes(await desk.set('signOnInstanceCreate', { ...draft(provider, 'Inside'), issuer }, admin))).toEqual([])
    }
  })
})
