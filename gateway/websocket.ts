import type { IncomingMessage, Server } from 'node:http'
import { randomUUID } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { GraphQLError, type ExecutionResult } from 'graphql'
import { CloseCode, handleProtocols, makeServer, MessageType, stringifyMessage, type Context } from 'graphql-ws'
import { WebSocketServer, type WebSocket } from 'ws'
import { forbidden, shown } from '../subgraphs/kernel/errors.ts'
import { describeFault } from '../subgraphs/kernel/fault.ts'
import { preferredLanguage, type Language } from '../subgraphs/kernel/language.ts'
import type { Device } from '../subgraphs/kernel/device.ts'
import type { Logger } from '../subgraphs/kernel/log.ts'
import { closeCodes } from './close-codes.ts'
import { cursorsBeside } from './cursors.ts'
import { bodyOf, shownTo } from './faults.ts'
import type { Devices } from './devices.ts'
import { graphPath } from './http.ts'
import { keysBeside } from './idempotency.ts'
import type { Limits } from './limits.ts'
import type { Pipeline } from './operation.ts'
import type { MayCall } from './origins.ts'
import { mayGoOn, openRenewals, tokensAMinute, type Renewals } from './renewals.ts'
import { visitor, type Pass } from './rights.ts'
import { sending } from './shared-text.ts'

/** A socket that has not answered a ping when the next one is due is dead. */
const PING_EVERY_MS = 12_000
const INIT_WITHIN_MS = 10_000
/** How long a client may take to answer the server's close. */
const CLOSE_WITHIN_MS = 2_000
/** How long what runs on the sockets may take to be answered once the gateway closes. */
const ANSWER_WITHIN_MS = 5_000

interface Socket {
  readonly socket: WebSocket
  /** The page that opened it, as its browser tells. */
  readonly origin: string | undefined
  readonly device: Device
  /** Runs until it has said who it is. */
  initWithin: NodeJS.Timeout | undefined
  /** Made when somebody wants to know: a subscription does not. */
  gone: AbortController | null
  pass: Pass
  /** What the client prefers, or its account says. */
  language: Language
  /** Made when it shows a further token: most never do. */
  renewals: Renewals | null
  /** Leaves off watching whether its session lives. */
  unwatch(): void
}

/** What an operation does once graphql-ws has let it through. */
type Run = () => Promise<ExecutionResult | AsyncGenerator<never, undefined>>

export interface WebSocketsOptions {
  readonly server: Server
  readonly pipeline: Pipeline
  readonly limits: Limits
  readonly mayCall: MayCall
  readonly deviceOf: Devices
  readonly log: Logger
}

export interface WebSockets {
  readonly size: number
  /** How many subscriptions are open on them. */
  readonly subscriptions: number
  /** Takes no new sockets, completes all operations, closes every socket with 1001 and waits for it. */
  close(): Promise<void>
}

