import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { parse } from 'graphql'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { follow, type Follower } from '../../gateway/client/follow.ts'
import { FollowingEnded, isFinal } from '../../gateway/client/interruption.ts'
import { items } from '../../gateway/client/items.ts'
import { openTestGateway, type TestGateway } from './support/gateway.ts'

type Item =
  | { __typename: 'ViewingChanged'; cursor: string }
  | { __typename: 'StreamOpened'; cursor: string }
  | { __typename: 'CursorExpired'; cursor: string }
const document = parse(/* GraphQL */ `
  subscription ($after: Cursor) {
    viewingChanged(after: $after) {
      __typename
      ... on StreamOpened {
        cursor
      }
      ... on ViewingChanged {
        cursor
      }
      ... on Heartbeat {
        cursor
      }
      ... on CursorExpired {
        cursor
      }
    }
  }
`) as TypedDocumentNode<{ viewingChanged: Item }, { after: string | null }>

/** Waits for a condition, however busy the machine is. */
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000 })

let gateway: TestGateway
let sockets: WebSocket[]
let follower: Follower | undefined
beforeEach(async () => {
  gateway = await openTestGateway()
  sockets = []
})
afterEach(async () => {
  follower?.close()
  await gateway.close()
})

class Noted extends WebSocket {
  constructor(url: string, protocol: string) {
    super(url, protocol)
    sockets.push(this)
  }
}
const base = () => ({
  url: `${gateway.url.replace('http', 'ws')}/graphql`,
  document,
  webSocketImpl: Noted,
  wait: () => 5,
})
const isOpen = () => until(() => expect(gateway.topic.listeners).toBe(1))

