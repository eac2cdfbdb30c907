import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { parse } from 'graphql'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { follow } from '../../gateway/client/follow.ts'
import type { Pass } from '../../gateway/rights.ts'
import { followSessions } from '../../gateway/sessions.ts'
import type { Role } from '../../subgraphs/kernel/actor.ts'
import { newId, type CompanyId, type Id, type SessionId } from '../../subgraphs/kernel/ids.ts'
import type { SubgraphLink } from '../../subgraphs/kernel/link.ts'
import type { RightsChange } from '../../subgraphs/kernel/session-news.ts'
import { person } from '../support/person.ts'
import { testAccounts, type TestAccounts } from './support/accounts.ts'
import { openTestGateway, type TestGateway } from './support/gateway.ts'
import { openSocket, type TestSocket } from './support/socket.ts'

// What a gateway makes of what accounts tells, or does not tell; accounts itself is played by the test.

const subscription = `subscription ($after: Cursor) { viewingChanged(after: $after) { __typename
  ... on StreamOpened { cursor } ... on CursorExpired { cursor } ... on ViewingChanged { cursor } } }`

/** Waits for a condition, however busy the machine is. */
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000 })

let accounts: TestAccounts
let gateway: TestGateway
let time: Date

async function open(silentAfterMs?: number): Promise<void> {
  time = new Date()
  accounts = testAccounts()
  await openBefore(accounts, silentAfterMs)
}
async function openBefore(known: TestAccounts, silentAfterMs?: number): Promise<void> {
  gateway = await openTestGateway({
    now: () => time,
    silentAfterMs,
    sessionNews: (params) => known.sessionNews(params),
    session: () => known.session(),
  })
}

/** What the token of such a one is worth. */
const passOf = (session: SessionId, role: Role = 'AGENT'): Pass => ({
  actor: { kind: 'staff', agent: newId('agent'), company: newId('company'), session, role, blocks: [] },
  until: Infinity,
  terms: 0,
  language: null,
})

/** Somebody of their own in a company of their own. */
interface Claims {
  readonly sid: SessionId
  readonly sub: Id<string>
  readonly company: CompanyId
}
const anAgent = (): Claims => ({ sid: newId('session'), sub: newId('agent'), company: newId('company') })
const aClient = () => {
  const claims = { kind: 'client', sub: newId('account'), contact: newId('contact'), role: undefined }
  return { ...anAgent(), ...claims }
}

/** Why a query with this token is refused; null when it is answered. */
async function refusal(token: string): Promise<unknown> {
  const { errors, data } = await gateway.ask('{ viewer { kind } }', { token })
  if (!errors) return null
  expect(data).toBeUndefined()
  return errors[0]!.extensions['reason']
}

/** A socket with an open subscription. */
async function subscribed(token: string): Promise<TestSocket> {
  const socket = await openSocket(gateway.url, { authorization: `Bearer ${token}` })
  await socket.message('connection_ack')
  socket.send({ id: 'one', type: 'subscribe', payload: { query: subscription } })
  await socket.message('next', 'one')
  return socket
}

