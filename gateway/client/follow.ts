import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { print } from 'graphql'
import { createClient, type Client } from 'graphql-ws'
import { isFinal, refusalOf, waitBefore, type Credential, type Interruption } from './interruption.ts'

/**
 * An item of a stream as the document selects it: `__typename` and `cursor` are always selected. One without a cursor
 * is handed on, but nothing can be resumed after it.
 */
export interface AnyItem {
  readonly __typename: string
  readonly cursor: string
}

type Control = 'StreamOpened' | 'Heartbeat' | 'CursorExpired'
/** The items that carry news: those of the subscription's one root field, without the stream's own. */
export type News<Data> = Exclude<Extract<Data[keyof Data], AnyItem>, { readonly __typename: Control }>

export interface Following<Data, Variables extends { readonly after?: string | null }> {
  /** The gateway's WebSocket address, `wss://…/graphql`. */
  readonly url: string
  /**
   * An API key, an access token, or how to get one: asked before each connection, and told whether the last one was refused. Then it
   * refreshes the session, however long that token has still to live: what it says of its person is not true any more.
   */
  readonly token?: Credential
  /** A subscription with one root field, that passes `$after` to it and selects `__typename` and `cursor`. */
  readonly document: TypedDocumentNode<Data, Variables>
  /** `after` is the cursor to begin from: a list's `eventsCursor`, a kept one, or null for from now on. */
  readonly variables: Variables
  /**
   * Called with each item once, in order. What it returns is awaited before the cursor moves on; when it throws, the
   * following ends with that.
   */
  onItem(item: News<Data>): void | Promise<void>
  /**
   * The cursor has moved on: keep it, and a later page or process goes on from there. After each item that was handled,
   * and with each heartbeat, so that the cursor of a quiet stream does not grow old.
   */
  onCursor?(cursor: string): void
  /**
   * The cursor is too old: read anew, then give the cursor that the reading came with, or null for from now on.
   * Without this the following ends with an error.
   */
  onExpired?(): string | null | Promise<string | null>
  /** It is live, for the first time or again, and what has been missed follows. */
  onOpened?(item: AnyItem): void
  /** The following has ended, and why: an error, or an interruption that trying again cannot mend. */
  onEnd?(reason: unknown): void
  /** It was cut off and tries again; for showing it. */
  onInterrupted?(interruption: Interruption): void
  /** Where the platform has no `WebSocket` of its own. */
  readonly webSocketImpl?: unknown
  /** Milliseconds before the nth attempt in a row; by default up to half a minute, with jitter. */
  readonly wait?: (attempt: number) => number
}

export interface Follower {
  /** Where a later following would resume. */
  readonly cursor: string | null
  /**
   * Gives the open connection a new access token of the same session, so that it goes on without connecting again. While there
   * is none this does nothing: a connection that opens asks for its token.
   */
  renew(token: string): void
  close(): void
}

/** How many of the last items' cursors are remembered, to drop what is repeated. */
const REMEMBERED = 1_000
const KEEP_ALIVE_MS = 10_000

/**
 * Follows a subscription through every interruption and loses and repeats nothing. After each one it subscribes again
 * with the cursor of the last item handled; the WebSocket client's own retrying is off, since it would repeat the
 * subscription with the cursor it began with.
 */