/** Carries the pipeline over WebSocket: the protocol graphql-transport-ws, by graphql-ws. */
export function serveWebSockets({ server, pipeline, limits, mayCall, deviceOf, log }: WebSocketsOptions): WebSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.bytes, handleProtocols })
  const contexts = new Map<WebSocket, Context<Record<string, unknown>, Socket>>()
  const waitingForPong = new Set<WebSocket>()
  let isClosing = false

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // From here on the connection is ours: one that breaks before ws has it would end the process.
    stream.on('error', () => stream.destroy())
    if (request.url?.split('?')[0] !== graphPath)
      return stream.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
    if (!mayCall(request.headers.origin)) return stream.end(notFrom(request))
    sockets.handleUpgrade(request, stream, head, (socket) => opened(socket, request))
  })

  /** One for all sockets, as there may be thousands: what belongs to one of them stands in its `extra`. */
  const protocol = makeServer<Record<string, unknown>, Socket>({
    // The waiting is done here, where it leaves nothing behind.
    connectionInitWaitTimeout: 0,
    async onConnect(context) {
      const { extra } = context
      const { socket } = extra
      clearTimeout(extra.initWithin)
      extra.initWithin = undefined
      contexts.set(socket, context)
      const { authorization, acceptLanguage } = context.connectionParams ?? {}
      // A page cannot set the header of its upgrade.
      if (acceptLanguage != null) extra.language = preferredLanguage(acceptLanguage)
      // A token is long, and has been read.
      Object.assign(context, { connectionParams: undefined })
      try {
        const given = authorization == null ? undefined : String(authorization)
        extra.pass = await pipeline.authenticate({ authorization: given, origin: extra.origin })
        extra.language = extra.pass.language ?? extra.language
        if (socket.readyState === socket.OPEN) {
          extra.unwatch = pipeline.watch(extra.pass, extra.origin, (reason) => refuse(socket, reason, log))
        }
        return true
      } catch (error) {
        refuse(socket, error, log)
        return false
      }
    },
    async onSubscribe({ subscriptions, extra }, id, payload) {
      const { language } = extra
      const requestId = newRequestId()
      const refused = (error: GraphQLError) => [shownTo({ requestId, language }, error)]
      if (isClosing) return refused(shown('GOING_DOWN'))
      const most = limits.operationsPerSocket
      if (Object.keys(subscriptions).length > most) return refused(shown('TOO_MANY_OPERATIONS', { most }))
      const { query, operationName, variables, extensions } = payload
      const request = {
        transport: 'ws' as const,
        traceparent: extensions?.['traceparent'],
        ...{ query, operationName, variables, requestId, keysBeside: keysBeside(undefined, extensions) },
        cursorsBeside: cursorsBeside(undefined, extensions),
        language,
        device: extra.device,
        get gone() {
          return (extra.gone ??= new AbortController()).signal
        },
      }
      const prepared = await pipeline.prepare(request, extra)
      if ('errors' in prepared) return prepared.errors
      const { document, operation } = prepared.planned
      const name = operation.name?.value
      // graphql-ws keeps the payload and the context for as long as the operation runs, and its text is long.
      Object.assign(payload, { query: '' })
      let run: typeof prepared.run | null = prepared.run
      const contextValue = async () => {
        const running = run!()
        run = null
        const result = await running
        return 'next' in result ? sending(result, id, (message) => send(extra.socket, message)) : result
      }
      return { schema: null as never, document, operationName: name, rootValue: null, contextValue }
    },
    execute: ({ contextValue }) => (contextValue as Run)(),
    subscribe: ({ contextValue }) => (contextValue as Run)(),
  })

  /** A ping may bring a token, in place of the one that the socket goes on with (ACC-13); any other is sent back. */
  async function answerPing(extra: Socket, payload: Record<string, unknown> | undefined): Promise<void> {
    const { socket } = extra
    const authorization = payload?.['authorization']
    const pong = (told: Record<string, unknown> | undefined) =>
      send(socket, stringifyMessage({ type: MessageType.Pong, ...(told && { payload: told }) }))
    if (authorization == null) return pong(payload)
    if (socket.readyState !== socket.OPEN) return
    const context = contexts.get(socket)
    if (!context?.acknowledged) return socket.close(CloseCode.Unauthorized, 'Unauthorized')
    const taken = (extra.renewals ??= openRenewals()).next(async () => {
      if (socket.readyState !== socket.OPEN) return
      try {
        const pass = await pipeline.authenticate({ authorization: String(authorization), origin: extra.origin })
        if (socket.readyState !== socket.OPEN) return
        mayGoOn(extra.pass, pass, Object.keys(context.subscriptions).length > 0)
        const before = extra.unwatch
        extra.pass = pass
        extra.language = pass.language ?? extra.language
        extra.unwatch = pipeline.watch(pass, extra.origin, (reason) => refuse(socket, reason, log))
        before()
        await pong({ accepted: true, expiresAt: new Date(pass.until).toISOString() })
      } catch (error) {
        refuse(socket, error, log)
      }
    })
    if (!(await taken)) socket.close(closeCodes.tooMany, `More than ${tokensAMinute} tokens in a minute`)
  }

  function opened(socket: WebSocket, request: IncomingMessage) {
    const { headers } = request
    const initWithin = setTimeout(
      () => socket.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout'),
      INIT_WITHIN_MS,
    )
    const language = preferredLanguage(headers['accept-language'])
    const { origin } = headers
    const from = { origin, device: deviceOf(request), language }
    const extra: Socket = { socket, ...from, initWithin, gone: null, pass: visitor, renewals: null, unwatch: () => {} }
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (message) => send(socket, message),
        close: (code, reason) => socket.close(code, reason),
        onPing: (payload) => answerPing(extra, payload),
        onMessage: (receive) =>
          socket.on('message', (data) => {
            receive(String(data)).catch((error: unknown) => {
              log.error({ fault: describeFault(error) }, 'A socket’s message failed.')
              socket.close(closeCodes.internal, 'Something went wrong')
            })
          }),
      },
      extra,
    )
    socket.on('pong', () => waitingForPong.delete(socket))
    // Broken frames and frames too large: ws itself closes the socket with the fitting code.
    socket.on('error', (error) => log.debug({ error: error.message }, 'A socket failed.'))
    socket.once('close', (code, reason) => {
      clearTimeout(extra.initWithin)
      contexts.delete(socket)
      waitingForPong.delete(socket)
      extra.gone?.abort()
      extra.unwatch()
      closed(code, String(reason)).catch((error: unknown) =>
        log.error({ fault: describeFault(error) }, 'A socket’s end failed.'),
      )
    })
  }

  const pinging = setInterval(() => {
    for (const socket of sockets.clients) {
      if (waitingForPong.has(socket)) socket.terminate()
      else if (socket.readyState === socket.OPEN) {
        waitingForPong.add(socket)
        socket.ping()
      }
    }
  }, PING_EVERY_MS)

  return {
    get size() {
      return sockets.clients.size
    },
    get subscriptions() {
      let count = 0
      // What is not a subscription stands there as null.
      for (const { subscriptions } of contexts.values()) {
        for (const id in subscriptions) if (subscriptions[id] != null) count++
      }
      return count
    },
    async close() {
      clearInterval(pinging)
      // First of all, so that no socket comes after those that are closed here: ws answers 503 from now on.
      sockets.close()
      isClosing = true
      const streams = [...contexts.values()].flatMap(({ subscriptions }) => Object.values(subscriptions))
      await Promise.all(streams.map((stream) => (stream as AsyncGenerator | null)?.return(undefined)))
      // The streams' ends become `complete` messages, and queries and mutations are answered, before the sockets close.
      const isBusy = () =>
        [...contexts.values()].some(({ subscriptions }) => Object.values(subscriptions).includes(null))
      for (const until = Date.now() + ANSWER_WITHIN_MS; isBusy() && Date.now() < until;) await delay(5)
      await new Promise((resolve) => setImmediate(resolve))
      await Promise.all([...sockets.clients].map((socket) => closeSocket(socket, closeCodes.goingAway, 'Going away')))
    },
  }
}

