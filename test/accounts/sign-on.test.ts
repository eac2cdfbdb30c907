import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signOnOf } from '../../subgraphs/accounts/sign-on/commands.ts'
import type { AccountId, CompanyId } from '../../subgraphs/kernel/ids.ts'
import { person, type Person } from '../support/person.ts'
import { codes, ownPassword, tokens, type List, type Office, type Refused } from './office.ts'
import { browse, openProvider, type ForeignProvider } from './provider.ts'
import * as signOnOffice from './sign-on-office.ts'

const { draft, instanceFields, newVerifier, PORTAL, vouchedFor } = signOnOffice

let desk: signOnOffice.SignOnOffice
let office: Office
let url: string
let main: ForeignProvider
let branch: ForeignProvider
let mainId: string
let branchId: string

beforeAll(async () => {
  url = await signOnOffice.freeUrl()
  const callback = signOnOffice.callbackOf(url)
  main = await openProvider(callback)
  branch = await openProvider(callback, { tellsInToken: false })
  desk = await signOnOffice.openSignOnOffice(url)
  office = desk.office
  mainId = await desk.offer(main, 'Main office')
  branchId = await desk.offer(branch, 'Branch office')
  await desk.settings({ supportEmail: 'help@example.com', registration: { mode: 'OPEN' } })
})
afterAll(async () => {
  await office?.stop()
  await Promise.all([main?.stop(), branch?.stop()])
})
beforeEach(() => {
  for (const provider of [main, branch]) Object.assign(provider, { isDown: false, signedIn: null })
})

const accounts = () => office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
const accountsSql = () => accounts().sql

