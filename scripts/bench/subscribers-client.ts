import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import WebSocket from 'ws'
import { serveParent } from './child.ts'
import { sharedNow } from './figures.ts'

// Many subscribers in one process, each a bare socket that speaks graphql-transport-ws by hand: a client library would
// take the time that is to be measured. What each one received is kept as numbers of events.

export interface Address {
  readonly url: string
  readonly token: string
  readonly query: string
}

interface Subscriber {
  readonly socket: WebSocket
  readonly received: number[]
  cursor: string
}

const PATIENCE_MS = 90_000
/** A server that is too busy to check a token says so, and asks to come again. */
const RETRY_MS = 500
const atOnce = 250
const subscribers: Subscriber[] = []
const numbers = new Map<string, number>()
const arrivals: number[] = []
let address: Address
let wanted = 0
let complete = () => {}

function receive(subscriber: Subscriber, text: string): void {
  const at = text.indexOf('"cursor":"')
  if (at === -1) return
  const cursor = text.slice(at + 10, at + 46)
  subscriber.cursor = cursor
  if (text.includes('StreamOpened') || text.includes('Heartbeat')) return
  let number = numbers.get(cursor)
  if (number === undefined) numbers.set(cursor, (number = numbers.size))
  subscriber.received.push(number)
  if (arrivals.push(sharedNow()) === wanted) complete()
}

/** Resolves when the subscriber has been told that its stream is open. */
async function open(subscriber: Subscriber): Promise<void> {
  const { socket } = subscriber
  await once(socket, 'open')
  const isOpen = new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      const text = data.toString('latin1')
      if (text === '{"type":"connection_ack"}') {
        const variables = { after: subscriber.cursor || null }
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: address.query, variables } }))
        return
      }
      receive(subscriber, text)
      if (text.includes('StreamOpened')) resolve()
    })
    socket.once('close', (code) => reject(new Error(`A socket was closed with ${code}.`)))
    socket.once('error', reject)
  })
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${address.token}` } }))
  await isOpen
}

function socketOf(): WebSocket {
  return new WebSocket(address.url, 'graphql-transport-ws', { perMessageDeflate: false, skipUTF8Validation: true })
}

async function connect(count: number): Promise<void> {
  while (count > 0) {
    const batch = Math.min(count, atOnce)
    const made = Array.from({ length: batch }, () => ({ socket: socketOf(), received: [], cursor: '' }))
    subscribers.push(...made)
    await Promise.all(made.map(open))
    count -= batch
  }
}

async function disconnect(): Promise<void> {
  await Promise.all(
    subscribers.map(async ({ socket }) => {
      socket.removeAllListeners('message')
      const closed = once(socket, 'close')
      socket.close()
      await closed
    }),
  )
}

/** Resolves when so many items have arrived altogether since the last time it was asked to expect some. */
function expect(count: number): { arrived: Promise<void> } {
  arrivals.length = 0
  wanted = count
  return {
    arrived: new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${wanted - arrivals.length} of ${wanted} items did not arrive.`)),
        PATIENCE_MS,
      )
      complete = () => {
        clearTimeout(timer)
        resolve()
      }
    }),
  }
}

let expected = { arrived: Promise.resolve() }

serveParent({
  to: (given: Address) => void (address = given),
  connect,
  async disconnect() {
    await disconnect()
    subscribers.length = 0
    numbers.clear()
  },
  expect: (count: number) => void (expected = expect(count)),
  async arrivals() {
    await expected.arrived
    return arrivals
  },
  /** Cuts all off; `resume` connects them again at once, each after its own cursor. */
  cut: disconnect,
  async resume(events: number) {
    const { arrived } = expect(subscribers.length * events)
    const from = performance.now()
    const isLate = () => performance.now() - from > PATIENCE_MS
    let refused = 0
    await Promise.all(
      subscribers.map(async (subscriber, index) => {
        for (;;) {
          // What was received so far stays known, wherever the next connection goes on.
          const again = (subscribers[index] = { ...subscribers[index]!, socket: socketOf() })
          const isRefused = await open(again).then(
            () => false,
            (error: unknown) => {
              if (isLate() || !String(error).endsWith('1013.')) throw error
              return true
            },
          )
          if (!isRefused) return
          refused++
          await sleep(RETRY_MS * (0.5 + Math.random()))
        }
      }),
    )
    await arrived
    return { ms: performance.now() - from, refused }
  },
  /** How many items were lost and repeated, by what each one received; a wrong order counts as a repetition. */
  verdict(events: number) {
    let lost = 0
    let repeated = 0
    for (const { received } of subscribers) {
      lost += events - new Set(received).size
      repeated += received.filter((number, index) => index > 0 && number <= received[index - 1]!).length
    }
    return { lost, repeated }
  },
})