describe('what accounts tells', () => {
  beforeAll(() => open())
  afterAll(() => gateway.close())

  const portal = (isOff: boolean) => (me: Claims) => ({ of: me.company, blocks: { PORTAL_OFF: isOff } })
  const change = (isDue: boolean) => (me: Claims) => ({ of: me.sub, blocks: { PASSWORD_CHANGE_REQUIRED: isDue } })
  const terms = (version: number) => (me: Claims) => ({ of: me.company, termsRequired: version })
  const [mustChange, offline] = [{ blocks: ['PASSWORD_CHANGE_REQUIRED'] }, { blocks: ['PORTAL_OFF'] }]
  const without = { featuresOff: ['TICKETS', 'UPLOADS'] as const }
  const mustAccept = { terms: 2, blocks: ['TERMS_NOT_ACCEPTED'] }

  it.each<[string, () => Claims, (me: Claims) => RightsChange, string | null]>([
    ['an ended session', anAgent, (me) => ({ of: me.sid, hasEnded: true }), 'SESSION_ENDED'],
    ['another one’s', anAgent, () => ({ of: newId('session'), hasEnded: true }), null],
    ['a disabled agent', anAgent, (me) => ({ of: me.sub, isDisabled: true }), 'SESSION_ENDED'],
    ['a disabled account', aClient, (me) => ({ of: me.sub, isDisabled: true }), 'SESSION_ENDED'],
    ['another one disabled', anAgent, () => ({ of: newId('agent'), isDisabled: true }), null],
    ['another role', anAgent, (me) => ({ of: me.sub, role: 'SUPPORT' }), 'TOKEN_EXPIRED'],
    ['the same role', anAgent, (me) => ({ of: me.sub, role: 'AGENT' }), null],
    ['a block', anAgent, change(true), 'TOKEN_EXPIRED'],
    ['a block that the token knows', () => ({ ...anAgent(), ...mustChange }), change(true), null],
    ['a block lifted', () => ({ ...anAgent(), ...mustChange }), change(false), 'TOKEN_EXPIRED'],
    ['the portal off, of a client', aClient, portal(true), 'TOKEN_EXPIRED'],
    ['the portal off, of staff', anAgent, portal(true), null],
    ['the portal on', () => ({ ...aClient(), ...offline }), portal(false), 'TOKEN_EXPIRED'],
    ['fewer features', aClient, (me) => ({ of: me.company, featuresOff: ['TICKETS'] }), 'TOKEN_EXPIRED'],
    ['features the token knows', () => ({ ...aClient(), ...without }), ({ company: of }) => ({ of, ...without }), null],
    ['fewer features, of staff', anAgent, (me) => ({ of: me.company, featuresOff: ['TICKETS'] }), null],
    ['newer terms', () => ({ ...aClient(), terms: 1 }), terms(2), 'TOKEN_EXPIRED'],
    ['terms that the token knows', () => ({ ...aClient(), terms: 2 }), terms(2), null],
    [
      'terms accepted',
      () => ({ ...aClient(), ...mustAccept }),
      ({ sub }) => ({ of: sub, termsAccepted: 2 }),
      'TOKEN_EXPIRED',
    ],
  ])('decides over queries and open sockets: %s (ACC-15, ACC-16)', async (_what, whoever, changed, reason) => {
    const [me, witness] = [whoever(), anAgent()]
    const [token, itsToken] = [await gateway.sign({ ...me }), await gateway.sign({ ...witness })]
    const socket = await openSocket(gateway.url, { authorization: `Bearer ${token}` })
    await socket.message('connection_ack')
    expect(await refusal(token)).toBeNull()
    accounts.tell(changed(me), { of: witness.sid, hasEnded: true })
    await until(async () => expect(await refusal(itsToken)).toBe('SESSION_ENDED'))
    expect(await refusal(token)).toBe(reason)
    if (reason) return expect(await socket.closed).toEqual({ code: 4401, reason })
    socket.send({ id: 'two', type: 'subscribe', payload: { query: '{ viewer { kind } }' } })
    await socket.message('next', 'two')
    return socket.close()
  })

  it('counts in its order: enabled again, one is served', async () => {
    const me = anAgent()
    const token = await gateway.sign({ ...me })
    accounts.tell({ of: me.sub, isDisabled: true })
    await until(async () => expect(await refusal(token)).toBe('SESSION_ENDED'))
    accounts.tell({ of: me.sub, isDisabled: false })
    await until(async () => expect(await refusal(token)).toBeNull())
  })

  it('ends an SSE stream with the reason', async () => {
    const me = anAgent()
    const stream = person(gateway.url, await gateway.sign({ ...me })).followSse<unknown, object>(subscription, {})
    await stream.next()
    accounts.tell({ of: me.sid, hasEnded: true })
    expect((await stream.next()).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED', reason: 'SESSION_ENDED' } },
    ])
    expect(await stream.ended).toBeNull()
    await until(() => expect(gateway.topic.listeners).toBe(0))
  })
})

describe('a gateway that starts', () => {
  afterEach(() => gateway.close())

  it('is not ready, and believes nobody, before it knows what has ended in the last minutes (ACC-15)', async () => {
    time = new Date()
    accounts = testAccounts()
    const me = anAgent()
    accounts.tell({ of: me.sid, hasEnded: true })
    accounts.mood = 'hangs'
    await openBefore(accounts, 2_000)
    const [ready, token] = [() => fetch(`${gateway.url}/ready`), await gateway.sign({ ...me })]
    expect((await ready()).status).toBe(503)
    expect(await refusal(token)).toBe('SUBGRAPH_UNREACHABLE')
    accounts.mood = 'answers'
    await until(async () => expect((await ready()).status).toBe(200))
    await until(async () => expect(await refusal(token)).toBe('SESSION_ENDED'))
  })
})