describe('signing on by the company’s product (ACC-21)', () => {
  let kim: Person & { readonly accountId: string }
  beforeAll(async () => {
    kim = await office.client(office.admin, 'kim@example.com')
    main.people.set('kim', vouchedFor('Kim@Example.com'))
  })

  it('leads to the account whose log-in the verified address is, and from then on to the same (ACC-21)', async () => {
    main.signedIn = 'kim'
    const first = await desk.seen(await desk.signOn(mainId))
    expect(first.account).toMatchObject({ id: kim.accountId, signOn: { instanceName: 'Main office' } })
    expect(first.blocks).toEqual([])
    main.people.set('kim', vouchedFor('another@example.com'))
    expect((await desk.seen(await desk.signOn(mainId))).account).toMatchObject({
      id: kim.accountId,
      email: 'kim@example.com',
    })
    const input = { portalKey: office.portalKey, email: 'kim@example.com', password: ownPassword }
    const { id } = (await desk.seen({ session: await tokens(office.visitor, 'clientLogIn', input), userErrors: [] }))
      .account
    expect(id).toBe(kim.accountId)
  })

  it('takes the place of a temporary password, which would only stand in the way (ACC-21)', async () => {
    const { accountId } = await office.invite(office.admin, 'lee@example.com')
    await office.mailed('lee@example.com')
    main.people.set('lee', vouchedFor('lee@example.com'))
    main.signedIn = 'lee'
    expect(await desk.seen(await desk.signOn(mainId))).toMatchObject({ account: { id: accountId }, blocks: [] })
  })

  it('begins with one click in the product, which is led to the portal’s page (ACC-21)', async () => {
    const click = async (query: object) => {
      const response = await fetch(`${url}/sign-on/accounts/start?${new URLSearchParams({ ...query })}`, {
        redirect: 'manual',
      })
      expect([response.status, response.headers.get('cache-control')]).toEqual([303, 'no-store'])
      return response.headers.get('location')
    }
    const { issuer: iss } = main
    const portal = office.portalKey
    const from = { iss, portal, target_link_uri: 'https://evil.example.com/', login_hint: 'kim' }
    expect(await click(from)).toBe(`${PORTAL}/?portal=${portal}&sign-on-from=${mainId}`)
    const unknown = `${PORTAL}/?portal=${portal}&sign-on-error=SIGN_ON_NOT_OFFERED`
    expect(await click({ iss: 'https://elsewhere.example.com', portal })).toBe(unknown)
    expect(await click({ portal })).toBe(unknown)
    expect(await click({ iss, portal: 'nowhere' })).toBe(`${PORTAL}/?sign-on-error=SIGN_ON_NOT_OFFERED`)
  })

  it('gives the session to the frontend that began it, and to no other, once (ACC-21)', async () => {
    main.signedIn = 'kim'
    const { token, verifier } = await desk.arrive(mainId)
    for (const wrong of [newVerifier().verifier, '', token!]) {
      expect(codes(await desk.complete(token, wrong))).toEqual(['SIGN_ON_OVER'])
    }
    const forged = `${token!.slice(0, -1)}${token!.endsWith('A') ? 'B' : 'A'}`
    for (const wrong of [forged, `${token}.`, 'nothing', '']) {
      expect(codes(await desk.complete(wrong, verifier))).toEqual(['SIGN_ON_OVER'])
    }
    expect((await desk.complete(token, verifier)).session).not.toBeNull()
    expect(codes(await desk.complete(token, verifier))).toEqual(['SIGN_ON_OVER'])
  })

  it('gives one session when one token comes twenty times at once (ACC-21)', async () => {
    main.signedIn = 'kim'
    const { token, verifier } = await desk.arrive(mainId)
    const all = await Promise.all(Array.from({ length: 20 }, () => desk.complete(token, verifier)))
    expect(all.filter(({ session }) => session)).toHaveLength(1)
  })

  it('refuses an answer that comes twice, or whose state or nonce is another (ACC-21)', async () => {
    main.signedIn = 'kim'
    const answered = async (change: (url: URL) => void) => {
      const { url: there } = await desk.start(mainId, newVerifier().verifierHash)
      const back = await browse(there!, url)
      change(back)
      return (await browse(back.href, PORTAL)).searchParams.get('sign-on-error')
    }
    let first = new URL(url)
    expect(await answered((back) => void (first = back))).toBeNull()
    expect((await browse(first.href, PORTAL)).searchParams.get('sign-on-error')).toBe('SIGN_ON_OVER')
    const state = first.searchParams.get('state')!
    expect(await answered((back) => back.searchParams.set('state', state))).toBe('SIGN_ON_OVER')
    expect(await answered((back) => back.searchParams.set('state', 'made up'))).toBe('SIGN_ON_OVER')
    expect(await answered((back) => back.searchParams.delete('state'))).toBe('SIGN_ON_OVER')
    expect(await answered((back) => back.searchParams.set('iss', branch.issuer))).toBe('SIGN_ON_FAILED')
    expect(await answered((back) => back.searchParams.set('code', 'made up'))).toBe('SIGN_ON_FAILED')
    const changed = await desk.arrive(mainId, (there) => there.searchParams.set('nonce', 'made up'))
    expect(changed.error).toBe('SIGN_ON_FAILED')
  })

  it('refuses who is not vouched for: unverified, unknown to the provider, unwilling (ACC-21)', async () => {
    main.people.set('mo', { email: 'kim@example.com', email_verified: false })
    main.people.set('no', { email_verified: true })
    main.people.set('so', { email: 'kim@example.com' })
    for (const sub of ['mo', 'no', 'so']) {
      main.signedIn = sub
      expect((await desk.arrive(mainId)).error).toBe('SIGN_ON_EMAIL_UNVERIFIED')
    }
    main.signedIn = null
    expect((await desk.arrive(mainId)).error).toBe('SIGN_ON_DENIED')
  })

  it('says clearly that a provider does not answer, or is another than it should be (ACC-21)', async () => {
    main.signedIn = 'kim'
    const { url: there } = await desk.start(mainId, newVerifier().verifierHash)
    const back = await browse(there!, url)
    main.isDown = true
    expect((await browse(back.href, PORTAL)).searchParams.get('sign-on-error')).toBe('SIGN_ON_UNAVAILABLE')
    const localhost = { ...branch, issuer: branch.issuer.replace('127.0.0.1', 'localhost') }
    const { instance } = await desk.set('signOnInstanceCreate', draft(localhost, 'Other name'))
    expect(codes(await desk.start(instance!.id, newVerifier().verifierHash))).toEqual(['SIGN_ON_UNAVAILABLE'])
  })

  it('offers nothing of another company, and nothing that is switched off (ACC-21)', async () => {
    const other = await office.found('other-homes')
    const { verifierHash } = newVerifier()
    expect(codes(await desk.start(mainId, verifierHash, other.portalKey))).toEqual(['SIGN_ON_NOT_OFFERED'])
    expect(codes(await desk.start(mainId, verifierHash, 'nowhere'))).toEqual(['SIGN_ON_NOT_OFFERED'])
    expect(codes(await desk.start(mainId, 'short'))).toEqual(['VERIFIER_HASH_INVALID'])
    main.signedIn = 'kim'
    const { token, verifier } = await desk.arrive(mainId)
    await desk.set('signOnInstanceUpdate', { instanceId: mainId, isEnabled: false })
    expect(codes(await desk.start(mainId, verifierHash))).toEqual(['SIGN_ON_NOT_OFFERED'])
    expect(codes(await desk.complete(token, verifier))).toEqual(['SIGN_ON_NOT_OFFERED'])
    await desk.set('signOnInstanceUpdate', { instanceId: mainId, isEnabled: true })
  })

  it('makes an account of the first visit, active at once, also where registration is moderated (ACC-20, ACC-21)', async () => {
    await desk.settings({ registration: { mode: 'MODERATED' } })
    branch.people.set('ann', { ...vouchedFor('ann@example.com'), given_name: 'Ann', family_name: 'Onymous' })
    branch.signedIn = 'ann'
    const first = await desk.seen(await desk.signOn(branchId))
    expect(first.account).toMatchObject({ email: 'ann@example.com', status: 'ACTIVE' })
    expect((await desk.seen(await desk.signOn(branchId))).account).toEqual(first.account)
    const contactId = await office.contact(office.admin, {
      firstName: 'Bo',
      lastName: 'Peep',
      emails: ['bo@example.com'],
    })
    branch.people.set('bo', vouchedFor('bo@example.com'))
    branch.signedIn = 'bo'
    const { session } = await desk.signOn(branchId)
    const { viewer } = await person(url, session!.accessToken).ask<{ viewer: unknown }, object>(
      '{ viewer { ... on ClientViewer { account { contact { id } } } } }',
    )
    expect(viewer).toEqual({ account: { contact: { id: contactId } } })
  })

  it('makes none while registration is closed or the portal off, and lets in who has one (ACC-20, ACC-21)', async () => {
    branch.people.set('cy', vouchedFor('cy@example.com'))
    for (const closed of [{ registration: { mode: 'CLOSED' } }, { registration: { mode: 'OPEN' }, isOn: false }]) {
      await desk.settings(closed)
      branch.signedIn = 'cy'
      expect(codes(await desk.signOn(branchId))).toEqual(['SIGN_ON_CLOSED'])
      branch.signedIn = 'ann'
      const { blocks } = await desk.seen(await desk.signOn(branchId))
      expect(blocks).toEqual('isOn' in closed ? ['PORTAL_OFF'] : [])
    }
    await desk.settings({ isOn: true })
  })

  it('answers whose account is disabled as a wrong password is answered (ACC-15, ACC-21)', async () => {
    branch.signedIn = 'bo'
    await accountsSql()`update accounts.portal_account set disabled_at = now() where email = 'bo@example.com'`
    expect(codes(await desk.signOn(branchId))).toEqual(['CREDENTIALS_INVALID'])
  })

  it('is over when it takes too long on either side (ACC-21)', async () => {
    main.signedIn = 'kim'
    const late = await desk.arrive(mainId, () => office.pass({ minutes: 10, seconds: 1 }))
    expect(late.error).toBe('SIGN_ON_OVER')
    expect(late.page.searchParams.get('portal')).toBe(office.portalKey)
    const { token, verifier } = await desk.arrive(mainId)
    office.pass({ minutes: 2, seconds: 1 })
    expect(codes(await desk.complete(token, verifier))).toEqual(['SIGN_ON_OVER'])
  })
})

