import { describe, expect, it, vi } from 'vitest'
import { openApiKeys } from '../../gateway/api-keys.ts'
import type { Pass } from '../../gateway/rights.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { newKeyText } from '../../subgraphs/kernel/key-text.ts'
import type { SubgraphLink } from '../../subgraphs/kernel/link.ts'
import type { KeyAnswer } from '../../subgraphs/kernel/session-news.ts'

// What a gateway remembers of the API keys it was shown; accounts is played by the test.

const live = (version = 1): KeyAnswer => ({
  is: 'live',
  agent: newId('agent'),
  role: 'ADMIN',
  state: { isLive: true, until: 8.64e15, blocks: [], role: 'ADMIN', key: { version, scopes: ['CONTACTS_READ'] } },
})
const header = () => `Bearer ${newKeyText(newId('company'), newId('api_key')).text}`

function open(answers: (params: Readonly<Record<string, string>>) => Promise<KeyAnswer>) {
  const get = vi.fn((endpoint: string, params: Readonly<Record<string, string>>) =>
    endpoint === 'apiKey' ? answers(params) : Promise.resolve(null),
  )
  const outdated = new Set<Pass>()
  const keys = openApiKeys({
    accounts: { get } as unknown as SubgraphLink,
    sessions: { isOutdated: (pass) => outdated.has(pass) },
  })
  const asked = (endpoint = 'apiKey') => get.mock.calls.filter(([name]) => name === endpoint)
  return { keys, asked, outdated, verify: (authorization: string) => keys.verify(authorization, undefined) }
}

describe('an API key at the gateway (ACC-29)', () => {
  it('is asked for once, by however many at a time, and again when it was changed', async () => {
    const { verify, asked, outdated } = open(async () => live())
    const key = header()
    const [pass] = await Promise.all(Array.from({ length: 50 }, () => verify(key)))
    expect(await verify(key)).toBe(pass)
    expect(asked()).toHaveLength(1)
    outdated.add(pass!)
    expect(await verify(key)).not.toBe(pass)
    expect(asked()).toHaveLength(2)
  })

  it('goes to accounts as a hash only', async () => {
    const { verify, asked } = open(async () => live())
    const key = header()
    await verify(key)
    expect(JSON.stringify(asked())).not.toContain(key.slice(-39, -7))
  })

  it('that is wrong is asked for once, or not at all; and no flood of them displaces a right one', async () => {
    const { verify, asked } = open(async () => ({ is: 'unknown' }))
    const wrong = header()
    for (let count = 0; count < 20; count++) {
      await expect(verify(wrong)).rejects.toMatchObject({ extensions: { reason: 'TOKEN_INVALID' } })
      await expect(verify(`${wrong.slice(0, -1)}!`)).rejects.toMatchObject({ extensions: { reason: 'TOKEN_INVALID' } })
    }
    expect(asked()).toHaveLength(1)

    const right = header()
    const [, , ofRight] = right.split('_')
    const other = open(async ({ id }) => (id === `api_key_${ofRight}` ? live() : { is: 'ended' }))
    await other.verify(right)
    for (let count = 0; count < 10_100; count++) await other.verify(header()).catch(() => {})
    expect(other.asked()).toHaveLength(10_101)
    const before = other.asked().length
    await other.verify(right)
    expect(other.asked()).toHaveLength(before)
  })

  it('that cannot be asked for counts for nobody, and is asked for anew', async () => {
    let isBack = false
    const { verify } = open(() => (isBack ? Promise.resolve(live()) : Promise.reject(new Error('unreachable'))))
    const key = header()
    await expect(verify(key)).rejects.toMatchObject({ extensions: { code: 'NOT_READY' } })
    isBack = true
    expect((await verify(key)).actor).toMatchObject({ scopes: ['CONTACTS_READ'] })
  })

  it('of whose scopes nothing is told counts for nobody', async () => {
    const { key: _, ...state } = { isLive: true, until: 8.64e15, blocks: [], key: undefined }
    const { verify } = open(async () => ({ is: 'live', agent: newId('agent'), role: 'ADMIN', state }))
    await expect(verify(header())).rejects.toThrow('without its scopes')
  })

  it('is told to be in use once a minute, and nothing fails by that', async () => {
    const { keys, verify, asked } = open(async () => live())
    const pass = await verify(header())
    for (let count = 0; count < 5; count++) keys.used(pass)
    keys.used(await verify(header()))
    expect(asked('apiKeyUsed')).toHaveLength(2)
  })
})