describe('a session that ends by time (ACC-13)', () => {
  beforeEach(() => open())
  afterEach(() => gateway.close())

  it('ends its socket, unless it was refreshed meanwhile', async () => {
    const socket = await subscribed(await gateway.sign({ until: time.getTime() / 1000 + 3600 }))
    accounts.state = { isLive: true, until: time.getTime() + 7_200_000, role: 'AGENT', blocks: [] }
    time = new Date(time.getTime() + 3_600_001)
    await until(() => expect(accounts.questions).toBeGreaterThan(0))
    gateway.topic.publish()
    await until(() => expect(socket.messages.filter(({ type }) => type === 'next')).toHaveLength(2))
    accounts.state = { isLive: false, until: 0, blocks: [] }
    time = new Date(time.getTime() + 3_600_001)
    expect(await socket.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
  })
})

describe('while accounts is silent', () => {
  beforeEach(() => open(2_000))
  afterEach(() => gateway.close())

  const silence = async (mood: TestAccounts['mood']) => {
    accounts.mood = mood
    const token = await gateway.sign()
    await until(async () => expect(await refusal(token)).toBe('SUBGRAPH_UNREACHABLE'))
  }

  it.each(['fails', 'hangs'] as const)(
    'nobody is served, and all are again when it is back: it %s (ACC-15)',
    async (mood) => {
      const token = await gateway.sign()
      const socket = await subscribed(token)
      await silence(mood)
      expect(await refusal(token)).toBe('SUBGRAPH_UNREACHABLE')
      socket.send({ id: 'two', type: 'subscribe', payload: { query: '{ viewer { kind } }' } })
      expect(await socket.message('error', 'two')).toMatchObject([{ extensions: { code: 'NOT_READY' } }])
      const late = await openSocket(gateway.url, { authorization: `Bearer ${token}` })
      expect(await late.closed).toMatchObject({ code: 1013 })
      expect(await gateway.ask('{ viewer { kind } }')).toMatchObject({ data: { viewer: { kind: 'anonymous' } } })

      accounts.mood = 'answers'
      await until(async () => expect(await refusal(token)).toBeNull())
      socket.send({ id: 'three', type: 'subscribe', payload: { query: '{ viewer { kind } }' } })
      await socket.message('next', 'three')
      socket.close()
    },
  )

  it('a socket that cannot be judged by a fault of ours is closed with 1011, and the fault is logged', async () => {
    accounts.sessionNews = () => Promise.reject(new Error('unreachable'))
    const token = await gateway.sign()
    await until(async () => {
      expect(await refusal(token)).toBeNull()
      expect(accounts.questions).toBeGreaterThan(0)
    })
    accounts.state = { isLive: true, until: 0, role: 'AGENT', blocks: undefined as never }
    const authorization = `Bearer ${await gateway.sign({ sid: newId('session') })}`
    const socket = await openSocket(gateway.url, { authorization })
    expect(await socket.closed).toEqual({ code: 1011, reason: 'Something went wrong' })
    expect(gateway.logged.join()).toContain('TypeError')
  })

  it('each session is asked for, and at most once a second', async () => {
    accounts.sessionNews = () => Promise.reject(new Error('unreachable'))
    const token = await gateway.sign()
    await until(async () => {
      expect(await refusal(token)).toBeNull()
      expect(accounts.questions).toBeGreaterThan(0)
    })
    const [asked, from] = [accounts.questions, Date.now()]
    await Promise.all(Array.from({ length: 20 }, () => refusal(token)))
    expect(accounts.questions - asked).toBeLessThanOrEqual(1 + (Date.now() - from) / 1000)
    for (const [state, reason] of [
      [{ role: 'ADMIN', isLive: true, until: 0, blocks: [] }, 'TOKEN_EXPIRED'],
      [{ role: 'AGENT', isLive: true, until: 0, blocks: ['PASSWORD_CHANGE_REQUIRED'] }, 'TOKEN_EXPIRED'],
      [{ isLive: false, until: 0, blocks: [] }, 'SESSION_ENDED'],
    ] as const) {
      accounts.state = state
      await until(async () => expect(await refusal(token)).toBe(reason))
    }
  })

  it('a client’s session is asked for with what of the portal they do not have (ACC-24)', async () => {
    accounts.sessionNews = () => Promise.reject(new Error('unreachable'))
    const token = await gateway.sign({ ...aClient(), featuresOff: ['TICKETS'] })
    for (const [featuresOff, reason] of [
      [['TICKETS'], null],
      [[], 'TOKEN_EXPIRED'],
      [['TICKETS', 'UPLOADS'], 'TOKEN_EXPIRED'],
    ] as const) {
      accounts.state = { isLive: true, until: 8.64e15, blocks: [], featuresOff }
      await until(async () => expect(await refusal(token)).toBe(reason))
    }
  })

  it('events are held back, then those of who may stay are delivered, and no others (ACC-15)', async () => {
    const gone = newId('session')
    const [stays, goes] = [await subscribed(await gateway.sign()), await subscribed(await gateway.sign({ sid: gone }))]
    const items = (socket: TestSocket) => socket.messages.filter(({ type }) => type === 'next').length
    await silence('fails')
    gateway.topic.publish()
    gateway.topic.publish()
    // A visitor's question goes all the way round: what could have been delivered has been.
    await gateway.ask('{ viewer { kind } }')
    expect([items(stays), items(goes)]).toEqual([1, 1])

    accounts.tell({ of: gone, hasEnded: true })
    accounts.mood = 'answers'
    await until(() => expect(items(stays)).toBe(3))
    expect(await goes.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
    expect(items(goes)).toBe(1)
    stays.close()
  })
})

describe('a log of accounts that is another one', () => {
  beforeEach(() => open())
  afterEach(() => gateway.close())

  it('lets everyone connect again, and each session be asked for', async () => {
    const token = await gateway.sign()
    const socket = await subscribed(token)
    expect(accounts.questions).toBe(0)
    accounts.restore()
    expect(await socket.closed).toMatchObject({ code: 1013 })
    accounts.state = { isLive: false, until: 0, blocks: [] }
    expect(await refusal(token)).toBe('SESSION_ENDED')
    expect(accounts.questions).toBe(1)
  })

  it('has whoever was let in before, and watches only then, asked for at once', async () => {
    const [goes, stays] = [newId('session'), newId('session')]
    const known = testAccounts()
    const session = async ({ session: id }: Readonly<Record<string, string>>) => ({
      ...known.state,
      isLive: id === stays,
    })
    const accountsLink = {
      get: async (endpoint: string, params: Readonly<Record<string, string>> = {}) =>
        endpoint === 'session' ? session(params) : known.sessionNews(params),
    } as unknown as SubgraphLink
    const sessions = followSessions({ accounts: accountsLink, log: pino({ level: 'silent' }) })
    await until(() => expect(sessions.silence()).toBeNull())
    expect(sessions.check(passOf(goes))).toBeUndefined()
    const restored = vi.fn()
    sessions.watch(passOf(stays), restored)
    known.restore()
    await until(() => expect(restored).toHaveBeenCalled())

    const [ended, kept] = [vi.fn(), vi.fn()]
    sessions.watch(passOf(stays), kept)
    sessions.watch(passOf(goes), ended)
    await until(() => expect(ended.mock.calls).toMatchObject([[{ extensions: { reason: 'SESSION_ENDED' } }]]))
    expect(kept).not.toHaveBeenCalled()
    sessions.stop()
  })
})

describe('accounts that tells nothing, and is asked', () => {
  it('has whoever brings a changed key get what is true now, not the same answer again (ACC-29)', async () => {
    const known = testAccounts()
    // It tells no news, so it is asked about everybody.
    const get = (endpoint: string) => (endpoint === 'session' ? known.session() : new Promise(() => {}))
    const sessions = followSessions({
      accounts: { get } as unknown as SubgraphLink,
      log: pino({ level: 'silent' }),
    })
    known.state = { ...known.state, role: 'SUPPORT' }
    const [before, after] = [passOf(newId('session')), passOf(newId('session'), 'SUPPORT')]
    expect(sessions.isOutdated(before)).toBe(false)
    await expect(sessions.check(before)).rejects.toMatchObject({ extensions: { reason: 'TOKEN_EXPIRED' } })
    await sessions.check(after)
    expect([before, after].map((pass) => sessions.isOutdated(pass))).toEqual([true, false])
    sessions.stop()
  })
})

describe('the kit', () => {
  beforeEach(() => open())
  afterEach(() => gateway.close())

  const document = parse(subscription) as TypedDocumentNode<
    { viewingChanged: { __typename: 'ViewingChanged' | 'StreamOpened'; cursor: string } },
    { after: string | null }
  >

  it('connects again with a fresh token when rights have changed, and misses nothing; ends with its session', async () => {
    const seen: string[] = []
    const refused: boolean[] = []
    const end = vi.fn()
    const me = anAgent()
    const tokens = [await gateway.sign({ ...me }), await gateway.sign({ ...me, role: 'SUPPORT' })]
    const follower = follow({
      url: `${gateway.url.replace('http', 'ws')}/graphql`,
      document,
      webSocketImpl: WebSocket,
      wait: () => 5,
      variables: { after: null },
      token(isRefused) {
        refused.push(isRefused)
        if (isRefused) tokens.shift()
        return tokens[0]!
      },
      onItem: ({ cursor }) => void seen.push(cursor),
      onEnd: end,
    })
    await until(() => expect(gateway.topic.listeners).toBe(1))
    gateway.topic.publish()
    await until(() => expect(seen).toEqual(['1']))
    accounts.tell({ of: me.sub, role: 'SUPPORT' })
    await until(() => expect(refused).toEqual([false, true]))
    gateway.topic.publish()
    await until(() => expect(seen).toEqual(['1', '2']))
    accounts.tell({ of: me.sid, hasEnded: true })
    await until(() =>
      expect(end).toHaveBeenCalledWith({ closed: expect.objectContaining({ reason: 'SESSION_ENDED' }) }),
    )
    follower.close()
  })
})