describe('an email that is known with another instance (ACC-22)', () => {
  const remedies = [
    { actions: ['LOG_OUT_EVERYWHERE', 'PRIVATE_WINDOW'], name: null, url: null, email: null },
    {
      ...{ actions: ['LOG_IN_TO_MAIN_INSTANCE'], name: 'Main office', email: null },
      url: 'https://product.example.com/',
    },
    { actions: ['WRITE_TO_SUPPORT'], name: null, url: null, email: 'help@example.com' },
  ]

  it('is refused with what helps as data, until it comes from its own or staff cut it off (ACC-22)', async () => {
    const admin = await office.logIn()
    const [{ accountId }] = [await office.invite(admin, 'dee@example.com'), await office.mailed('dee@example.com')]
    for (const provider of [main, branch]) {
      provider.people.set('dee', vouchedFor('DEE@example.com'))
      provider.signedIn = 'dee'
    }
    await desk.seen(await desk.signOn(mainId))
    const wrong = await desk.signOn(branchId)
    expect(wrong.userErrors).toEqual([{ code: 'USER_IS_INVALID', message: 'User is invalid', remedies }])
    const log = 'query ($id: ID!) { portalAccount(id: $id) { signIns(first: 1) { edges { node { outcome way } } } } }'
    expect(await admin.ask(log, { id: accountId })).toEqual({
      portalAccount: { signIns: { edges: [{ node: { outcome: 'WRONG_INSTANCE', way: 'SIGN_ON' } }] } },
    })
    const { db } = accounts()
    const { viewer } = await admin.ask<{ viewer: { company: { id: CompanyId } } }, object>(
      '{ viewer { ... on StaffViewer { company { id } } } }',
    )
    const known = () => signOnOf(db, viewer.company.id, accountId as AccountId)
    expect(await known()).toMatchObject({ instance: 'Main office', isOnlyWay: true, refusedAt: expect.any(Date) })
    await desk.signOn(mainId)
    expect(await known()).toMatchObject({ refusedAt: null })
    const query = `mutation ($input: SignOnUnlinkInput!) { done: signOnUnlink(input: $input) {
      portalAccount { id signOn { instanceName } } userErrors { code } } }`
    const { done } = await admin.ask<{ done: Refused }, object>(query, { input: { accountId } })
    expect(done).toEqual({ portalAccount: { id: accountId, signOn: null }, userErrors: [] })
    expect((await desk.seen(await desk.signOn(branchId))).account).toMatchObject({
      ...{ id: accountId, signOn: { instanceName: 'Branch office' } },
    })
  })
})

