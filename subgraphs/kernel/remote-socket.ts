import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { remoteStream, type RemoteStream } from './remote-stream.ts'

/** The one socket to a subgraph in another process, opened when it is first needed, and anew after it broke. */
export interface RemoteSocket {
  subscribe(payload: SocketPayload): RemoteStream
  close(): Promise<void>
}

export interface SocketPayload {
  readonly query: string
  readonly operationName?: string
  readonly variables?: Record<string, unknown>
  readonly extensions: Record<string, unknown>
}

export interface RemoteSocketOptions {
  readonly url: string
  /** What the connection itself is opened with. */
  readonly params: () => Promise<Record<string, unknown>>
  /** The error with which a stream ends whose connection broke, or was never made. */
  readonly broken: (cause: unknown) => unknown
  /** A connection that leaves a ping unanswered for half this time is given up. */
  readonly pingEveryMs?: number
}

const OPEN_WITHIN_MS = 5_000
/** An idle socket is worth keeping: it closes after an hour, so that hardly a subscription meets a closing one. */
const IDLE_MS = 3_600_000

class Socket extends WebSocket {
  constructor(address: string, protocols: string[]) {
    super(address, protocols, { handshakeTimeout: OPEN_WITHIN_MS })
  }
}

export function remoteSocket({ url, params, broken, pingEveryMs = 10_000 }: RemoteSocketOptions): RemoteSocket {
  let connection: ReturnType<typeof connect> | null = null

  function connect() {
    const streams = new Set<RemoteStream>()
    let unanswered: NodeJS.Timeout | undefined
    const client = createClient({
      url,
      webSocketImpl: Socket,
      connectionParams: params,
      // Silently subscribing again, with the cursor that was given at first, would repeat events.
      retryAttempts: 0,
      connectionAckWaitTimeout: OPEN_WITHIN_MS,
      lazyCloseTimeout: IDLE_MS,
      keepAlive: pingEveryMs,
      on: {
        // A connection that has died without a word answers no ping.
        ping(isReceived) {
          if (!isReceived) unanswered = setTimeout(() => client.terminate(), pingEveryMs / 2)
        },
        pong(isReceived) {
          if (isReceived) clearTimeout(unanswered)
        },
        error: over,
        closed: over,
      },
    })
    const opened = { client, streams }

    function over(cause: unknown): void {
      clearTimeout(unanswered)
      if (connection === opened) connection = null
      for (const stream of streams) stream.fail(broken(cause))
    }
    return opened
  }

  return {
    subscribe(payload) {
      const { client, streams } = (connection ??= connect())
      const stream: RemoteStream = remoteStream(
        (sink) => {
          const unsubscribe = client.subscribe(payload, {
            next: (result) => sink.next(result as never),
            // The subgraph's own errors come as a list; anything else is the socket's.
            error: (error) => sink.error(Array.isArray(error) ? error : broken(error)),
            complete: () => sink.complete(),
          })
          return () => {
            streams.delete(stream)
            unsubscribe()
          }
        },
        () => broken(new Error('The client is too slow.')),
      )
      streams.add(stream)
      return stream
    },
    async close() {
      const last = connection
      connection = null
      await last?.client.dispose()?.catch(() => {})
    },
  }
}
