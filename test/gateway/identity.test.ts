import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { openTestGateway, type TestGateway } from './support/gateway.ts'
import { ids } from './support/subgraphs.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await openTestGateway()
})
afterAll(() => gateway.close())

const reason = async (token: string) => {
  const { errors, data } = await gateway.ask('{ viewer { kind } }', { token })
  expect(data).toBeUndefined()
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) } }])
  return errors![0]!.extensions['reason']
}
const now = () => Math.floor(Date.now() / 1000)

describe('access tokens', () => {
  it('say who asks', async () => {
    const kind = async (token?: string) => (await gateway.ask('{ viewer { kind } }', { token })).data.viewer.kind
    expect([await kind(), await kind(gateway.staffToken), await kind(gateway.clientToken)]).toEqual([
      'anonymous',
      'staff',
      'client',
    ])
  })

  it('expired: TOKEN_EXPIRED', async () => {
    expect(await reason(await gateway.sign({ exp: now() - 1 }))).toBe('TOKEN_EXPIRED')
  })

  it('expire also while they are remembered', async () => {
    let time = new Date()
    const own = await openTestGateway({ now: () => time })
    const token = await own.sign({ exp: now() + 60 })
    expect((await own.ask('{ viewer { kind } }', { token })).errors).toBeUndefined()
    time = new Date(time.getTime() + 61_000)
    expect((await own.ask('{ viewer { kind } }', { token })).errors).toMatchObject([
      { extensions: { reason: 'TOKEN_EXPIRED' } },
    ])
    await own.close()
  })

  it('forged, unsigned, of another algorithm, issuer, audience or type: TOKEN_INVALID', async () => {
    const claims = {
      kind: 'staff',
      sub: ids.anna,
      company: newId('company'),
      role: 'ADMIN',
      sid: newId('session'),
      blocks: [],
    }
    const foreign = await generateKeyPair('EdDSA')
    const sign = (header: object, key: Parameters<SignJWT['sign']>[0]) =>
      new SignJWT({ ...claims, iss: 'portico', aud: 'portico', exp: now() + 60 })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'one', typ: 'at+jwt', ...header })
        .sign(key)
    const good = gateway.staffToken.split('.')
    const admin = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(good[1]!, 'base64url').toString()), role: 'ADMIN' }),
    ).toString('base64url')
    for (const token of [
      await sign({}, foreign.privateKey),
      await sign({ jwk: { kty: 'OKP' } }, foreign.privateKey),
      await sign({ alg: 'HS256' }, new TextEncoder().encode('portico'.repeat(5))),
      new UnsecuredJWT({ ...claims, iss: 'portico', aud: 'portico', exp: now() + 60 }).encode(),
      [good[0], admin, good[2]].join('.'),
      await gateway.sign({ iss: 'someone' }),
      await gateway.sign({ aud: 'someone' }),
      await gateway.sign({}, { typ: 'JWT' }),
      await gateway.sign({ role: 'OWNER' }),
      await gateway.sign({ kind: 'service' }),
      await gateway.sign({ sub: newId('contact') }),
      await gateway.sign({ blocks: ['SOMETHING'] }),
      'nonsense',
    ]) {
      expect(await reason(token)).toBe('TOKEN_INVALID')
    }
    const basic = await gateway.ask('{ viewer { kind } }', { headers: { authorization: 'Basic YTpi' } })
    expect(basic.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' } }])
  })

  it('without keys to check them: NOT_READY, and the gateway is not ready', async () => {
    const own = await openTestGateway({ jwks: () => Promise.reject(new Error('unreachable')) })
    const { errors } = await own.ask('{ viewer { kind } }', { token: own.staffToken })
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_READY', reason: 'SUBGRAPH_UNREACHABLE' } }])
    const ready = await fetch(`${own.url}/ready`)
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not ready', parts: expect.objectContaining({ tokens: 'not ready', contacts: 'ok' }) },
    ])
    expect((await fetch(`${own.url}/health`)).status).toBe(200)
    await own.close()
  })
})

describe('a blocked session (ACC-3, ACC-16)', () => {
  it('may read viewer and mend what blocks it, and nothing else', async () => {
    const token = await gateway.sign({ blocks: ['PASSWORD_CHANGE_REQUIRED', 'TERMS_NOT_ACCEPTED'] })
    const ask = (query: string) => gateway.ask(query, { token })
    expect((await ask('{ viewer { kind } __typename __schema { queryType { name } } }')).errors).toBeUndefined()
    expect((await ask('mutation { passwordChange(input: { password: "x" }) }')).errors).toBeUndefined()
    gateway.asked.length = 0
    for (const query of [
      '{ viewings { id } }',
      `{ node(id: "${ids.clara}") { id } }`,
      '{ viewer { kind } ...F } fragment F on Query { ... { viewings { id } } }',
      '{ viewer { kind } viewings @include(if: false) { id } }',
    ]) {
      expect((await ask(query)).errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN', reason: 'PASSWORD_CHANGE_REQUIRED' } },
      ])
    }
    expect(gateway.asked).toEqual([])
  })
})
