import { parse } from 'graphql'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { WebSocket } from 'ws'
import { follow } from '../../gateway/client/follow.ts'
import { readCursor, type CursorScope } from '../../subgraphs/kernel/events/cursor.ts'
import type { TcpProxy } from '../support/tcp-proxy.ts'
import type { Follower } from './people.ts'

type Item = { readonly __typename: 'TicketUpdated' | 'StreamOpened'; readonly cursor: string }
type Data = { readonly ticketUpdated: Item }

const text = `subscription ($after: Cursor) {
  ticketUpdated(after: $after) {
    __typename
    ... on StreamOpened { cursor }
    ... on Heartbeat { cursor }
    ... on CursorExpired { cursor }
    ... on TicketUpdated { cursor kind }
  }
}`
const document = parse(text) as TypedDocumentNode<Data, { after: string | null }>

/** A client of the API that writes down all that it is sent. */
export interface Recorder {
  readonly follower: Follower
  /** Where it began: what came later is its to see. */
  readonly start: number
  /** The positions of the events it was sent, as they came. */
  readonly got: readonly number[]
  /** How many items came whose cursors are not its company’s: another company's events. */
  readonly foreign: number
  /** How often its stream was opened anew. */
  readonly reopened: number
  /** Goes to the other gateway. */
  hop(): void
  close(): void
}

export interface Recording {
  readonly follower: Follower
  readonly doors: readonly TcpProxy[]
  /** An access token that is good for some more minutes. */
  token(): Promise<string>
  readonly key: Buffer
}

/** A silent connection is given up after this time; the server sends something every 12 s. */
const SILENT_MS = 20_000

/** Follows over WebSocket with the client kit, or over server-sent events by hand. */
export async function record(kind: 'ws' | 'sse', recording: Recording): Promise<Recorder> {
  const { follower, doors, token, key } = recording
  const scope: CursorScope = { subgraph: 'tickets', company: follower.company, key }
  const opened = Promise.withResolvers<number>()
  const got: number[] = []
  let foreign = 0
  let reopened = -1
  let door = 0
  let cursor: string | null = null
  let close = (): void => {}

  function posOf(item: Item): number | null {
    const place = readCursor(scope, item.cursor)
    if (!place) foreign++
    return place?.pos ?? null
  }
  function onOpened(item: Item): void {
    reopened++
    const pos = posOf(item)
    if (pos === null) return opened.reject(new Error('A stream was opened at a place of another company.'))
    cursor ??= item.cursor
    opened.resolve(pos)
  }
  function onItem(item: Item): void {
    const pos = posOf(item)
    if (pos === null) return
    got.push(pos)
    cursor = item.cursor
  }
  function overSocket(): void {
    const following = follow<Data, { after: string | null }>({
      url: `ws://127.0.0.1:${doors[door]!.port}/graphql`,
      token,
      document,
      variables: { after: cursor },
      webSocketImpl: WebSocket,
      wait: () => 50 + Math.random() * 400,
      onOpened: (item) => onOpened(item as Item),
      onItem: (item) => onItem(item as Item),
      onEnd: (reason) => opened.reject(new Error('A following has ended.', { cause: reason })),
    })
    close = following.close
  }
  function overSse(): void {
    const leaving = new AbortController()
    close = () => leaving.abort()
    void (async () => {
      while (!leaving.signal.aborted) {
        const url = `http://127.0.0.1:${doors[door]!.port}/graphql/stream`
        await stream(url, await token().catch(() => ''), cursor, leaving.signal, (item) =>
          item.__typename === 'StreamOpened' ? onOpened(item) : onItem(item),
        ).catch(() => {})
        await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 400))
      }
    })()
  }
  const begin = kind === 'ws' ? overSocket : overSse
  begin()
  const start = await opened.promise
  return {
    follower,
    start,
    got,
    get foreign() {
      return foreign
    },
    get reopened() {
      return reopened
    },
    hop() {
      close()
      door = 1 - door
      begin()
    },
    close: () => close(),
  }
}

/** Reads one answer of server-sent events to its end, or until it is silent. */
async function stream(
  url: string,
  token: string,
  after: string | null,
  leaving: AbortSignal,
  onItem: (item: Item) => void,
): Promise<void> {
  const silent = new AbortController()
  let timer = setTimeout(() => silent.abort(), SILENT_MS)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: JSON.stringify({ query: text, variables: { after } }),
      signal: AbortSignal.any([leaving, silent.signal]),
    })
    let rest = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      clearTimeout(timer)
      timer = setTimeout(() => silent.abort(), SILENT_MS)
      const parts = (rest + chunk).split('\n\n')
      rest = parts.pop()!
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1]
        if (!part.startsWith('event: next') || !data) continue
        const item = (JSON.parse(data) as { data?: Data }).data?.ticketUpdated
        // What comes after an answer that failed would leave a gap: it begins again behind the last one.
        if (!item) return
        if (leaving.aborted) return
        if (item.__typename === 'StreamOpened' || item.__typename === 'TicketUpdated') onItem(item)
      }
    }
  } finally {
    clearTimeout(timer)
    silent.abort()
  }
}
