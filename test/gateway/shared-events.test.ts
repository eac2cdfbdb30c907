import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { sending } from '../../gateway/shared-text.ts'
import { resultStream } from '../../gateway/streams.ts'
import { openTestGateway, type TestGateway } from './support/gateway.ts'
import { openSocket, type TestSocket } from './support/socket.ts'
import { ids } from './support/subgraphs.ts'

const WATCH = `subscription Watch($after: Cursor, $viewingId: ID) {
  viewingChanged(after: $after, viewingId: $viewingId) {
    __typename
    ... on ViewingChanged { cursor viewing { property { title } contact { name agent { name } account { email } } } }
  }
}`
/** An event of it, executed and completed out of the other subgraphs for several. */
const ONCE = { executed: 1, asked: ['accounts', 'accounts', 'contacts'] }
const TWICE = { executed: 2, asked: [...ONCE.asked, ...ONCE.asked].toSorted() }

/** Waits for a condition, however busy the machine is. */
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000 })

let gateway: TestGateway
const company = newId('company')
const sockets: TestSocket[] = []

interface Watcher {
  readonly acceptLanguage?: string
  readonly claims?: Record<string, unknown>
  readonly query?: string
  readonly variables?: Record<string, unknown>
}

/** Subscribes as somebody, an administrator unless it is said otherwise, and waits until the stream is open. */
async function watch(watcher: Watcher = {}): Promise<TestSocket> {
  const { claims = {}, query = WATCH, variables = {}, acceptLanguage } = watcher
  const token = await gateway.sign({ company, sub: newId('agent'), role: 'ADMIN', sid: newId('session'), ...claims })
  const socket = await openSocket(gateway.url, { authorization: `Bearer ${token}`, acceptLanguage })
  sockets.push(socket)
  await socket.message('connection_ack')
  socket.send({ id: '1', type: 'subscribe', payload: { query, variables } })
  await socket.message('next', '1')
  return socket
}

const eventsOf = ({ messages }: TestSocket) => messages.filter(({ type }) => type === 'next').slice(1)

/**
 * Lets one event happen, waits until all have it, and says how often its subgraph has executed it, and whom the gateway
 * has asked to complete it.
 */
async function happen(...watchers: readonly TestSocket[]) {
  const before = watchers.map((watcher) => eventsOf(watcher).length)
  gateway.asked.length = 0
  gateway.topic.executed = 0
  gateway.topic.publish()
  await until(() =>
    expect(watchers.map((watcher) => eventsOf(watcher).length)).toEqual(before.map((count) => count + 1)),
  )
  return { executed: gateway.topic.executed, asked: gateway.asked.map(({ subgraph }) => subgraph).toSorted() }
}

