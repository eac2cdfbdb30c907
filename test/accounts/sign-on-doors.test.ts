import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../subgraphs/kernel/config.ts'
import { openOutside } from '../../subgraphs/kernel/outside.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { heldUp } from './held-up.ts'
import { codes, open, ownPassword, type Refused } from './office.ts'
import { openProvider, type ForeignProvider } from './provider.ts'
import {
  callbackOf,
  draft,
  freeUrl,
  newVerifier,
  openSignOnOffice,
  vouchedFor,
  type SignOnOffice,
} from './sign-on-office.ts'

// Signing on beside the other doors, and where the server goes to for it.

let desk: SignOnOffice
let provider: ForeignProvider
let instanceId: string

beforeAll(async () => {
  const url = await freeUrl()
  provider = await openProvider(callbackOf(url))
  desk = await openSignOnOffice(url)
  instanceId = await desk.offer(provider, 'Main office')
  await desk.settings({ registration: { mode: 'OPEN' } })
})
afterAll(async () => {
  await desk?.office.stop()
  await provider?.stop()
})

/** Logs a client in by a password. */
const logIn = (email: string, password = ownPassword) =>
  open(desk.office.visitor, 'clientLogIn', { portalKey: desk.office.portalKey, email, password })

/** Somebody whom the provider vouches for, and who sits before the browser. */
function vouch(email: string): void {
  provider.people.set(email, vouchedFor(email))
  provider.signedIn = email
}

describe('a client with two ways in', () => {
  let accountId: string
  beforeAll(async () => {
    const { office } = desk
    accountId = (await office.client(office.admin, 'kim@example.com')).accountId
  })
  beforeEach(() => vouch('kim@example.com'))

  it('comes in by the provider while their password is locked, which stays so (ACC-21, ACC-26)', async () => {
    expect(codes(await logIn('kim@example.com'))).toEqual([])
    for (let wrong = 0; wrong < 10; wrong++) await logIn('kim@example.com', 'none of mine')
    expect(codes(await logIn('kim@example.com'))).toEqual(['CREDENTIALS_INVALID'])
    expect((await desk.seen(await desk.signOn(instanceId))).account.id).toBe(accountId)
    expect(codes(await logIn('kim@example.com'))).toEqual(['CREDENTIALS_INVALID'])
    desk.office.pass({ minutes: 1 })
    expect(codes(await logIn('kim@example.com'))).toEqual([])
  })

  it('comes in by both at once (ACC-13, ACC-21)', async () => {
    const { token, verifier } = await desk.arrive(instanceId)
    const both = await heldUp<Refused>(
      desk.office.app.databaseUrl,
      accountId,
      () => desk.complete(token, verifier),
      () => logIn('kim@example.com'),
    )
    expect(both.map(codes)).toEqual([[], []])
  })

  it('whose password is a temporary one comes in by the provider only, where both come at once (ACC-3, ACC-21)', async () => {
    const { office } = desk
    const invited = await office.invite(await office.logIn(), 'lee@example.com')
    const temporary = await office.mailed('lee@example.com')
    vouch('lee@example.com')
    const { token, verifier } = await desk.arrive(instanceId)
    const both = await heldUp<Refused>(
      office.app.databaseUrl,
      invited.accountId,
      () => desk.complete(token, verifier),
      () => logIn('lee@example.com', temporary),
    )
    expect(both.map(codes)).toEqual([[], ['CREDENTIALS_INVALID']])
  })
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