describe('following a subscription (API-2)', () => {
  it('misses and repeats nothing when the connection is cut', async () => {
    const seen: string[] = []
    follower = follow({ ...base(), variables: { after: null }, onItem: ({ cursor }) => void seen.push(cursor) })
    await isOpen()
    const published: string[] = []
    for (let cut = 0; cut < 3; cut++) {
      published.push(gateway.topic.publish(), gateway.topic.publish())
      await until(() => expect(seen).toEqual(published))
      sockets.at(-1)!.terminate()
      published.push(gateway.topic.publish())
      await until(() => expect(seen).toEqual(published))
    }
    expect(follower.cursor).toBe(published.at(-1))
    expect(sockets.length).toBeGreaterThan(3)
  })

  it('says when it is live and when live again', async () => {
    const opened: string[] = []
    follower = follow({
      ...base(),
      variables: { after: null },
      onItem() {},
      onOpened: ({ cursor }) => void opened.push(cursor),
    })
    await until(() => expect(opened).toHaveLength(1))
    const published = gateway.topic.publish()
    await until(() => expect(follower!.cursor).toBe(published))
    sockets.at(-1)!.terminate()
    await until(() => expect(opened.slice(1)).toEqual([published]))
  })

  it('hands on what has no cursor, and stays where it is', async () => {
    const seen: unknown[] = []
    const bare = parse('subscription { viewingChanged { __typename } }') as typeof document
    follower = follow({
      ...base(),
      document: bare,
      variables: { after: null },
      onItem: (item) => void seen.push(item),
    })
    await isOpen()
    gateway.topic.publish()
    gateway.topic.publish()
    await until(() => expect(seen).toHaveLength(2))
    expect(follower.cursor).toBeNull()
  })

  it('drops what a server repeats', async () => {
    gateway.topic.repeats = true
    const seen: string[] = []
    follower = follow({ ...base(), variables: { after: null }, onItem: ({ cursor }) => void seen.push(cursor) })
    await isOpen()
    gateway.topic.publish()
    gateway.topic.publish()
    await until(() => expect(seen).toEqual(['1', '2']))
    sockets.at(-1)!.terminate()
    await until(() => expect(sockets).toHaveLength(2))
    gateway.topic.publish()
    await until(() => expect(seen).toContain('3'))
    expect(seen).toEqual(['1', '2', '3'])
  })

  it('goes on when the subgraph’s stream breaks', async () => {
    const seen: string[] = []
    const interrupted = vi.fn()
    follower = follow({
      ...base(),
      variables: { after: null },
      onItem: ({ cursor }) => void seen.push(cursor),
      onInterrupted: interrupted,
    })
    await isOpen()
    gateway.topic.publish()
    await until(() => expect(seen).toEqual(['1']))
    gateway.topic.fail({ code: 1006 })
    gateway.topic.publish()
    await until(() => expect(seen).toEqual(['1', '2']))
    expect(interrupted).toHaveBeenCalledWith(
      expect.objectContaining({
        errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'NOT_READY' }) })],
      }),
    )
  })

  it('may be closed while it connects, and nobody hears of that connection’s end', async () => {
    const rejected = vi.fn()
    process.on('unhandledRejection', rejected)
    const closed = new Promise<void>((resolve) => {
      class Refused extends WebSocket {
        constructor(_url: string, protocol: string) {
          super('ws://127.0.0.1:9/graphql', protocol)
          this.once('close', () => setImmediate(resolve))
        }
      }
      follow({ ...base(), webSocketImpl: Refused, variables: { after: null }, onItem() {} }).close()
    })
    await closed
    process.off('unhandledRejection', rejected)
    expect(rejected).not.toHaveBeenCalled()
  })

  it('ends with what handling an item throws, and stays before that item', async () => {
    const end = vi.fn()
    const failure = new Error('The disk is full.')
    follower = follow({
      ...base(),
      variables: { after: null },
      onItem: () => Promise.reject(failure),
      onEnd: end,
    })
    await isOpen()
    gateway.topic.publish()
    await until(() => expect(end).toHaveBeenCalledWith(failure))
    expect(end).toHaveBeenCalledOnce()
    expect(follower.cursor).toBe('0')
  })

  it('moves the cursor only when an item has been handled', async () => {
    let release: (() => void) | undefined
    follower = follow({
      ...base(),
      variables: { after: null },
      onItem: () => new Promise<void>((resolve) => (release = resolve)),
    })
    await isOpen()
    gateway.topic.publish()
    await until(() => expect(release).toBeDefined())
    expect(follower.cursor).toBe('0')
    release!()
    await until(() => expect(follower!.cursor).toBe('1'))
  })

  it('asks to read anew when the cursor has expired, and goes on from what the reading gave', async () => {
    const seen: string[] = []
    gateway.topic.publish()
    gateway.topic.publish()
    follower = follow({
      ...base(),
      variables: { after: 'old' },
      onItem: ({ cursor }) => void seen.push(cursor),
      onExpired: () => '1',
    })
    await until(() => expect(seen).toEqual(['2']))
  })

  it('ends when trying again cannot help, and says why', async () => {
    const end = vi.fn()
    follow({ ...base(), variables: { after: 'forged' }, onItem: () => {}, onEnd: end })
    await until(() =>
      expect(end).toHaveBeenCalledWith({
        errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) })],
      }),
    )
    const refused = vi.fn()
    follow({ ...base(), token: 'nonsense', variables: { after: null }, onItem: () => {}, onEnd: refused })
    await until(() => expect(refused).toHaveBeenCalledWith({ closed: expect.objectContaining({ code: 4401 }) }))
  })

  it('goes on with an API key that was changed, and ends with one that counts no more (ACC-29)', () => {
    const refused = (reason: string) => ({ closed: { code: 4401, reason } })
    expect(isFinal(refused('TOKEN_EXPIRED'), 'portico_one')).toBe(false)
    expect(isFinal(refused('TOKEN_EXPIRED'), 'an access token')).toBe(true)
    for (const reason of ['TOKEN_INVALID', 'SESSION_ENDED']) expect(isFinal(refused(reason), 'portico_one')).toBe(true)
  })

  it('gets a fresh token for each connection', async () => {
    const tokens = ['nonsense', gateway.staffToken]
    follower = follow({ ...base(), token: () => tokens.shift() ?? null, variables: { after: null }, onItem: () => {} })
    await isOpen()
    expect(gateway.asked.at(-1)!.request.actor.kind).toBe('staff')
  })

  it('tells each place to come back to: behind a handled item, and at a heartbeat', async () => {
    const told: string[] = []
    const onCursor = (cursor: string) => void told.push(cursor)
    const handling = Promise.withResolvers<void>()
    const onItem = ({ cursor }: Item) => (cursor === '2' ? handling.promise : undefined)
    follower = follow({ ...base(), variables: { after: null }, onCursor, onItem })
    await isOpen()
    gateway.topic.publish()
    gateway.topic.publish()
    await until(() => expect(told).toEqual(['0', '1']))
    gateway.topic.beat()
    handling.resolve()
    await until(() => expect(told).toEqual(['0', '1', '2', '3']))
  })

  it('is an async iterator, too, that closes when it is left', async () => {
    const seen: string[] = []
    for await (const { cursor } of withEvents(items({ ...base(), variables: { after: null } }))) {
      seen.push(cursor)
      if (seen.length === 2) sockets.at(-1)!.terminate()
      if (seen.length === 3) break
    }
    expect(seen).toEqual(['1', '2', '3'])
    await until(() => expect(gateway.topic.listeners).toBe(0))
  })

  it('ends such a loop with an error that has a code and a reason', async () => {
    const next = (more: object) => items({ ...base(), variables: { after: null }, ...more }).next()
    const portalOff = [{ message: 'The portal is off.', extensions: { code: 'FORBIDDEN', reason: 'PORTAL_OFF' } }]
    expect(new FollowingEnded({ errors: portalOff })).toMatchObject({
      ...{ name: 'FollowingEnded', message: 'The portal is off.', code: 'FORBIDDEN', reason: 'PORTAL_OFF' },
    })
    const forged = next({ variables: { after: 'forged' } })
    await expect(forged).rejects.toBeInstanceOf(Error)
    await expect(forged).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('cursor') })
    const refused = next({ token: 'nonsense' })
    await expect(refused).rejects.toBeInstanceOf(Error)
    await expect(refused).rejects.toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' })
  })
})

/** Publishes three events as soon as someone listens. */
function withEvents<T>(iterable: T): T {
  void isOpen().then(() => ['1', '2', '3'].forEach(() => gateway.topic.publish()))
  return iterable
}
