import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildSchema } from 'graphql'
import { handleProtocols } from 'graphql-ws'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer, type WebSocket } from 'ws'
import { memory, serveParent } from './child.ts'
import { sharedNow } from './figures.ts'
import { openProductEvents } from './product-events.ts'
import type { Address } from './subscribers-client.ts'

// The servers of the subscribers bench, each in a process of its own, told by its first argument which one it is.

/** A server with one event that reaches everybody. */
export interface EventServer {
  readonly address: Address
  /** Makes the event happen; the moment at which it was committed. */
  happen(): Promise<number>
  /** From now on page reads are counted, which makes every statement slower. */
  countPageReads?(): Promise<void>
  /** How many pages of the log were read since then. */
  pageReads?(): number
  stop(): Promise<void>
}

/** What is asked and answered, of the same size at all three. */
const query = `subscription ($after: Cursor) { ticketStatusChanged(after: $after) {
  __typename
  ... on StreamOpened { cursor }
  ... on TicketStatusChanged { cursor ticket { id status subject } }
} }`
const item = () => ({
  __typename: 'TicketStatusChanged',
  cursor: randomBytes(27).toString('base64url'),
  ticket: { id: 'ticket_01kae4j5a6f0vr1z3m6c9d2e7k', status: 'PENDING', subject: 'Parking' },
})

/** The least there is: what is sent is one text, written once, to everybody. */
async function wire(): Promise<EventServer> {
  const http = createServer()
  const server = new WebSocketServer({ server: http, handleProtocols })
  const next = (changed: object) =>
    JSON.stringify({ id: '1', type: 'next', payload: { data: { ticketStatusChanged: changed } } })
  server.on('connection', (socket: WebSocket) => {
    socket.once('message', () => {
      socket.send('{"type":"connection_ack"}')
      socket.once('message', () => socket.send(next({ ...item(), __typename: 'StreamOpened' })))
    })
  })
  return {
    address: { url: await listen(http), token: '', query },
    async happen() {
      const at = sharedNow()
      const text = Buffer.from(next(item()))
      for (const socket of server.clients) socket.send(text, { binary: false })
      return at
    },
    stop: async () => http.closeAllConnections(),
  }
}

/** graphql-ws over a schema of the same shape, fed from memory. */
async function plain(): Promise<EventServer> {
  const schema = buildSchema(`
    scalar Cursor
    type Ticket { id: ID! status: String! subject: String! }
    type StreamOpened { cursor: Cursor! }
    type TicketStatusChanged { cursor: Cursor! ticket: Ticket }
    union Item = StreamOpened | TicketStatusChanged
    type Query { ok: Boolean }
    type Subscription { ticketStatusChanged(after: Cursor): Item! }`)
  const listeners = new Set<(item: object) => void>()
  schema.getSubscriptionType()!.getFields()['ticketStatusChanged']!.subscribe = async function* () {
    yield { ticketStatusChanged: { ...item(), __typename: 'StreamOpened' } }
    let wake: (item: object) => void = () => {}
    const listener = (happened: object) => wake(happened)
    listeners.add(listener)
    try {
      for (;;) yield { ticketStatusChanged: await new Promise<object>((resolve) => (wake = resolve)) }
    } finally {
      listeners.delete(listener)
    }
  }
  const http = createServer()
  useServer({ schema }, new WebSocketServer({ server: http, path: '/' }))
  return {
    address: { url: await listen(http), token: '', query },
    async happen() {
      const at = sharedNow()
      const happened = item()
      for (const listener of listeners) listener(happened)
      return at
    },
    stop: async () => http.closeAllConnections(),
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4096, resolve))
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const kinds = { product: () => openProductEvents(query), plain, wire }
const server = await kinds[process.argv[2] as keyof typeof kinds]()

serveParent(
  {
    address: () => server.address,
    memory,
    happen: () => server.happen(),
    async happenOften(times: number) {
      for (let i = 0; i < times; i++) await server.happen()
    },
    countPageReads: () => server.countPageReads?.(),
    pageReads: () => server.pageReads?.(),
  },
  () => server.stop(),
)