describe.each([
  ['in the gateway’s process', { isHosted: true }],
  ['in another process', { isRemote: true }],
])('an event that many watch of a subgraph %s', (_, options) => {
  beforeEach(async () => {
    // A result is shared for a second, which a busy machine may let pass between two watchers.
    vi.spyOn(performance, 'now').mockReturnValue(0)
    gateway = await openTestGateway(options)
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    for (const socket of sockets.splice(0)) socket.close()
    await gateway.close()
  })

  it('is executed once for all administrators of a company, and reaches each with its cursor, in order', async () => {
    const watchers = [await watch(), await watch(), await watch()]
    for (let count = 0; count < 3; count++) expect(await happen(...watchers)).toEqual(ONCE)
    const cursors = eventsOf(watchers[0]!).map(({ payload }) => (payload.data as never)['viewingChanged']['cursor'])
    expect(cursors).toEqual(['1', '2', '3'])
    for (const watcher of watchers) expect(eventsOf(watcher)).toEqual(eventsOf(watchers[0]!))
    expect(Object.keys(eventsOf(watchers[0]!)[0]!.payload)).toEqual(['data'])
  })

  it('is executed once for those who began at different places', async () => {
    gateway.topic.publish()
    const watchers = [await watch(), await watch({ variables: { after: '1' } }), await watch({ variables: {} })]
    expect(await happen(...watchers)).toEqual(ONCE)
  })

  it('is executed once for two sockets of one person', async () => {
    const claims = { role: 'AGENT', sub: newId('agent') }
    expect(await happen(await watch({ claims }), await watch({ claims }))).toEqual(ONCE)
  })

  it.each<[string, Watcher, Watcher]>([
    ['another role', {}, { claims: { role: 'SUPPORT' } }],
    ['another company', {}, { claims: { company: newId('company') } }],
    ['another agent', { claims: { role: 'AGENT' } }, { claims: { role: 'AGENT' } }],
    ['another document', {}, { query: WATCH.replace('property', 'status property') }],
    ['another variable', {}, { variables: { viewingId: ids.first } }],
    [
      'another client',
      { claims: { kind: 'client', sub: newId('account'), contact: newId('contact'), role: undefined } },
      { claims: { kind: 'client', sub: newId('account'), contact: newId('contact'), role: undefined } },
    ],
  ])('is executed anew for %s', async (_, one, other) => {
    expect(await happen(await watch(one), await watch(other))).toEqual(TWICE)
  })

  it('is executed for each, with errors of their own, where a field of it fails', async () => {
    const query = `subscription { viewingChanged { ... on ViewingChanged { cursor viewing { contact { name broken } } } } }`
    const watchers = [await watch({ query }), await watch({ query }), await watch({ query })]
    expect(await happen(...watchers)).toEqual({ executed: 1, asked: ['contacts', 'contacts', 'contacts'] })
    const errors = watchers.flatMap((watcher) => eventsOf(watcher)[0]!.payload.errors) as {
      readonly path: unknown
      readonly extensions: { readonly requestId: string }
    }[]
    expect(new Set(errors.map(({ extensions }) => extensions.requestId)).size).toBe(3)
    for (const { path } of errors) expect(path).toEqual(['viewingChanged', 'viewing', 'contact', 'broken'])
  })

  it('is completed once for each language, and told in it, where a part of it does not answer (API-9)', async () => {
    const query = `subscription { viewingChanged { ... on ViewingChanged { cursor viewing { contact { name away } } } } }`
    const watching = ['de', 'fr', 'de'].map((acceptLanguage) => watch({ query, acceptLanguage }))
    const watchers = await Promise.all(watching)
    expect(await happen(...watchers)).toEqual({ executed: 2, asked: ['contacts', 'contacts'] })
    const errors = watchers.flatMap((watcher) => eventsOf(watcher)[0]!.payload.errors) as {
      readonly message: string
      readonly extensions: { readonly code: string; readonly requestId: string }
    }[]
    const [german, french] = ['Der Dienst contacts antwortet nicht', 'Le service contacts ne répond pas']
    for (const [index, text] of [german, french, german].entries()) expect(errors[index]!.message).toContain(text)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_READY', 'NOT_READY', 'NOT_READY'])
    expect(new Set(errors.map(({ extensions }) => extensions.requestId)).size).toBe(3)
  })
})

describe('a stream of results', () => {
  it.each<[string, () => Promise<IteratorResult<object>>, () => object]>([
    ['cannot go on', () => Promise.reject(new Error('broken')), () => ({})],
    [
      'gives what cannot be shown',
      async () => ({ done: false, value: { data: {} } }),
      () => {
        throw new TypeError('of ours')
      },
    ],
  ])('whose source %s ends with that, and the subgraph’s stream with it', async (_what, next, shown) => {
    const source = { next, return: vi.fn(async () => ({ done: true as const, value: undefined })) }
    const failure = { errors: [] }
    const stream = resultStream(source, { shown, failed: () => failure, hold: () => null })
    expect(await stream.next()).toEqual({ done: false, value: failure })
    expect(await stream.next()).toEqual({ done: true, value: undefined })
    expect(source.return).toHaveBeenCalledOnce()
  })
})

describe('a client that does not read', () => {
  it('is sent nothing more until the last result has left, and its stream ends all the same', async () => {
    let taken = 0
    let left = () => {}
    const source = {
      next: async () => ({ done: false as const, value: { data: { n: ++taken } } }),
      return: vi.fn(async () => ({ done: true as const, value: undefined })),
    }
    const sent: string[] = []
    const stream = sending(
      resultStream(source, { shown: (result) => result, failed: () => ({}), hold: () => null }),
      'an "id"',
      (message) => {
        sent.push(message)
        return new Promise((resolve) => (left = resolve))
      },
    )
    const end = stream.next()
    await until(() => expect(sent).toHaveLength(1))
    await new Promise((resolve) => setImmediate(resolve))
    expect({ taken, sent: sent.map((message) => JSON.parse(message)) }).toEqual({
      taken: 1,
      sent: [{ id: 'an "id"', type: 'next', payload: { data: { n: 1 } } }],
    })
    left()
    await until(() => expect(sent).toHaveLength(2))
    await stream.return(undefined)
    left()
    expect(await end).toEqual({ done: true, value: undefined })
    expect(source.return).toHaveBeenCalledOnce()
  })
})