describe('the instances of a company’s product (ACC-21)', () => {
  it('are made and changed by an administrator, who never sees a client secret again (ACC-21)', async () => {
    const admin = await office.logIn()
    const query = `{ portalSettings { signOn { redirectUrl startUrl instances { edges { node { ${instanceFields} } } } } } }`
    interface Shown {
      readonly portalSettings: {
        readonly signOn: { readonly redirectUrl: string; readonly instances: List<signOnOffice.Instance> }
      }
    }
    const instances = async () => {
      const { signOn } = (await admin.ask<Shown, object>(query)).portalSettings
      expect(signOn.redirectUrl).toBe(`${url}/sign-on/accounts/callback`)
      expect(JSON.stringify(signOn)).not.toContain(main.client.clientSecret)
      return signOn.instances.edges.map(({ node }) => node)
    }
    expect(await instances()).toMatchObject([
      { name: 'Main office', isMain: true },
      { isMain: false },
      { isMain: false },
    ])
    const stale = await desk.set(
      'signOnInstanceUpdate',
      { instanceId: branchId, isMain: true, expectedVersion: 7 },
      admin,
    )
    expect(codes(stale)).toEqual(['VERSION_MISMATCH'])
    await desk.set('signOnInstanceUpdate', { instanceId: branchId, isMain: true, name: 'New head office' }, admin)
    expect(await instances()).toMatchObject([{ isMain: false }, { name: 'New head office', isMain: true }, {}])
    const rows = await accountsSql()`select sealed_secret from accounts.sign_on_instance`
    expect(rows).toHaveLength(3)
    expect(JSON.stringify(rows)).not.toContain(main.client.clientSecret)
    const asked = '{ portal(key: "KEY") { ... on Portal { signOn { instances { instanceId name } } } } }'
    const { portal } = await office.visitor.ask<{ portal: { signOn: { instances: unknown[] } } }, object>(
      asked.replace('KEY', office.portalKey),
    )
    expect(portal.signOn.instances).toContainEqual({ instanceId: branchId, name: 'New head office' })
  })

  it('are reached with encryption, each issuer once (ACC-21)', async () => {
    const admin = await office.logIn()
    const given = draft(main, 'Once more')
    expect(await desk.set('signOnInstanceCreate', given, admin)).toMatchObject({
      userErrors: [{ code: 'SIGN_ON_ISSUER_TAKEN', path: ['input', 'issuer'] }],
    })
    const wrong = { name: ' ', issuer: 'http://example.com', clientId: '', clientSecret: '', productUrl: 'ftp://a.b' }
    expect(codes(await desk.set('signOnInstanceCreate', wrong, admin))).toEqual([
      ...['VALUE_MISSING', 'ADDRESS_INVALID', 'VALUE_MISSING', 'VALUE_MISSING', 'ADDRESS_INVALID'],
    ])
  })
})
