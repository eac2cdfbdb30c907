import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { parse } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { follow } from '../../gateway/client/follow.ts'
import { tokensAMinute } from '../../gateway/renewals.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { testAccounts, type TestAccounts } from './support/accounts.ts'
import { openTestGateway, type TestGateway } from './support/gateway.ts'
import { openSocket, type TestSocket } from './support/socket.ts'

const subscription = `subscription ($after: Cursor) { viewingChanged(after: $after) { __typename
  ... on StreamOpened { cursor } ... on ViewingChanged { cursor } } }`

/** Waits for a condition, however busy the machine is. */
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000 })

let accounts: TestAccounts
let gateway: TestGateway
let time = new Date()

beforeAll(async () => {
  accounts = testAccounts()
  gateway = await openTestGateway({
    now: () => time,
    sessionNews: (params) => accounts.sessionNews(params),
    session: () => accounts.session(),
  })
})
afterAll(() => gateway.close())
beforeEach(() => {
  time = new Date()
})

const seconds = (hours: number) => Math.floor(time.getTime() / 1000) + hours * 3600

/** An agent's session as its tokens tell of it, for so many hours. */
function aSession() {
  const me = { sid: newId('session'), sub: newId('agent'), company: newId('company') }
  return { me, token: (hours = 1, claims = {}) => gateway.sign({ ...me, until: seconds(hours), ...claims }) }
}

async function opened(token: string): Promise<TestSocket> {
  const socket = await openSocket(gateway.url, { authorization: `Bearer ${token}` })
  await socket.message('connection_ack')
  return socket
}

async function subscribed(token: string): Promise<TestSocket> {
  const socket = await opened(token)
  socket.send({ id: 'one', type: 'subscribe', payload: { query: subscription } })
  await socket.message('next', 'one')
  return socket
}

const give = (socket: TestSocket, token: string) =>
  socket.send({ type: 'ping', payload: { authorization: `Bearer ${token}` } })

const cursorsOf = (socket: TestSocket) =>
  socket.messages
    .filter(({ type }) => type === 'next')
    .map(({ payload }) => (payload.data as unknown as { viewingChanged: { cursor: string } }).viewingChanged.cursor)