export function follow<Data, Variables extends { readonly after?: string | null }>(
  following: Following<Data, Variables>,
): Follower {
  const {
    document,
    variables,
    onItem,
    onCursor,
    onExpired,
    onOpened,
    onEnd,
    onInterrupted,
    wait = waitBefore,
  } = following
  const query = print(document)
  const { client, renew } = connect(following, () => isRefused)
  const seen = new Set<string>()
  let cursor = variables.after ?? null
  let attempt = 0
  let isClosed = false
  let isRefused = false
  let unsubscribe = () => {}
  let waiting: ReturnType<typeof setTimeout> | undefined

  const close = () => {
    isClosed = true
    clearTimeout(waiting)
    unsubscribe()
    // Where it is just connecting, disposing waits for that, and fails with it.
    Promise.resolve(client.dispose()).catch(() => {})
  }
  const end = (reason: unknown) => {
    if (isClosed) return
    close()
    onEnd?.(reason)
  }
  const again = (interruption: Interruption) => {
    if (isClosed) return
    if (isFinal(interruption, following.token)) return end(interruption)
    isRefused = refusalOf(interruption) !== null
    onInterrupted?.(interruption)
    attempt += 1
    waiting = setTimeout(subscribe, wait(attempt))
  }

  const handle = async (item: AnyItem): Promise<void> => {
    if (item.__typename === 'StreamOpened') onOpened?.(item)
    else if (item.__typename !== 'Heartbeat') {
      if (seen.has(item.cursor)) return
      await onItem(item as News<Data>)
      if (item.cursor !== undefined) seen.add(item.cursor)
      if (seen.size > REMEMBERED) seen.delete(seen.values().next().value!)
    }
    attempt = 0
    moveOn(item.cursor)
  }
  const moveOn = (to: string | null | undefined): void => {
    if (!to || to === cursor) return
    cursor = to
    onCursor?.(to)
  }
  const expire = async (): Promise<void> => {
    if (!onExpired) return end(new Error('The cursor has expired.'))
    const readAt = await onExpired()
    // Null is from now on, not from where it stood.
    if (readAt === null) cursor = null
    else moveOn(readAt)
    seen.clear()
    if (!isClosed) subscribe()
  }

  function subscribe(): void {
    if (isClosed) return
    // Items are handled one after the other; only then is an interruption acted on, with the cursor they have reached.
    let handled = Promise.resolve()
    let isOver = false
    const over = (then: () => void | Promise<void>) => {
      if (isOver) return
      isOver = true
      stop()
      void handled.then(then).catch(end)
    }
    const stop = client.subscribe<Data>(
      { query, variables: { ...variables, after: cursor } },
      {
        next({ data, errors }) {
          const item = data && (Object.values(data as object)[0] as AnyItem | null)
          // What failed may be whole the next time; its cursor has not been passed.
          if (!item || errors) return over(() => again({ errors: errors ?? [] }))
          if (item.__typename === 'CursorExpired') return over(expire)
          if (isOver) return
          handled = handled.then(() => (isClosed ? undefined : handle(item)))
          handled.catch((reason: unknown) => over(() => end(reason)))
        },
        error: (error) =>
          over(() => again(Array.isArray(error) ? { errors: error } : { closed: error as { code?: number } })),
        complete: () => over(() => again({ completed: true })),
      },
    )
    unsubscribe = stop
  }

  subscribe()
  return {
    get cursor() {
      return cursor
    },
    renew,
    close,
  }
}

function connect(
  { url, token, webSocketImpl }: Pick<Following<unknown, never>, 'url' | 'token' | 'webSocketImpl'>,
  isRefused: () => boolean,
): { readonly client: Client; readonly renew: Follower['renew'] } {
  let unanswered: ReturnType<typeof setTimeout> | undefined
  let open: WebSocket | null = null
  let shown: string | null | undefined
  const client = createClient({
    url,
    webSocketImpl,
    retryAttempts: 0,
    keepAlive: KEEP_ALIVE_MS,
    connectionParams: async () => {
      shown = typeof token === 'function' ? await token(isRefused()) : token
      return shown ? { authorization: `Bearer ${shown}` } : {}
    },
    on: {
      connected: (socket) => (open = socket as WebSocket),
      // A connection that has died without a word answers no ping.
      ping(received) {
        if (!received) unanswered = setTimeout(() => client.terminate(), KEEP_ALIVE_MS / 2)
      },
      pong(received) {
        if (received) clearTimeout(unanswered)
      },
      closed() {
        clearTimeout(unanswered)
        open = null
      },
    },
  })
  const renew = (fresh: string) => {
    if (!open || open.readyState !== open.OPEN || fresh === shown) return
    shown = fresh
    open.send(JSON.stringify({ type: 'ping', payload: { authorization: `Bearer ${fresh}` } }))
  }
  return { client, renew }
}