/** Resolves when the message has left the process, so that a slow reader slows its own streams down. */
function send(socket: WebSocket, message: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) return resolve()
    socket.send(message, () => resolve())
  })
}

/** The answer to an upgrade that a page asks for which may not call. */
function notFrom({ headers }: IncomingMessage): string {
  const to = { requestId: newRequestId(), language: preferredLanguage(headers['accept-language']) }
  const body = bodyOf(to, forbidden('ORIGIN_NOT_ALLOWED'))
  const head = ['HTTP/1.1 403 Forbidden', 'content-type: application/json; charset=utf-8']
  return [...head, `content-length: ${Buffer.byteLength(body)}`, 'connection: close', '', body].join('\r\n')
}

function refuse(socket: WebSocket, error: unknown, log: Logger): void {
  const { code, reason } = error instanceof GraphQLError ? error.extensions : {}
  if (code === 'UNAUTHENTICATED') {
    void closeSocket(socket, closeCodes.unauthorized, typeof reason === 'string' ? reason : 'TOKEN_INVALID')
  } else if (code === 'FORBIDDEN') {
    void closeSocket(socket, closeCodes.forbidden, String(reason))
  } else if (code === 'NOT_READY') {
    void closeSocket(socket, closeCodes.notReady, 'NOT_READY')
  } else {
    log.error({ fault: describeFault(error) }, 'Whether a socket may stay could not be judged.')
    void closeSocket(socket, closeCodes.internal, 'Something went wrong')
  }
}

/** A UUID as one piece of text: as it comes it is twenty that hang together. */
function newRequestId(): string {
  return Buffer.from(randomUUID(), 'latin1').toString('latin1')
}

function closeSocket(socket: WebSocket, code: number, reason: string): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.close(code, reason)
  })
}