describe('a new token on an open socket (ACC-13)', () => {
  it('carries its streams over the end that the first one told of, without a gap (ACC-13)', async () => {
    accounts.state = { isLive: false, until: 0, blocks: [] }
    const [renewed, left] = [aSession(), aSession()]
    const [goesOn, ends] = [await subscribed(await renewed.token()), await subscribed(await left.token())]
    const published = [gateway.topic.publish()]
    give(goesOn, await renewed.token(2))
    published.push(gateway.topic.publish())
    const expiresAt = new Date(seconds(2) * 1000).toISOString()
    expect(await goesOn.message('pong')).toEqual({ accepted: true, expiresAt })
    time = new Date(time.getTime() + 3_600_001)
    expect(await ends.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
    published.push(gateway.topic.publish())
    await until(() => expect(cursorsOf(goesOn).slice(1)).toEqual(published))
    time = new Date(time.getTime() + 3_600_001)
    expect(await goesOn.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
    expect(goesOn.messages.filter(({ type }) => type === 'pong')).toHaveLength(1)
  })

  it('is watched as the first one was (ACC-13, ACC-15)', async () => {
    const { me, token } = aSession()
    const socket = await subscribed(await token())
    give(socket, await token(2))
    await socket.message('pong')
    accounts.tell({ of: me.sid, hasEnded: true })
    expect(await socket.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
  })

  const client = { kind: 'client', sub: newId('account'), contact: newId('contact'), role: undefined }
  const ended = newId('session')

  it.each<[string, number, string, object]>([
    ['another person’s', 4403, 'OTHER_PERSON', { sub: newId('agent') }],
    ['another company’s', 4403, 'OTHER_PERSON', { company: newId('company') }],
    ['a client’s', 4403, 'OTHER_PERSON', client],
    ['another session’s of this person', 4401, 'TOKEN_EXPIRED', { sid: newId('session') }],
    ['one of other rights', 4401, 'TOKEN_EXPIRED', { role: 'SUPPORT' }],
    ['one that is blocked', 4401, 'TOKEN_EXPIRED', { blocks: ['PASSWORD_CHANGE_REQUIRED'] }],
    ['one that has expired', 4401, 'TOKEN_EXPIRED', { exp: 1 }],
    ['one of a session that has ended', 4401, 'SESSION_ENDED', { sid: ended }],
  ])('closes it while something runs on it when it is %s (ACC-13)', async (_what, code, reason, claims) => {
    accounts.tell({ of: ended, hasEnded: true })
    const witness = await gateway.sign({ ...aSession().me, sid: ended })
    await until(async () => expect((await gateway.ask('{ viewer { kind } }', { token: witness })).errors).toBeDefined())
    const { token } = aSession()
    const socket = await subscribed(await token())
    give(socket, await token(2, claims))
    expect(await socket.closed).toEqual({ code, reason })
    expect(socket.messages.filter(({ type }) => type === 'pong')).toEqual([])
    gateway.topic.publish()
    await until(() => expect(gateway.topic.listeners).toBe(0))
    expect(cursorsOf(socket)).toHaveLength(1)
  })

  it('closes it when it is none, or comes before anybody has said who they are, or to a visitor (ACC-13)', async () => {
    const { token } = aSession()
    const socket = await subscribed(await token())
    give(socket, 'nonsense')
    expect(await socket.closed).toEqual({ code: 4401, reason: 'TOKEN_INVALID' })
    const early = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
    early.on('open', () => early.send(JSON.stringify({ type: 'ping', payload: { authorization: 'Bearer early' } })))
    expect(await new Promise((resolve) => early.once('close', resolve))).toBe(4401)
    const visitor = await openSocket(gateway.url)
    await visitor.message('connection_ack')
    give(visitor, await token())
    expect(await visitor.closed).toEqual({ code: 4403, reason: 'OTHER_PERSON' })
  })

  it('may bring other rights where nothing runs, and they hold from then on (ACC-13, ACC-16)', async () => {
    const { token } = aSession()
    const socket = await opened(await token(1, { blocks: ['PASSWORD_CHANGE_REQUIRED'] }))
    const asked = { query: '{ viewings { id } }' }
    socket.send({ id: 'before', type: 'subscribe', payload: asked })
    expect(await socket.message('error', 'before')).toMatchObject([
      { extensions: { reason: 'PASSWORD_CHANGE_REQUIRED' } },
    ])
    give(socket, await token(2))
    await socket.message('pong')
    socket.send({ id: 'after', type: 'subscribe', payload: asked })
    expect((await socket.message('next', 'after')).errors).toBeUndefined()
    socket.close()
  })

  it('may come so often in a minute; other pings are sent back, as many as come (ACC-13)', async () => {
    const { token } = aSession()
    const [socket, one] = [await opened(await token()), await token(2)]
    for (let ping = 0; ping < 50; ping++) socket.send({ type: 'ping', payload: { ping } })
    for (let ping = 0; ping < tokensAMinute; ping++) give(socket, one)
    await until(() => expect(socket.messages.filter(({ type }) => type === 'pong')).toHaveLength(50 + tokensAMinute))
    expect(socket.messages.find(({ type }) => type === 'pong')!.payload).toEqual({ ping: 0 })
    give(socket, one)
    expect(await socket.closed).toEqual({ code: 4429, reason: 'More than 10 tokens in a minute' })
  })

  it('is given by the kit, which goes on with the same connection (ACC-13)', async () => {
    accounts.state = { isLive: false, until: 0, blocks: [] }
    const { token } = aSession()
    const sockets: WebSocket[] = []
    class Noted extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol)
        sockets.push(this)
      }
    }
    type Item = { readonly __typename: 'StreamOpened' | 'ViewingChanged'; readonly cursor: string }
    const seen: string[] = []
    const first = await token()
    const follower = follow({
      url: `${gateway.url.replace('http', 'ws')}/graphql`,
      document: parse(subscription) as TypedDocumentNode<{ viewingChanged: Item }, { after: string | null }>,
      ...{ variables: { after: null }, webSocketImpl: Noted, token: () => first },
      onItem: ({ cursor }) => void seen.push(cursor),
    })
    await until(() => expect(follower.cursor).not.toBeNull())
    const pongs: string[] = []
    sockets[0]!.on('message', (data) => String(data).includes('accepted') && pongs.push(String(data)))
    const second = await token(2)
    for (const given of [first, second, second]) follower.renew(given)
    await until(() => expect(pongs).toHaveLength(1))
    const witness = await opened(await aSession().token())
    time = new Date(time.getTime() + 3_600_001)
    expect(await witness.closed).toMatchObject({ code: 4401 })
    const published = gateway.topic.publish()
    await until(() => expect(seen).toEqual([published]))
    expect([sockets.length, pongs.length]).toEqual([1, 1])
    follower.close()
  })
})
