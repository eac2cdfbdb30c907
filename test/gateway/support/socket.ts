import { WebSocket } from 'ws'
import { expect, vi } from 'vitest'

/** A result; of an `error` message, a list of errors. */
interface Payload {
  readonly data: { readonly viewer: { readonly kind: string } }
  readonly errors: readonly unknown[]
}

/** A bare graphql-transport-ws socket, for what no client would send. */
export interface TestSocket {
  readonly messages: { readonly id?: string; readonly type: string; readonly payload: Payload }[]
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  send(message: object | string): void
  /** Waits for a message of this operation and type. */
  message(type: string, id?: string): Promise<Payload>
  close(): void
}

export async function openSocket(
  url: string,
  params?: object,
  headers: Record<string, string> = {},
): Promise<TestSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers })
  const messages: TestSocket['messages'] = []
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  socket.on('message', (data) => messages.push(JSON.parse(String(data))))
  socket.on('error', () => {})
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const send = (message: object | string) =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  send({ type: 'connection_init', payload: params })
  return {
    messages,
    closed,
    send,
    async message(type, id) {
      const find = () => messages.find((message) => message.type === type && message.id === id)
      await vi.waitFor(() => expect(find()).toBeDefined(), { timeout: 20_000 })
      return find()!.payload
    },
    close: () => socket.close(),
  }
}
